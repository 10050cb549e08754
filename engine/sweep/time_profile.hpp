// When incidents happen around a place: the weekday and the hours that hold most of them.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

/// Hours wrap around midnight: from 22 to 2 is four hours.
struct TimePeak {
    int weekday = 1;               ///< ISO: 1 Monday .. 7 Sunday
    double weekday_share = 0.0;    ///< of incidents, drawn towards all places'
    std::optional<int> hour_from;  ///< empty where times of day are not known
    int hour_to = 0;
    double hour_share = 0.0;  ///< of incidents in the window
};

struct TimeProfileOptions {
    double reach_m = 300.0;  ///< incidents up to this far from the centre count
    double days_back = 730.0;
    int window_hours = 4;
    double prior = 20.0;  ///< incidents' worth of the profile of all places
    bool has_hours = true;
};

/// One peak for each of `chosen`, from events before `day`. O(events + events near the chosen places).
std::vector<TimePeak> time_peaks(const SweepPlaces& places, const std::vector<std::uint32_t>& chosen,
                                 const SweepEvents& events, double day, const TimeProfileOptions& options);

}  // namespace diaban
