// Small multiples: the months of both windows put together into panels, the same season of both windows one below the
// other.
#pragma once

#include "engine/output/output.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// Rates by period from table `area_periods`. Windows of up to six months are shown month by month, longer ones by
/// groups of three months; the baseline's panels come first, then the current ones, so that with equal windows each
/// column is one season. Rates are incidents per 1,000 residents (or km2) and year. No panels where the table holds no
/// months.
PeriodMap period_panels(const Output& output, Language language);

}  // namespace diaban
