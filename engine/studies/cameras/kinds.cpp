#include "engine/studies/cameras/kinds.hpp"

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

std::vector<LayerStyle> one_look(const FeatureLayer& layer, const std::string& label, const SymbolLook& look) {
    const SymbolStyle style{layer.kind, {{label, {}, look}}};
    return {layer_style(layer.name, label, style, "")};
}

std::vector<LayerStyle> cameras_style(const FeatureLayer& layer, StyleContext& context) {
    const Catalogue& words = context.words;
    const SymbolCondition existing{"status", "existing"};
    const SymbolStyle style{
        GeometryKind::kPoint,
        {{words.say("style.camera-proposed"), {{"status", "proposed"}}, mark(MarkShape::kCircle, kProposed, 3.6)},
         {words.say("style.camera-working"), {existing, {"working", true}}, mark(MarkShape::kCircle, kWorking, 2.2)},
         {words.say("style.camera-broken"),
          {existing, {"working", false}},
          mark(MarkShape::kDiagonalCross, kBroken, 2.4)}},
        "rank"};
    return {layer_style(layer.name, words.say("style.cameras"), style, "")};
}

std::vector<LayerStyle> views_style(const FeatureLayer& layer, StyleContext& context) {
    SymbolLook view;
    view.fill = 0xFCD98C;
    view.stroke = 0x9E640D;
    view.fill_opacity = 0.45;
    return one_look(layer, context.words.say("style.views"), view);
}

std::vector<LayerStyle> coverage_style(const FeatureLayer& layer, StyleContext& context) {
    return one_look(layer, context.words.say("style.coverage"), mark(MarkShape::kCircle, 0x2E7D32, 1.6));
}

std::vector<LayerStyle> uncovered_style(const FeatureLayer& layer, StyleContext& context) {
    return one_look(layer, context.words.say("style.uncovered"), mark(MarkShape::kDiamond, 0x969696, 1.4));
}

}  // namespace

// The rule has no part in a plan; places and outlines say nothing in a spreadsheet.

const LayerKind& cameras_kind() {
    static const LayerKind kind{.name = "cameras",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kYes,
                                .page = {.place = 50, .title_key = "style.cameras"},
                                .style = cameras_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& views_kind() {
    static const LayerKind kind{.name = "views",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .page = {.place = 51, .title_key = "style.views"},
                                .style = views_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& coverage_kind() {
    static const LayerKind kind{.name = "coverage",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .page = {.place = 52, .title_key = "style.coverage", .shown = ShownAtFirst::kNo},
                                .style = coverage_style};
    return kind;
}

const LayerKind& uncovered_kind() {
    static const LayerKind kind{.name = "uncovered",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .page = {.place = 53, .title_key = "style.uncovered", .shown = ShownAtFirst::kNo},
                                .style = uncovered_style};
    return kind;
}

const LayerKind& marginal_curve_kind() {
    static const LayerKind kind{.name = "marginal_curve",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kYes,
                                .page = {.place = 54, .title_key = "map.theme.camera-curve", .as = OnPage::kTable}};
    return kind;
}

const LayerKind& coverage_summary_kind() {
    static const LayerKind kind{
        .name = "coverage_summary", .withheld = Withheld::kNothing, .rule = NamesRule::kNo, .tables = InTables::kYes};
    return kind;
}

LayerKinds camera_kinds() {
    return {&cameras_kind(),   &views_kind(),          &coverage_kind(),
            &uncovered_kind(), &marginal_curve_kind(), &coverage_summary_kind()};
}

}  // namespace diaban
