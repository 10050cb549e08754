// What treated and control places were to show without any action (engine/evaluate/cooling.hpp), from the incidents of
// the whole city.
#pragma once

#include <span>
#include <vector>

#include "engine/studies/evaluate/run_evaluate.hpp"

namespace diaban {

struct EvaluatedIncidents {
    std::span<const ProjectedPoint> point;
    std::span<const double> day;
};

/// Like places are cells as large as the mean treated place, over the hull of all incidents; those that hold incidents of
/// the places in question do not count towards the city's level. Nothing with fewer than 20 incidents before or fewer
/// than 20 cells. Throws what make_study_cells throws, error.cells-too-many among it.
std::optional<Cooling> estimate_cooling(const EvaluatedIncidents& incidents, const EvaluateOptions& options,
                                        const Evaluation& evaluation);

}  // namespace diaban
