// Overlays counted by area: how many, how long, and of events how many in each window.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/input/project_data.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// One entry a unit.
struct OverlayCounts {
    std::vector<std::uint32_t> area_of;  ///< unit of each feature, or kNoArea: of a point its own, of an area that of a
                                         ///< point inside, of a line that with the longest part (ties: the first)
    std::vector<std::uint64_t> count;    ///< points and areas in the unit; lines of which any part lies in it
    std::vector<double> length_km;       ///< of lines, the part inside; else empty
    std::vector<std::uint64_t> in_baseline;  ///< with a time column; else empty
    std::vector<std::uint64_t> in_current;
};

struct OverlayWindows {
    TimeWindow baseline;
    TimeWindow current;
};

/// Counts an overlay. Lines are cut in pieces of at most 10 m, each counted where its middle lies: a length inside a
/// unit is out by at most 10 m for each crossing of its border. O(n log vertices).
OverlayCounts count_overlay(const OverlayData& overlay, const AreaLayer& units, const OverlayWindows& windows,
                            unsigned threads);

}  // namespace diaban
