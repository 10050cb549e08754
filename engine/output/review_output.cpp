#include "engine/output/review_output.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "layers/base/calendar.hpp"
#include "layers/model/error.hpp"
#include "layers/read/read_layer.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

LocalDay day_of(const Json& text) {
    const auto day = day_from_iso(text.get<std::string>());
    if (!day) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", "run.json"}, {"cause", text.dump()}});
    }
    return *day;
}

TimeWindow window_of(const Json& window) {
    return {day_of(window.at("from")), day_of(window.at("to"))};
}

ReviewHeader header_of(const Json& run) {
    const Json& options = run.at("options");
    const Json& rule = options.at("classify");
    ReviewHeader header;
    header.title = run.at("title");
    header.unit = run.at("unit");
    header.marking = run.at("marking");
    header.run_id = run.at("run_id");
    header.program_version = run.at("version");
    header.rule_name = rule.at("rule");
    header.rule_version = rule.at("rule_version");
    header.rule_hash = rule.at("rule_hash");
    header.rule_unit = rule.at("rule_unit");
    header.interval = rule.at("interval");
    header.split_forced = run.at("results").at("split_forced");
    header.as_of = day_of(options.at("as_of"));
    header.baseline = window_of(options.at("periods").at("baseline"));
    header.current = window_of(options.at("periods").at("current"));
    header.crs = {run.at("crs").at("definition")};
    header.crs_name = run.at("crs").at("name");
    for (const char* window : {"baseline", "current"}) {
        header.incidents_in_windows += run.at("results").at(window).at("incidents").get<std::uint64_t>();
        header.incidents_located += run.at("results").at(window).at("located").get<std::uint64_t>();
    }
    for (const Json& input : run.at("inputs")) {
        header.sources.push_back({input.at("role"), fs::path(input.at("path").get<std::string>()).filename().string()});
    }
    header.bandwidth_m = options.at("density").at("bandwidth_m");
    header.bandwidth_rule = options.at("density").at("bandwidth_rule");
    return header;
}

ReviewFigures figures_of(const Json& run) {
    const Json& results = run.at("results");
    const Json& rule = run.at("options").at("classify");
    ReviewFigures figures;
    figures.split = {results.at("split").at("stable"), results.at("split").at("contained"),
                     results.at("split").at("complex")};
    figures.borderline = results.at("borderline");
    figures.incidents_baseline = results.at("baseline").at("incidents");
    figures.incidents_current = results.at("current").at("incidents");
    figures.outside_areas = results.at("baseline").at("outside_areas").get<std::uint64_t>() +
                            results.at("current").at("outside_areas").get<std::uint64_t>();
    for (const Json& input : run.at("inputs")) {
        if (input.at("role") == "incidents") {
            figures.rows_read += input.at("rows_read").get<std::uint64_t>();
            figures.rows_rejected += input.at("rows_rejected").get<std::uint64_t>();
        }
    }
    figures.reference_rate = results.at("reference_rate");
    figures.by_residents = rule.at("exposure") == "residents x years";
    figures.only_reported = rule.at("incidents") == "reported";
    figures.elevated_above = rule.at("elevated_above");
    figures.brought_down_below = rule.at("brought_down_below");
    figures.cell_m = run.at("options").at("density").at("cell_m");
    if (const Json& year = results.at("year"); !year.is_null()) {
        figures.year = {{year.at("to_be_turned_around"), year.at("turned_around"), year.at("passed_before"),
                         year.at("not_relapsed")}};
    }
    for (const auto& [variant, share] : results.at("share_of_areas_with_the_same_class").items()) {
        if (share.is_number()) {
            figures.same_class.emplace_back(variant, share.get<double>());
        }
    }
    for (const Json& warning : run.at("warnings")) {
        figures.warnings_vi.push_back(warning.at("vi"));
        figures.warnings_en.push_back(warning.at("en"));
    }
    return figures;
}

MapsSection maps_of(const Json& maps) {
    MapsSection section;
    section.layers = maps.at("layers").get<std::vector<std::string>>();
    section.page = maps.at("page") == "A3" ? PageSize::kA3 : PageSize::kA4;
    section.orientation = maps.at("portrait").get<bool>() ? PageOrientation::kPortrait : PageOrientation::kLandscape;
    section.formats.clear();
    for (const std::string name : maps.at("formats")) {
        section.formats.push_back(name == "pdf" ? MapFormat::kPdf : name == "png" ? MapFormat::kPng : MapFormat::kSvg);
    }
    section.isolines = maps.at("isolines");
    section.pack = maps.at("pack");
    section.atlas = maps.at("atlas");
    return section;
}

