// Figures that are too small to be given away: [privacy] suppress_below.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/review/analysis.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/periods.hpp"
#include "layers/page/viewer_content.hpp"

namespace diaban {

/// Rows with a count of 1 to `below` - 1, and in a group where that is one row alone the row with the next smallest
/// count above zero too (ties: the first): else the group's total gives the count away. `counts` and `group` have one
/// entry a row. 1 = withheld. O(rows log rows). A count of zero speaks of nobody and stays. The rule is that of cell
/// suppression with one complementary cell (Willenborg and de Waal 2001, Elements of Statistical Disclosure Control,
/// doi:10.1007/978-1-4613-0121-9, chapter 4).
std::vector<std::uint8_t> withheld_rows(const std::vector<std::optional<std::int64_t>>& counts,
                                        const std::vector<std::size_t>& group, unsigned below);

/// Areas whose figures are not shown.
struct SmallCounts {
    unsigned below = 0;           ///< 0: nothing is withheld
    LocalDay current_from{};      ///< months before it belong to the baseline
    std::set<std::string> areas;  ///< ids
    std::size_t small = 0;  ///< of these, with a small count of their own in either window; the others protect them
};
SmallCounts small_counts(const AreaLayer& areas, const Analysis& analysis, unsigned below);

/// Takes the figures out of every layer that has them by area: areas (with a column `suppressed`), hotspots,
/// sensitivity, theme_conditions (rows of withheld areas), area_periods (those, and small months), area_categories
/// (those, and small categories), levels (by their own counts). What names and places a row, residents, km2, windows
/// and the input's own columns stay. Other layers are left as they are.
void withhold(std::vector<FeatureLayer>& layers, const SmallCounts& small);
void withhold(FeatureLayer& layer, const SmallCounts& small);

/// The same for the page's months: all months of withheld areas, small months of the others, with a column
/// `suppressed`. Rows as in ViewerPeriods: all periods of the first area first, in the order of `areas`.
void withhold_periods(ViewerPeriods& periods, const AreaLayer& areas, const SmallCounts& small);

}  // namespace diaban
