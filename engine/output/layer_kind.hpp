// What is true of every layer of one name: what is withheld of it, where it is shown, how it looks. A kind stands beside the code that
// makes its layers; nothing else in the program knows layers by name.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/cartography/map_overlay.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// What [privacy] suppress_below takes out of a layer (withholding.hpp).
enum class Withheld {
    kNothing,          ///< it has no counts of incidents by area
    kAreas,            ///< it is the layer of areas: rows of withheld areas, and small parts of the others; flagged
    kRowsOfAreas,      ///< rows of withheld areas
    kMonths,           ///< rows of withheld areas, and small months of the others; flagged
    kPartsOfAreas,     ///< rows of withheld areas, and small parts (categories) of the others; flagged
    kSingleIncidents,  ///< its rows are single incidents, or pairs of them: all of them
    kOwnCounts,        ///< its rows are units of another level: those with small counts of their own; flagged
};

enum class NamesRule { kNo, kYes };  ///< columns `rule` and `rule_hash`: what the rule has a part in
enum class InTables { kNo, kYes };   ///< as a spreadsheet below tables/
enum class InFiles { kYes, kNo };    ///< in diaban.gpkg; else it goes onto the page alone
enum class OnPaper { kNo, kYes };    ///< `diaban map` reads it back for its pages

/// A choice that has no default: leaving it out of an initialiser does not compile.
template <typename Choice>
struct Decided {
    Decided(Choice choice) : value(choice) {}
    operator Choice() const { return value; }
    Choice value;
};

/// What the rows of a layer are on the page.
enum class OnPage {
    kMarks,  ///< drawn over the areas, switched on and off in the legend
    kFill,   ///< they fill the map in place of the areas: a theme of its own
    kTable,  ///< without a place
};
enum class ShownAtFirst { kYes, kNo };

/// Where a layer stands on the page.
struct PageUse {
    /// Layers are drawn in this order; 0: not on the page.
    int place = 0;
    /// The columns that the page gets; empty: all.
    std::vector<std::string_view> columns = {};
    /// Word of its title; empty for a layer that brings its own (of a project's overlays and levels).
    std::string_view title_key = {};
    OnPage as = OnPage::kMarks;
    ShownAtFirst shown = ShownAtFirst::kYes;
};

/// What a look is made with.
struct StyleContext {
    const Catalogue& words;
    /// Symbols of the overlays before it, so that no two are alike.
    std::vector<OverlaySymbol>& taken;
};
using StyleMaker = std::vector<LayerStyle> (*)(const FeatureLayer& layer, StyleContext& context);

struct LayerKind {
    /// "areas", or what the names of a family begin with: "level_".
    std::string_view name;
    Decided<Withheld> withheld;
    Decided<NamesRule> rule;
    Decided<InTables> tables;
    PageUse page = {};
    /// How it opens in QGIS; none for tables.
    StyleMaker style = nullptr;
    OnPaper paper = OnPaper::kNo;
    InFiles files = InFiles::kYes;

    [[nodiscard]] bool is_family() const { return name.ends_with('_'); }
    /// Whether a layer of that name is of this kind.
    [[nodiscard]] bool covers(std::string_view layer) const {
        return is_family() ? layer.starts_with(name) && layer.size() > name.size() : layer == name;
    }
    /// The name of one of a family: "level_" and "hamlet".
    [[nodiscard]] std::string member(std::string_view code) const { return std::string(name) + std::string(code); }
    /// What stands behind a family's beginning: "hamlet" of "level_hamlet".
    [[nodiscard]] std::string code_of(std::string_view layer) const { return std::string(layer.substr(name.size())); }
};

using LayerKinds = std::vector<const LayerKind*>;

/// The kind of a layer. Throws Error{kInternal, "error.layer-without-kind"}: whoever adds a layer gives it a kind. O(kinds).
const LayerKind& kind_of(std::string_view layer, const LayerKinds& kinds);

}  // namespace diaban
