// Incidents by weekday and hour, for each window: what the chart of hours is drawn from.
#pragma once

#include "engine/input/project_data.hpp"
#include "engine/review/analysis.hpp"
#include "layers/model/feature_layer.hpp"

namespace diaban {

/// Table `incident_hours`: period (baseline, current), weekday (1 = Monday .. 7), hour (0 .. 23), n; every combination
/// once. Incidents inside the areas only. A source without times of day has everything at hour 0: see
/// `hours_are_known`. O(incidents).
FeatureLayer hour_counts_layer(const ProjectData& data, const Analysis& analysis);

}  // namespace diaban
