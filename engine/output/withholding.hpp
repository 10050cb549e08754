// Figures that are too small to be given away: [privacy] suppress_below.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/output/layer_kind.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/periods.hpp"

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
/// From the areas' table: columns area_id, n_baseline, n_current. `current_from`: first day of the current window.
SmallCounts small_counts(const Table& areas, LocalDay current_from, unsigned below);

/// What is told of it: nothing where nothing is withheld.
std::vector<Finding> small_count_findings(const SmallCounts& small);

/// Takes out of a layer what its kind says. What names and places a row, residents, km2, windows and the input's own columns stay.
void withhold(FeatureLayer& layer, const SmallCounts& small, const LayerKind& kind);

}  // namespace diaban
