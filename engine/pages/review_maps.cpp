#include "engine/pages/review_maps.hpp"

#include <algorithm>
#include <cmath>

#include "engine/output/table_values.hpp"
#include "engine/pages/period_panels.hpp"
#include "engine/project/map_names.hpp"
#include "engine/studies/cameras/figures.hpp"
#include "engine/studies/sweep/sheet.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/page_file.hpp"
#include "layers/crs/geographic_function.hpp"
#include "layers/geometry/union.hpp"
#include "layers/model/nearest_name.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

/// The layer that carries Gi_Bin or COType: the areas, else a layer of its own.
const FeatureLayer* layer_with(const ReviewOutput& output, const char* field) {
    if (output.areas.table.find(field) != nullptr) {
        return &output.areas;
    }
    return output.hotspots && output.hotspots->table.find(field) != nullptr ? &*output.hotspots : nullptr;
}

/// The theme of a map's name whose column the output has; null for another name.
const ReviewTheme* theme_of(const ReviewOutput& output, const std::string& name) {
    for (const ReviewTheme& theme : output.themes) {
        if (name == "theme_" + theme.name.name) {
            return &theme;
        }
    }
    return nullptr;
}

/// The layer that a theme classifies; null where it is not there.
const FeatureLayer* layer_of(const ReviewOutput& output, const ReviewTheme& theme) {
    if (theme.level.empty()) {
        return &output.areas;
    }
    for (const FeatureLayer& level : output.levels) {
        if (level.name == "level_" + theme.level) {
            return &level;
        }
    }
    return nullptr;
}

bool is_available(const ReviewOutput& output, const std::string& name) {
    if (name.rfind("theme_", 0) == 0) {
        const ReviewTheme* theme = theme_of(output, name);
        const FeatureLayer* layer = theme == nullptr ? nullptr : layer_of(output, *theme);
        return layer != nullptr && TableValues(layer->table).any(name + "_class");
    }
    if (name.rfind("level_", 0) == 0) {
        return std::any_of(output.levels.begin(), output.levels.end(),
                           [&](const FeatureLayer& level) { return level.name == name; });
    }
    if (name == "cameras") {
        return output.cameras && output.views && !output.camera_record.empty();
    }
    if (name == "camera_curve") {
        return !output.camera_record.empty();
    }
    if (name == "sweep") {
        return output.sweep && !output.sweep_record.empty();
    }
    const TableValues areas(output.areas.table);
    if (name == "class") {
        return true;
    }
    if (name == "density") {
        return output.density.has_value();
    }
    if (name == "density_baseline") {
        return output.density_baseline.has_value();
    }
    if (name == "change") {
        return areas.any("change_ratio");
    }
    if (name == "review_change") {
        return areas.any("previous_class");
    }
    if (name == "hotspots") {
        return layer_with(output, "Gi_Bin") != nullptr;
    }
    if (name == "clusters") {
        return layer_with(output, "COType") != nullptr;
    }
    if (name == "cells") {
        return output.cells && output.cells->table.find("Gi_Bin") != nullptr;
    }
    return TableValues(output.area_periods.table).any("from");
}

/// The label that the project gives a level or an overlay, else its name.
std::string label_of(const std::vector<std::pair<std::string, std::string>>& labels, const std::string& name) {
    for (const auto& [known, label] : labels) {
        if (known == name && !label.empty()) {
            return label;
        }
    }
    return name;
}

/// Overlays that the run carries, each with a symbol of its own.
std::vector<MapOverlay> overlays_of(const ReviewOutput& output) {
    std::vector<MapOverlay> overlays;
    std::vector<OverlaySymbol> taken;
    for (const FeatureLayer& layer : output.overlays) {
        const std::string name = layer.name.substr(std::string_view("overlay_").size());
        taken.push_back(overlay_symbol(layer.kind, name, taken));
        overlays.push_back({taken.back(), label_of(output.overlay_labels, name), layer.geometry});
    }
    return overlays;
}

MapOverlay isoline_overlay(const FeatureLayer& isolines, const Catalogue& words) {
    MapOverlay overlay;
    overlay.symbol = {
        GeometryKind::kLine, PointSymbol::kCircle, kWhite, {0.42, 0.2, 0.02}, 6.0, 0.55, LineKind::kSolid, 0.35};
    overlay.legend = words.say("map.isolines");
    overlay.geometry = isolines.geometry;
    const TableValues values(isolines.table);
    for (std::size_t i = 0; i < isolines.size(); ++i) {
        const double level = values.number("density_per_km2", i).value_or(0.0);
        overlay.labels.push_back(words.decimal(level, level == std::floor(level) ? 0 : 1));
    }
    return overlay;
}

