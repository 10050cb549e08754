#include "engine/studies/hotspots/kinds.hpp"

namespace diaban {

namespace {

/// Gi* in the colours of ArcGIS, local Moran in those of GeoDa; none for Geary's c, which has no convention.
std::vector<LayerStyle> hotspots_style(const FeatureLayer& layer, StyleContext& context) {
    const Catalogue& words = context.words;
    if (layer.table.find("Gi_Bin") != nullptr) {
        return {layer_style(layer.name, words.say("style.hotspots"), gi_bin_style(words), "Getis-Ord Gi*")};
    }
    if (layer.table.find("COType") != nullptr) {
        return {layer_style(layer.name, words.say("style.clusters"), cluster_type_style(words), "Local Moran")};
    }
    return {};
}

}  // namespace

const LayerKind& hotspots_kind() {
    // On the page its figures are columns of the areas.
    static const LayerKind kind{.name = "hotspots",
                                .withheld = Withheld::kRowsOfAreas,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .style = hotspots_style,
                                .paper = OnPaper::kYes};
    return kind;
}

const LayerKind& cells_kind() {
    // Cells are no areas: what is withheld of areas does not reach them, and the finding says so.
    static const LayerKind kind{.name = "cells",
                                .withheld = Withheld::kNothing,
                                .rule = NamesRule::kYes,
                                .tables = InTables::kYes,
                                .page = {.place = 10, .title_key = "style.hotspots", .as = OnPage::kFill},
                                .style = hotspots_style,
                                .paper = OnPaper::kYes};
    return kind;
}

}  // namespace diaban
