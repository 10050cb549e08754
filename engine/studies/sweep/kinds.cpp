#include "engine/studies/sweep/kinds.hpp"

#include "layers/write/symbol_style.hpp"

namespace diaban {

namespace {

/// What is swept, its controls and the rings around, told apart by line as well as colour.
std::vector<LayerStyle> sweep_style(const FeatureLayer& layer, StyleContext& context) {
    const Catalogue& words = context.words;
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
                              outline(0x9E0D3D, 0.7, StrokeKind::kSolid, 0xFCD98C, 0.5)},
                             {words.say("style.sweep-control"),
                              {{"role", "control"}},
                              outline(0x1A548C, 0.5, StrokeKind::kDashed, 0xFFFFFF, 0.0)},
                             {words.say("style.sweep-displacement"),
                              {{"role", "displacement"}},
                              outline(0x606060, 0.4, StrokeKind::kDotted, 0xFFFFFF, 0.0)}},
                            "rank"};
    return {layer_style(layer.name, words.say("style.sweep"), boxes, "")};
}

}  // namespace

const LayerKind& sweep_kind() {
    // The rule has no part in a plan.
    static const LayerKind kind{.name = "sweep",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kYes,
                                .page = {.place = 60, .title_key = "sweep.page-title"},
                                .style = sweep_style,
                                .paper = OnPaper::kYes};
    return kind;
}

}  // namespace diaban
