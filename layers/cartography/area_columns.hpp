// The columns of a layer that a theme reads, and why an area has no value in them.
#pragma once

#include <string>

#include "layers/cartography/legend.hpp"
#include "layers/cartography/map_page.hpp"
#include "layers/cartography/palette.hpp"
#include "layers/model/error.hpp"
#include "layers/model/feature_layer.hpp"

namespace diaban {

/// The values of a column. Throws Error{kInput}: error.map-column-missing, error.map-column-unusable (another type or
/// length).
template <typename Values>
const Values& column_of(const FeatureLayer& areas, const std::string& name) {
    const Column* column = areas.table.find(name);
    if (column == nullptr) {
        throw Error(ErrorCode::kInput, "error.map-column-missing", {{"layer", areas.name}, {"column", name}});
    }
    const auto* values = std::get_if<Values>(&column->values);
    if (values == nullptr || values->size() != areas.geometry.size()) {
        throw Error(ErrorCode::kInput, "error.map-column-unusable", {{"layer", areas.name}, {"column", name}});
    }
    return *values;
}

/// Why an area without a value has none: suppressed, on the watch list (no data), else outside.
Absence absence_of(const FeatureLayer& areas, std::size_t area);

/// A category stands in the legend always, or only where an area carries it.
enum class LegendRule { kAlways, kWhereUsed };

/// One style a category and one category an area, with how many carry each: what most themes are.
class StyledAreas {
public:
    explicit StyledAreas(MapContent& content) : m_content(content) {}
    /// Adds a category and returns its index. `label` overrides the style's own words.
    std::size_t add(const AreaStyle& style, LegendRule rule, const std::string& label = "");
    /// Gives the next area its category.
    void assign(std::size_t category);
    /// Writes the legend's entries: label and number of areas.
    void write_legend(const Catalogue& words);

private:
    struct Category {
        std::string label;
        LegendRule rule;
        std::size_t areas = 0;
    };
    MapContent& m_content;
    std::vector<Category> m_categories;
};

/// Appends the legend entries of the content's overlays.
void add_overlay_legend(MapContent& content);

/// The style of notes below a legend.
TextStyle legend_note_style(double scale);

/// The names of all areas in order; empty without the column.
std::vector<AreaName> names_of_areas(const FeatureLayer& areas);

}  // namespace diaban
