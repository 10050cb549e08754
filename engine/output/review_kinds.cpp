#include "engine/output/review_kinds.hpp"

#include <cmath>

#include "layers/write/symbol_style.hpp"

namespace diaban {

namespace {

/// The brown of the isolines on the printed map.
constexpr std::uint32_t kIsolineColour = 0x6B3305;
constexpr double kMillimetresPerPoint = 25.4 / 72.0;

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

std::vector<LayerStyle> areas_style(const FeatureLayer& layer, StyleContext& context) {
    return {layer_style(layer.name, context.words.say("style.class"), class_style(context.words), "")};
}

/// A level has no watch list: whatever has no class is without data.
std::vector<LayerStyle> level_style(const FeatureLayer& layer, StyleContext& context) {
    CategorisedStyle style = class_style(context.words);
    style.categories.pop_back();
    style.categories.back().flag.clear();
    return {layer_style(layer.name, context.words.say("style.class"), style, "")};
}

std::vector<LayerStyle> isolines_style(const FeatureLayer& layer, StyleContext& context) {
    return {{layer.name, context.words.say("style.isolines"), line_qml(kIsolineColour, "density_per_km2"),
             line_sld(kIsolineColour, layer.name), ""}};
}

/// Overlays look in QGIS as they do on paper.
std::vector<LayerStyle> overlay_style(const FeatureLayer& layer, StyleContext& context) {
    if (layer.kind == GeometryKind::kNone) {
        return {};
    }
    const std::string name = overlays_kind().code_of(layer.name);
    context.taken.push_back(overlay_symbol(layer.kind, name, context.taken));
    const SymbolStyle style{layer.kind, {{name, {}, look_of(context.taken.back())}}};
    return {layer_style(layer.name, name, style, "")};
}

}  // namespace

const LayerKind& areas_kind() {
    // The page holds the areas themselves, in front of all other layers.
    static const LayerKind kind{.name = "areas",
                                .withheld = Withheld::kAreas,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .style = areas_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& area_periods_kind() {
    static const LayerKind kind{.name = "area_periods",
                                .withheld = Withheld::kMonths,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& incident_hours_kind() {
    static const LayerKind kind{.name = "incident_hours",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& sensitivity_kind() {
    static const LayerKind kind{
        .name = "sensitivity", .withheld = Withheld::kRowsOfAreas, .rule = NamesRule::kYes, .tables = InTables::kYes};
    return kind;
}

const LayerKind& rejected_kind() {
    // They stand in rejects.csv as they came.
    static const LayerKind kind{
        .name = "incidents_rejected", .withheld = Withheld::kNothing, .rule = NamesRule::kNo, .tables = InTables::kNo};
    return kind;
}

const LayerKind& isolines_kind() {
    // Curves say nothing in a spreadsheet.
    static const LayerKind kind{.name = "isolines",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .style = isolines_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& levels_kind() {
    // What a reader asks of a unit; reasons and intervals stay in the GeoPackage.
    static const LayerKind kind{.name = "level_",
                                .withheld = Withheld::kOwnCounts,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .page = {.place = 20,
                                         .columns = {"area_id", "name", "parent", "class", "borderline", "n_baseline",
                                                     "n_current", "population", "suppressed"}},
                                .style = level_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& overlays_kind() {
    static const LayerKind kind{.name = "overlay_",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kYes,
                                .page = {.place = 30},
                                .style = overlay_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& area_categories_kind() {
    static const LayerKind kind{.name = "area_categories",
                                .withheld = Withheld::kPartsOfAreas,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes};
    return kind;
}

const LayerKind& theme_conditions_kind() {
    static const LayerKind kind{.name = "theme_conditions",
                                .withheld = Withheld::kRowsOfAreas,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes};
    return kind;
}

const LayerKind& incidents_kind() {
    static const LayerKind kind{.name = "incidents",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .page = {.place = 40, .title_key = "viewer.incidents", .shown = ShownAtFirst::kNo},
                                .files = InFiles::kNo};
    return kind;
}

LayerKinds review_kinds() {
    return {&areas_kind(),       &area_periods_kind(),    &incident_hours_kind(),
            &sensitivity_kind(), &rejected_kind(),        &isolines_kind(),
            &levels_kind(),      &area_categories_kind(), &theme_conditions_kind(),
            &incidents_kind(),   &overlays_kind()};
}

}  // namespace diaban