/// Cells with what their map reads: their names are numbers.
FeatureLayer without_names(const FeatureLayer& cells) {
    FeatureLayer bare = cells;
    std::erase_if(bare.table.columns, [](const Column& column) { return column.name != "Gi_Bin"; });
    return bare;
}

/// The areas' borders over cells, then the other overlays.
std::vector<MapOverlay> area_outlines(const ReviewOutput& output) {
    OverlaySymbol symbol;
    symbol.kind = GeometryKind::kArea;
    symbol.line_width = 0.7;
    symbol.casing = 0.0;
    std::vector<MapOverlay> overlays{{symbol, "", output.areas.geometry}};
    for (MapOverlay& overlay : overlays_of(output)) {
        overlays.push_back(std::move(overlay));
    }
    return overlays;
}

template <typename Map>
ReviewMap held(Map map, MapContent (*content)(const Map&, const PageOptions&)) {
    const auto kept = std::make_shared<const Map>(std::move(map));
    return {kept, [kept, content](const PageOptions& options) { return content(*kept, options); }};
}

ReviewMap density_of(const ReviewOutput& output, const Raster& surface, const TimeWindow& window, Language language) {
    DensityMap map{output.header,
                   output.areas,
                   surface,
                   fitting_breaks(*output.density, kDensityMapClasses),
                   to_geographic(output.header.crs),
                   window,
                   {}};
    if (output.isolines && output.maps.isolines && window == output.header.current) {
        map.overlays.push_back(isoline_overlay(*output.isolines, catalogue(language)));
    }
    for (MapOverlay& overlay : overlays_of(output)) {
        map.overlays.push_back(std::move(overlay));
    }
    return held(std::move(map), density_content);
}

/// A level's layer has no watch list: a unit that is not classified is one without data.
FeatureLayer all_watched(FeatureLayer layer) {
    if (layer.table.find("watched") == nullptr) {
        layer.table.columns.push_back({"watched", BooleanValues(layer.size(), true), "", ""});
    }
    return layer;
}

ReviewMap theme_map(const ReviewOutput& output, const std::string& name, Language language) {
    const ReviewTheme& theme = *theme_of(output, name);
    const FeatureLayer& layer = *layer_of(output, theme);
    CategoryMap map{output.header,
                    theme.level.empty() ? layer : all_watched(layer),
                    {},
                    name + "_class",
                    {},
                    {},
                    to_geographic(output.header.crs),
                    overlays_of(output)};
    map.theme = catalogue(language).say("map.theme.theme", {{"theme", theme.name.say(language)}});
    if (layer.table.find(name + "_borderline") != nullptr) {
        map.flag = name + "_borderline";
    }
    for (const NamedInWords& a_class : theme.classes) {
        map.classes.emplace_back(a_class.name, a_class.say(language));
    }
    return held(std::move(map), category_content);
}

ReviewMap level_map(const ReviewOutput& output, const std::string& name, Language language) {
    const auto level =
        std::find_if(output.levels.begin(), output.levels.end(), [&](const FeatureLayer& l) { return l.name == name; });
    const std::string label = label_of(output.level_labels, name.substr(std::string_view("level_").size()));
    return held(ClassMap{output.header, all_watched(*level), to_geographic(output.header.crs), overlays_of(output),
                         catalogue(language).say("map.theme.level", {{"level", label}})},
                class_content);
}

ReviewMap camera_map(const ReviewOutput& output, Language language) {
    return held(CameraMap{output.header, output.areas, *output.cameras, *output.views,
                          camera_notes(camera_figures(output.camera_record), catalogue(language)),
                          to_geographic(output.header.crs)},
                camera_content);
}

/// Every name that this output may know: those of all outputs, of its themes and of its levels.
std::vector<std::string> names_known(const ReviewOutput& output) {
    std::vector<std::string> names = map_names();
    for (const ReviewTheme& theme : output.themes) {
        names.push_back("theme_" + theme.name.name);
    }
    for (const FeatureLayer& level : output.levels) {
        names.push_back(level.name);
    }
    return names;
}

/// Throws unless it is the name of a map that the output can give.
void check_map_name(const ReviewOutput& output, const std::string& name) {
    const std::vector<std::string> known = names_known(output);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        throw Error(ErrorCode::kUsage, "error.map-unknown", {{"name", name}, {"nearest", nearest_name(name, known)}});
    }
    if (!is_available(output, name)) {
        std::string there;
        for (const std::string& other : available_maps(output)) {
            there += (there.empty() ? "" : ", ") + other;
        }
        throw Error(ErrorCode::kInput, "error.map-not-in-output", {{"name", name}, {"maps", there}});
    }
}

/// One polygon around all areas.
MultiPolygon outline_of(const FeatureLayer& areas) {
    std::vector<MultiPolygon> shapes;
    for (const Geometry& geometry : areas.geometry) {
        if (const auto* shape = std::get_if<MultiPolygon>(&geometry)) {
            shapes.push_back(*shape);
        }
    }
    return union_of(shapes);
}

}  // namespace

