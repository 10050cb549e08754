#include "engine/output/map_parts.hpp"

#include "engine/output/review_kinds.hpp"
#include "layers/geometry/union.hpp"

namespace diaban {

std::string label_of(const std::vector<std::pair<std::string, std::string>>& labels, const std::string& name) {
    for (const auto& [known, label] : labels) {
        if (known == name && !label.empty()) {
            return label;
        }
    }
    return name;
}

std::vector<MapOverlay> overlays_of(const Output& output) {
    std::vector<MapOverlay> overlays;
    std::vector<OverlaySymbol> taken;
    for (const FeatureLayer* layer : output.family(overlays_kind())) {
        const std::string name = overlays_kind().code_of(layer->name);
        taken.push_back(overlay_symbol(layer->kind, name, taken));
        overlays.push_back({taken.back(), label_of(output.overlay_labels, name), layer->geometry});
    }
    return overlays;
}

std::vector<MapOverlay> area_outlines(const Output& output) {
    OverlaySymbol symbol;
    symbol.kind = GeometryKind::kArea;
    symbol.line_width = 0.7;
    symbol.casing = 0.0;
    std::vector<MapOverlay> overlays{{symbol, "", output.areas().geometry}};
    for (MapOverlay& overlay : overlays_of(output)) {
        overlays.push_back(std::move(overlay));
    }
    return overlays;
}

FeatureLayer all_watched(FeatureLayer layer) {
    if (layer.table.find("watched") == nullptr) {
        layer.table.columns.push_back({"watched", BooleanValues(layer.size(), true), "", ""});
    }
    return layer;
}

MultiPolygon outline_of(const FeatureLayer& areas) {
    std::vector<MultiPolygon> shapes;
    for (const Geometry& geometry : areas.geometry) {
        if (const auto* shape = std::get_if<MultiPolygon>(&geometry)) {
            shapes.push_back(*shape);
        }
    }
    return union_of(shapes);
}

}  // namespace diaban
