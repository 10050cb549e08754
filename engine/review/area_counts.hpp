// Incidents counted by area and window.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/located_share.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

/// Counts of one window: one entry an area. A value that merges: counts of parts of the rows add up to those of all.
struct WindowCounts {
    TimeWindow window;
    std::vector<std::uint64_t> incidents;
    std::vector<std::uint64_t> detected_by_police;  ///< of these, found by looking
    std::vector<std::uint64_t> estimated;           ///< of these, of units that were split, apportioned by share
    std::vector<std::uint64_t> located_in_area;     ///< of these, with coordinates: what the surface shows
    std::uint64_t in_window = 0;                    ///< all rows of the window, inside areas or not
    std::uint64_t located = 0;                      ///< of these, with coordinates
    std::uint64_t outside_areas = 0;                ///< of the located, in no area
    std::uint64_t name_unknown = 0;                 ///< without coordinates and with an area name that no area has
};

/// Share of the incidents of both windows that have coordinates; empty without incidents.
std::optional<double> located_share(const WindowCounts& baseline, const WindowCounts& current);

/// Counts the incidents of one window by the units that `area_of` names: the set's own areas, or those of a level, or
/// of some categories alone. O(n).
WindowCounts count_window(const IncidentSet& incidents, const std::vector<std::uint32_t>& area_of,
                          std::size_t area_count, const TimeWindow& window);

}  // namespace diaban
