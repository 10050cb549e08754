// A near-repeat study as layers, columns of the areas and a theme.
#pragma once

#include <vector>

#include "engine/near_repeat/knox_table.hpp"
#include "engine/near_repeat/linked_pairs.hpp"
#include "engine/output/output.hpp"
#include "layers/model/incident_set.hpp"

namespace diaban {

/// Table `near_repeat` of the contract: distance_from_m, distance_to_m, days_from, days_to (empty = beyond), pairs, expected, ratio, p.
FeatureLayer near_repeat_layer(const KnoxTable& table);

/// Layer `near_repeat_links`: a line from the earlier to the later incident of each pair: first_day, days, distance_m. Pairs at one and
/// the same place have no geometry.
FeatureLayer near_repeat_links_layer(const IncidentSet& incidents, const std::vector<LinkedPair>& links);

/// How many incidents of each area followed another one nearby, as a share of its incidents, and the class that the theme `near_repeat`
/// fills it by: under 5 %, 5 to 20 %, 20 % or more. An area without incidents has none. O(areas + links).
std::vector<Column> near_repeat_columns(const IncidentSet& incidents, const std::vector<LinkedPair>& links,
                                        std::size_t areas);

/// Name and classes of the theme, from the most.
ReviewTheme near_repeat_theme();

}  // namespace diaban