NamedInWords named(const Json& entry, const char* key) {
    const Json& label = entry.at("label");
    return {entry.at(key), label.at("vi"), label.at("en")};
}

std::vector<ReviewTheme> themes_of(const Json& themes) {
    std::vector<ReviewTheme> result;
    for (const Json& entry : themes) {
        ReviewTheme theme{named(entry, "name"), entry.at("level"), {}};
        for (const Json& a_class : entry.at("classes")) {
            theme.classes.push_back(named(a_class, "code"));
        }
        result.push_back(std::move(theme));
    }
    return result;
}

std::vector<std::pair<std::string, std::string>> labels_of(const Json& list, const char* key) {
    std::vector<std::pair<std::string, std::string>> labels;
    for (const Json& entry : list) {
        labels.emplace_back(entry.at(key), entry.at("label"));
    }
    return labels;
}

constexpr std::array<std::string_view, 9> kPageLayers{"areas", "area_periods", "incident_hours", "isolines", "hotspots",
                                                      "cells", "cameras",      "views",          "sweep"};

bool is_overlay(const std::string& name) {
    return name.rfind("overlay_", 0) == 0;
}
bool is_level(const std::string& name) {
    return name.rfind("level_", 0) == 0;
}
bool is_read_by_pages(const std::string& name) {
    return is_overlay(name) || is_level(name) ||
           std::find(kPageLayers.begin(), kPageLayers.end(), name) != kPageLayers.end();
}

/// The text of a file; empty where there is none.
std::string text_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream) {
        text << stream.rdbuf();
    }
    return text.str();
}

}  // namespace

void take_layers(ReviewOutput& output, const std::vector<FeatureLayer>& layers) {
    for (const FeatureLayer& layer : layers) {
        if (layer.name == "areas") {
            output.areas = layer;
        } else if (layer.name == "area_periods") {
            output.area_periods = layer;
        } else if (layer.name == "incident_hours") {
            output.incident_hours = layer;
        } else if (layer.name == "isolines") {
            output.isolines = layer;
        } else if (layer.name == "hotspots") {
            output.hotspots = layer;
        } else if (layer.name == "cells") {
            output.cells = layer;
        } else if (layer.name == "cameras") {
            output.cameras = layer;
        } else if (layer.name == "views") {
            output.views = layer;
        } else if (layer.name == "sweep") {
            output.sweep = layer;
        } else if (is_overlay(layer.name)) {
            output.overlays.push_back(layer);
        } else if (is_level(layer.name)) {
            output.levels.push_back(layer);
        }
    }
}

ReviewOutput review_output_from_manifest(const std::string& manifest, const std::string& file) {
    try {
        const Json run = Json::parse(manifest);
        ReviewOutput output;
        output.header = header_of(run);
        output.figures = figures_of(run);
        output.language = language_from_code(run.at("options").at("language").get<std::string>());
        output.maps = maps_of(run.at("options").at("maps"));
        output.themes = themes_of(run.at("options").at("themes"));
        output.level_labels = labels_of(run.at("options").at("levels"), "level");
        output.overlay_labels = labels_of(run.at("options").at("overlays"), "name");
        if (run.contains("cameras")) {
            output.camera_record = run.at("cameras").dump();
        }
        return output;
    } catch (const Json::exception& error) {
        throw Error(ErrorCode::kInput, "error.output-damaged", {{"file", file}, {"cause", error.what()}});
    }
}

ReviewOutput read_review_output(const fs::path& folder) {
    const fs::path manifest = folder / "run.json";
    if (!fs::exists(manifest)) {
        throw Error(ErrorCode::kInput, "error.not-an-output", {{"folder", folder.string()}});
    }
    ReviewOutput output = review_output_from_manifest(text_of(manifest), manifest.string());
    output.sweep_record = text_of(folder / "sweep.json");
    const fs::path layers = folder / "diaban.gpkg";
    std::vector<FeatureLayer> read;
    for (const std::string& name : layer_names(layers)) {
        if (is_read_by_pages(name)) {
            read.push_back(read_layer(layers, name));
        }
    }
    take_layers(output, read);
    for (const auto& [name, target] :
         {std::pair{"density.tif", &output.density}, std::pair{"density_baseline.tif", &output.density_baseline}}) {
        if (fs::exists(folder / name)) {
            *target = read_raster(folder / name);
        }
    }
    return output;
}

Raster as_written(Raster raster, bool float64) {
    if (!float64) {
        for (double& value : raster.values) {
            value = static_cast<double>(static_cast<float>(value));
        }
    }
    return raster;
}

}  // namespace diaban
