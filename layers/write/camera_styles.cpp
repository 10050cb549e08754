#include "layers/write/camera_styles.hpp"

#include "layers/write/symbol_style.hpp"

namespace diaban {

namespace {

// The colours of the printed page (layers/cartography/camera_map.cpp).
constexpr std::uint32_t kProposed = 0x9E0D3D;
constexpr std::uint32_t kWorking = 0x1A548C;
constexpr std::uint32_t kBroken = 0x333333;
constexpr std::uint32_t kWhiteEdge = 0xFFFFFF;

SymbolLook mark(MarkShape shape, std::uint32_t fill, double size_mm) {
    SymbolLook look;
    look.mark = shape;
    look.fill = fill;
    look.stroke = shape == MarkShape::kDiagonalCross ? fill : kWhiteEdge;
    look.stroke_mm = shape == MarkShape::kDiagonalCross ? 0.6 : 0.2;
    look.size_mm = size_mm;
    return look;
}

LayerStyle style_of(const char* layer, const char* key, const SymbolStyle& style, const Catalogue& words) {
    return layer_style(layer, words.say(key), style, "");
}

SymbolStyle one(GeometryKind kind, const std::string& label, const SymbolLook& look) {
    return {kind, {{label, {}, look}}};
}

}  // namespace

std::vector<LayerStyle> camera_layer_styles(const Catalogue& words) {
    const SymbolCondition existing{"status", "existing"};
    const SymbolStyle cameras{
        GeometryKind::kPoint,
        {{words.say("style.camera-proposed"), {{"status", "proposed"}}, mark(MarkShape::kCircle, kProposed, 3.6)},
         {words.say("style.camera-working"), {existing, {"working", true}}, mark(MarkShape::kCircle, kWorking, 2.2)},
         {words.say("style.camera-broken"),
          {existing, {"working", false}},
          mark(MarkShape::kDiagonalCross, kBroken, 2.4)}},
        "rank"};
    SymbolLook view;
    view.fill = 0xFCD98C;
    view.stroke = 0x9E640D;
    view.fill_opacity = 0.45;
    return {style_of("cameras", "style.cameras", cameras, words),
            style_of("views", "style.views", one(GeometryKind::kArea, words.say("style.views"), view), words),
            style_of("coverage", "style.coverage",
                     one(GeometryKind::kPoint, words.say("style.coverage"), mark(MarkShape::kCircle, 0x2E7D32, 1.6)),
                     words),
            style_of("uncovered", "style.uncovered",
                     one(GeometryKind::kPoint, words.say("style.uncovered"), mark(MarkShape::kDiamond, 0x969696, 1.4)),
                     words)};
}

LayerStyle sweep_layer_style(const Catalogue& words) {
    const auto outline = [](std::uint32_t stroke, double width, StrokeKind kind, std::uint32_t fill, double opacity) {
        SymbolLook look;
        look.fill = fill;
        look.stroke = stroke;
        look.stroke_mm = width;
        look.stroke_kind = kind;
        look.fill_opacity = opacity;
        return look;
    };
    const SymbolStyle boxes{GeometryKind::kArea,
                            {{words.say("style.sweep-treated"),
                              {{"role", "treated"}},
                              outline(kProposed, 0.7, StrokeKind::kSolid, 0xFCD98C, 0.5)},
                             {words.say("style.sweep-control"),
                              {{"role", "control"}},
                              outline(kWorking, 0.5, StrokeKind::kDashed, 0xFFFFFF, 0.0)},
                             {words.say("style.sweep-displacement"),
                              {{"role", "displacement"}},
                              outline(0x606060, 0.4, StrokeKind::kDotted, 0xFFFFFF, 0.0)}},
                            "rank"};
    return style_of("sweep", "style.sweep", boxes, words);
}

}  // namespace diaban