std::vector<std::string> available_maps(const ReviewOutput& output) {
    std::vector<std::string> names;
    for (const std::string& name : names_known(output)) {
        if (is_available(output, name)) {
            names.push_back(name);
        }
    }
    return names;
}

ReviewMap review_map(const ReviewOutput& output, const std::string& name, Language language) {
    check_map_name(output, name);
    if (name.rfind("theme_", 0) == 0) {
        return theme_map(output, name, language);
    }
    if (name.rfind("level_", 0) == 0) {
        return level_map(output, name, language);
    }
    if (name == "cameras") {
        return camera_map(output, language);
    }
    const GeographicFunction geographic = to_geographic(output.header.crs);
    if (name == "class") {
        return held(ClassMap{output.header, output.areas, geographic, overlays_of(output)}, class_content);
    }
    if (name == "density") {
        return density_of(output, *output.density, output.header.current, language);
    }
    if (name == "density_baseline") {
        return density_of(output, *output.density_baseline, output.header.baseline, language);
    }
    if (name == "change") {
        return held(ChangeMap{output.header, output.areas, geographic, overlays_of(output)}, change_content);
    }
    if (name == "review_change") {
        return held(ReviewChangeMap{output.header, output.areas, geographic, overlays_of(output)},
                    review_change_content);
    }
    if (name == "hotspots") {
        return held(HotspotMap{output.header, *layer_with(output, "Gi_Bin"), LocalField::kGiBin, geographic,
                               overlays_of(output)},
                    hotspot_content);
    }
    if (name == "clusters") {
        return held(HotspotMap{output.header, *layer_with(output, "COType"), LocalField::kClusterType, geographic,
                               overlays_of(output)},
                    hotspot_content);
    }
    if (name == "cells") {
        return held(HotspotMap{output.header, without_names(*output.cells), LocalField::kGiBin, geographic,
                               area_outlines(output)},
                    hotspot_content);
    }
    return held(period_panels(output, language), period_content);
}

ReviewPage review_page(const ReviewOutput& output, const std::string& name, Language language) {
    if (name == "camera_curve") {
        check_map_name(output, name);
        const CurvePlot plot = curve_plot(camera_figures(output.camera_record), output.header, catalogue(language));
        return [plot](const PageOptions& options) { return render_curve_plot(plot, options); };
    }
    if (name == "sweep") {
        check_map_name(output, name);
        const SweepSheet sheet = sweep_sheet({output.sweep_record,
                                              *output.sweep,
                                              outline_of(output.areas),
                                              {},
                                              output.header,
                                              to_geographic(output.header.crs)},
                                             catalogue(language));
        return [sheet](const PageOptions& options) { return render_sweep_page(sheet, options); };
    }
    return [map = review_map(output, name, language)](const PageOptions& options) {
        return render_page(map.content(options), options);
    };
}

std::string render_review_map(const ReviewOutput& output, const std::string& name, const PageOptions& options) {
    return review_page(output, name, options.language)(options);
}

PageOptions page_options(const ReviewOutput& output, MapFormat format) {
    return {output.maps.page, output.maps.orientation, format, output.language};
}

const char* ending_of(MapFormat format) {
    return format == MapFormat::kPdf ? ".pdf" : format == MapFormat::kPng ? ".png" : ".svg";
}

std::vector<fs::path> draw_review_maps(const ReviewOutput& output, const fs::path& folder, unsigned threads,
                                       Progress& progress) {
    const std::vector<std::string> available = available_maps(output);
    std::vector<std::string> names = available;
    if (!output.maps.layers.empty()) {
        std::erase_if(names, [&](const std::string& name) {
            const auto& chosen = output.maps.layers;
            return std::find(chosen.begin(), chosen.end(), name) == chosen.end();
        });
    } else {
        // The surface of the window before is one of the rasters; on paper it is drawn when it is asked for.
        std::erase(names, "density_baseline");
    }
    const std::vector<MapFormat>& formats = output.maps.formats;
    progress.begin("step.write-maps", names.size() * formats.size());
    std::vector<fs::path> files(names.size() * formats.size());
    // One map in all its formats at a time: a map's transformation to degrees belongs to one thread.
    for_each_chunk(names.size(), 1, threads, [&](std::size_t at, std::size_t, std::size_t) {
        const ReviewPage page = review_page(output, names[at], output.language);
        for (std::size_t f = 0; f < formats.size(); ++f) {
            progress.throw_if_cancelled();
            const PageOptions options = page_options(output, formats[f]);
            fs::path& file = files[at * formats.size() + f];
            file = folder / (names[at] + ending_of(formats[f]));
            write_page(page(options), file);
            progress.advance(1);
        }
    });
    return files;
}

}  // namespace diaban
