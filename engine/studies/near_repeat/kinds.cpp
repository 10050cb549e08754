#include "engine/studies/near_repeat/kinds.hpp"

#include "layers/write/symbol_style.hpp"

namespace diaban {

namespace {

std::vector<LayerStyle> links_style(const FeatureLayer& layer, StyleContext& context) {
    SymbolLook look;
    look.stroke = 0x9E0D3D;
    look.stroke_mm = 0.5;
    look.fill_opacity = 0.0;
    const std::string label = context.words.say("style.near-repeat-links");
    return {layer_style(layer.name, label, SymbolStyle{layer.kind, {{label, {}, look}}}, "")};
}

}  // namespace

const LayerKind& near_repeat_kind() {
    // Of the whole study area: no count of one area stands in it, and the rule has no part in it.
    static const LayerKind kind{
        .name = "near_repeat", .withheld = Withheld::kNothing, .rule = NamesRule::kNo, .tables = InTables::kYes};
    return kind;
}

const LayerKind& near_repeat_links_kind() {
    static const LayerKind kind{.name = "near_repeat_links",
                                .withheld = Withheld::kSingleIncidents,
                                .rule = NamesRule::kNo,
                                .tables = InTables::kNo,
                                .page = {.place = 45, .title_key = "style.near-repeat-links"},
                                .style = links_style};
    return kind;
}

}  // namespace diaban
