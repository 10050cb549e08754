// The local statistics of a run: on the areas, and on cells where the project asks for them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/area_counts.hpp"
#include "engine/studies/hotspots/statistics.hpp"

namespace diaban {

/// A study and its results, one a statistic.
struct HotspotLayer {
    HotspotStudy study;
    std::vector<HotspotResult> results;

    /// The result of one statistic, nullptr when it was not taken.
    [[nodiscard]] const HotspotResult* find(LocalStatistic statistic) const;
};

struct HotspotAnalysis {
    HotspotLayer areas;                 ///< the project's statistic, Gi* and local Moran
    std::optional<HotspotLayer> cells;  ///< the project's statistic, where grid_m is set
    HotspotSummary summary;
};

/// What the statistics are taken of.
struct HotspotContext {
    const Project& project;
    const ProjectData& data;
    const WindowCounts& current;
    unsigned threads;
    Progress& progress;
};

/// Local statistics of the current window's counts (or rates), all areas, on the watch list or not; incidents that
/// police found by looking are left out where [classify] leaves them out. Needs a [hotspots] section. Throws as
/// `hotspot_statistics` and `count_in_cells`.
HotspotAnalysis analyse_hotspots(const HotspotContext& context);

}  // namespace diaban
