// Points counted in the areas or cells of a hotspot study.
#pragma once

#include <string>

#include "engine/studies/hotspots/study.hpp"
#include "layers/read/read_incidents.hpp"

namespace diaban {

/// The incidents that are counted, in the analysis CRS, and where they come from for messages.
struct CountedPoints {
    const IncidentReading& reading;
    RowIndices rows;          ///< located ones of the window
    bool weighted = false;    ///< each by its weight; else each as one
    std::string source = {};  ///< as it was named
};

/// Sets `study.counts` to the weight of the points in each area; NaN for an area without a shape. Throws Error{kInput,
/// "error.hotspots-no-points"} when none lies inside.
void count_in_areas(HotspotStudy& study, const CountedPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary);

/// Puts cells in place of the study's areas (their union is the study area; without areas the hull of the points) and
/// counts in them. Side by `method.cell` or by rule, printed with the rule. Throws as `count_in_areas`.
void count_in_cells(HotspotStudy& study, const CountedPoints& points, const HotspotMethod& method,
                    HotspotSummary& summary);

}  // namespace diaban
