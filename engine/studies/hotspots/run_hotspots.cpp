#include "engine/studies/hotspots/run_hotspots.hpp"

#include <set>
#include <sstream>

#include "engine/output/write_output.hpp"
#include "engine/project/option_table.hpp"
#include "engine/studies/hotspots/kinds.hpp"
#include "engine/studies/hotspots/statistics.hpp"
#include "engine/studies/hotspots/study.hpp"
#include "engine/studies/hotspots/table.hpp"
#include "engine/studies/hotspots/weights.hpp"
#include "engine/weights/weights_files.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/error.hpp"
#include "layers/write/feature_file.hpp"
#include "layers/write/staged_files.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban {
namespace {

namespace fs = std::filesystem;

/// What cannot be written is said before anything is computed, and of the file that was named.
void check_output(const fs::path& file) {
    static const std::set<std::string> kEndings = {".gpkg", ".geojson", ".fgb", ".shp", ".kml", ".xlsx", ".csv"};
    if (kEndings.count(file.extension().string()) == 0) {
        throw Error(ErrorCode::kUsage, "error.format-unknown", {{"file", file.string()}});
    }
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    std::error_code failure;
    if (!fs::is_directory(folder, failure)) {
        throw Error(ErrorCode::kOutput, "error.hotspots-folder",
                    {{"file", file.string()}, {"folder", folder.string()}});
    }
}

void save_weights(const SpatialWeights& weights, const fs::path& file) {
    std::ostringstream text;
    file.extension() == ".gwt" ? write_gwt(text, weights) : write_gal(text, weights);
    write_text_file(file, text.str());
}

}  // namespace

const OptionTable& hotspot_command_options() {
    using O = HotspotOptions;
    using S = HotspotSources;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<O>(
        "hotspots", {
                        option<&O::sources, &S::areas>("areas").shown("AREAS").only(OptionPlace::kPositional),
                        option<&O::output>("output").letter("-o").shown("OUT.gpkg").only(kFlag).needed(),
                        option<&O::sources, &S::value>("value").shown("FIELD").only(kFlag),
                        option<&O::sources, &S::points>("points").shown("POINTS").only(kFlag),
                        option<&O::sources, &S::population>("population").shown("FIELD").only(kFlag),
                        option<&O::sources, &S::id>("id").shown("FIELD").only(kFlag),
                        option<&O::sources, &S::name>("name").shown("FIELD").only(kFlag),
                        option<&O::sources, &S::x>("x").shown("COL").only(kFlag),
                        option<&O::sources, &S::y>("y").shown("COL").only(kFlag),
                        option<&O::sources, &S::weight>("weight").shown("COL").only(kFlag),
                        option<&O::sources, &S::time>("time").shown("COL").only(kFlag),
                        option<&O::sources, &S::from>("from").only(kFlag).help_of("points"),
                        option<&O::sources, &S::to>("to").only(kFlag).help_of("points"),
                        option<&O::sources, &S::where>("where").shown("SQL").only(kFlag),
                        option<&O::sources, &S::declared_crs, &CrsId::definition>("crs").shown("EPSG:n").only(kFlag),
                        option<&O::sources, &S::analysis_crs, &CrsId::definition>("analysis_crs")
                            .shown("EPSG:n")
                            .only(kFlag)
                            .help_of("points"),
                        option<&O::save_weights>("save_weights").shown("FILE").only(kFlag),
                        option<&O::sources, &S::drop_personal>("drop_personal").only(kFlag).help_of("points"),
                    });
    return table;
}

HotspotSummary run_hotspots(const HotspotOptions& options, Progress& progress) {
    check_output(options.output);
    HotspotSummary summary;
    const HotspotStudy study = read_hotspot_study(options, summary, progress);
    const SpatialWeights weights = make_hotspot_weights(study, options.method, summary);
    const HotspotResult result = hotspot_statistics(study, weights, options.method, {summary, progress});
    progress.begin("step.write-layers", 0);
    // Layer and weights appear together or not at all.
    StagedFiles staged(options.output, options.output);
    if (!options.save_weights.empty()) {
        save_weights(weights, staged.file(options.save_weights));
    }
    const std::vector<OutputLayer> layers{{hotspot_layer(hotspots_kind(), study, result)}};
    const LayerKinds kinds{&hotspots_kind()};
    const LocalDay stamp = options.sources.to.value_or(LocalDay{});
    const fs::path file = staged.file(options.output);
    if (options.output.extension() == ".gpkg") {
        write_geopackage(file, layers, {kinds, "", catalogue(options.language), stamp});
    } else {
        write_feature_file(file, {layers.front().layer}, {stamp});
    }
    progress.throw_if_cancelled();
    staged.commit();
    return summary;
}

}  // namespace diaban
