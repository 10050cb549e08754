// Points counted in the areas or cells of a hotspot study.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/studies/hotspots/study.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// The points of the window, in the analysis CRS, and where they come from for messages.
struct StudyPoints {
    CrsId crs;
    std::vector<ProjectedPoint> point;
    std::vector<double> weight;  ///< one a point
    std::string source;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_rejected = 0;
};

/// Sets `study.counts` to the weight of the points in each area; NaN for an area without a shape. Throws Error{kInput,
/// "error.hotspots-no-points"} when none lies inside.
void count_in_areas(HotspotStudy& study, const StudyPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary);

/// Puts cells in place of the study's areas (their union is the study area; without areas the hull of the points) and
/// counts in them. Side by `method.cell` or by rule, printed with the rule. Throws as `count_in_areas`.
void count_in_cells(HotspotStudy& study, const StudyPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary);

}  // namespace diaban
