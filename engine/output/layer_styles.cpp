#include "engine/output/layer_styles.hpp"

#include <cmath>
#include <string_view>

#include "engine/studies/hotspots/table.hpp"
#include "layers/cartography/map_overlay.hpp"
#include "layers/write/camera_styles.hpp"
#include "layers/write/symbol_style.hpp"

namespace diaban {

namespace {

/// The brown of the isolines on the printed map.
constexpr std::uint32_t kIsolineColour = 0x6B3305;
constexpr double kMillimetresPerPoint = 25.4 / 72.0;

bool begins(const std::string& name, std::string_view with) {
    return name.rfind(with, 0) == 0;
}

std::uint32_t hex_of(const Colour& colour) {
    const auto part = [](double value) { return static_cast<std::uint32_t>(std::lround(255.0 * value)); };
    return part(colour.red) << 16 | part(colour.green) << 8 | part(colour.blue);
}

MarkShape mark_of(PointSymbol symbol) {
    switch (symbol) {
        case PointSymbol::kCircle:
            return MarkShape::kCircle;
        case PointSymbol::kSquare:
            return MarkShape::kSquare;
        case PointSymbol::kTriangle:
            return MarkShape::kTriangle;
        case PointSymbol::kDiamond:
            return MarkShape::kDiamond;
        case PointSymbol::kStar:
            return MarkShape::kStar;
        case PointSymbol::kCross:
            return MarkShape::kCross;
        case PointSymbol::kFlag:
            return MarkShape::kFlag;
    }
    return MarkShape::kCircle;
}

SymbolLook look_of(const OverlaySymbol& symbol) {
    SymbolLook look;
    look.mark = mark_of(symbol.symbol);
    look.fill = hex_of(symbol.fill);
    look.stroke = hex_of(symbol.line);
    look.stroke_mm = symbol.line_width * kMillimetresPerPoint;
    look.size_mm = 1.25 * symbol.size * kMillimetresPerPoint;
    look.stroke_kind = symbol.line_kind == LineKind::kDashed   ? StrokeKind::kDashed
                       : symbol.line_kind == LineKind::kDotted ? StrokeKind::kDotted
                                                               : StrokeKind::kSolid;
    look.fill_opacity = 0.0;
    return look;
}

/// A level has no watch list: whatever has no class is without data.
CategorisedStyle level_style(const Catalogue& words) {
    CategorisedStyle style = class_style(words);
    style.categories.pop_back();
    style.categories.back().flag.clear();
    return style;
}

}  // namespace

std::vector<LayerStyle> layer_styles(const std::vector<FeatureLayer>& layers, const std::string& described,
                                     const Catalogue& words) {
    std::vector<LayerStyle> styles;
    std::vector<OverlaySymbol> symbols;
    std::vector<LayerStyle> of_cameras = camera_layer_styles(words);
    of_cameras.push_back(sweep_layer_style(words));
    for (const FeatureLayer& layer : layers) {
        if (layer.name == "areas") {
            styles.push_back(layer_style(layer.name, words.say("style.class"), class_style(words), described));
        } else if (layer.name == "isolines") {
            styles.push_back({layer.name, words.say("style.isolines"), line_qml(kIsolineColour, "density_per_km2"),
                              line_sld(kIsolineColour, layer.name), described});
        } else if (layer.name == "hotspots" || layer.name == "cells") {
            for (LayerStyle& style : hotspot_styles(layer, words)) {
                styles.push_back(std::move(style));
            }
        } else if (begins(layer.name, "level_")) {
            styles.push_back(layer_style(layer.name, words.say("style.class"), level_style(words), described));
        } else if (begins(layer.name, "overlay_") && layer.kind != GeometryKind::kNone) {
            const std::string name = layer.name.substr(std::string_view("overlay_").size());
            symbols.push_back(overlay_symbol(layer.kind, name, symbols));
            const SymbolStyle style{layer.kind, {{name, {}, look_of(symbols.back())}}};
            styles.push_back(layer_style(layer.name, name, style, described));
        }
        for (LayerStyle& style : of_cameras) {
            if (style.layer == layer.name) {
                style.description = described;
                styles.push_back(style);
            }
        }
    }
    return styles;
}

}  // namespace diaban
