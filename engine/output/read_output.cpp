#include "engine/output/read_output.hpp"

#include <fstream>
#include <sstream>

#include "layers/model/error.hpp"
#include "layers/read/read_layer.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

Json json_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    try {
        return parse_json(text.str());
    } catch (const JsonError& error) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", file.string()}, {"cause", error.what()}});
    }
}

}  // namespace

Output read_output(const fs::path& folder, const OutputShape& shape) {
    const fs::path manifest = folder / "run.json";
    if (!fs::exists(manifest)) {
        throw Error(ErrorCode::kInput, "error.not-an-output", {{"folder", folder.string()}});
    }
    Output output = output_of_record(json_of(manifest), manifest.string());
    const fs::path layers = folder / "diaban.gpkg";
    for (const std::string& name : layer_names(layers)) {
        for (const LayerKind* kind : shape.kinds) {
            if (kind->covers(name) && kind->paper == OnPaper::kYes) {
                output.layers.push_back({read_layer(layers, name)});
            }
        }
    }
    for (const char* name : {"density", "density_baseline"}) {
        if (const fs::path file = folder / (std::string(name) + ".tif"); fs::exists(file)) {
            output.surfaces.push_back({name, {}, {}, {}, {}, read_raster(file)});
        }
    }
    for (const std::string& name : shape.studies) {
        // The record of a study has a file of its own, or stands in run.json.
        if (const fs::path file = folder / (name + ".json"); fs::exists(file)) {
            output.studies[name] = json_of(file);
        } else if (const Json* study = output.record.find(name)) {
            output.studies[name] = *study;
        }
    }
    return output;
}

}  // namespace diaban
