#include "engine/pipeline/review_maps.hpp"

#include <algorithm>
#include <cmath>

#include "engine/core/parallel_chunks.hpp"
#include "engine/pipeline/geographic_function.hpp"
#include "engine/pipeline/map_names.hpp"
#include "engine/pipeline/period_panels.hpp"
#include "engine/pipeline/table_values.hpp"
#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_themes.hpp"
#include "layers/cartography/page_file.hpp"
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

bool is_available(const ReviewOutput& output, const std::string& name) {
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

/// Overlays that the run carries, each with a symbol of its own.
std::vector<MapOverlay> overlays_of(const ReviewOutput& output) {
    std::vector<MapOverlay> overlays;
    for (std::size_t i = 0; i < output.overlays.size(); ++i) {
        const FeatureLayer& layer = output.overlays[i];
        const std::string prefix = "overlay_";
        overlays.push_back({overlay_symbol(layer.kind, i), layer.name.substr(prefix.size()), layer.geometry});
    }
    return overlays;
}

MapOverlay isoline_overlay(const FeatureLayer& isolines, const Catalogue& words) {
    MapOverlay overlay;
    overlay.symbol = {GeometryKind::kLine, PointSymbol::kCircle, kWhite, {0.42, 0.2, 0.02}, 6.0, 0.55, LineKind::kSolid, 0.35};
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
    DensityMap map{output.header, output.areas, surface, fitting_breaks(*output.density, kDensityMapClasses), to_geographic(output.header.crs), window, {}};
    if (output.isolines && output.maps.isolines && window == output.header.current) {
        map.overlays.push_back(isoline_overlay(*output.isolines, catalogue(language)));
    }
    for (MapOverlay& overlay : overlays_of(output)) {
        map.overlays.push_back(std::move(overlay));
    }
    return held(std::move(map), density_content);
}

}  // namespace

std::vector<std::string> available_maps(const ReviewOutput& output) {
    std::vector<std::string> names;
    for (const std::string& name : map_names()) {
        if (is_available(output, name)) {
            names.push_back(name);
        }
    }
    return names;
}

ReviewMap review_map(const ReviewOutput& output, const std::string& name, Language language) {
    const std::vector<std::string>& known = map_names();
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
        return held(ReviewChangeMap{output.header, output.areas, geographic, overlays_of(output)}, review_change_content);
    }
    if (name == "hotspots") {
        return held(HotspotMap{output.header, *layer_with(output, "Gi_Bin"), LocalField::kGiBin, geographic, overlays_of(output)},
                    hotspot_content);
    }
    if (name == "clusters") {
        return held(HotspotMap{output.header, *layer_with(output, "COType"), LocalField::kClusterType, geographic,
                               overlays_of(output)},
                    hotspot_content);
    }
    if (name == "cells") {
        return held(HotspotMap{output.header, without_names(*output.cells), LocalField::kGiBin, geographic, area_outlines(output)},
                    hotspot_content);
    }
    return held(period_panels(output, language), period_content);
}

std::string render_review_map(const ReviewOutput& output, const std::string& name, const PageOptions& options) {
    return render_page(review_map(output, name, options.language).content(options), options);
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
        const ReviewMap map = review_map(output, names[at], output.language);
        for (std::size_t f = 0; f < formats.size(); ++f) {
            progress.throw_if_cancelled();
            const PageOptions options = page_options(output, formats[f]);
            fs::path& file = files[at * formats.size() + f];
            file = folder / (names[at] + ending_of(formats[f]));
            write_page(render_page(map.content(options), options), file);
            progress.advance(1);
        }
    });
    return files;
}

}  // namespace diaban
