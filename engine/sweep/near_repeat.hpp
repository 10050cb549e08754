// Near repeats: how many more pairs of events lie close in space and time than if place and time had nothing to do with
// one another.
//
//     excess(d, t) = (O_dt - O_d. O_.t / O_..) / (n * ring area_d * days_t)      events per m2 and day around an event,
//     never below 0
//
// over distance bands d and age bands t of ordered pairs (the older one first); O_d. and O_.t are margins of the Knox
// table (Knox 1964, doi:10.2307/2985220; Johnson, Bowers 2004). The bands reach `most_metres` and `most_days`; pairs
// beyond do not count. O(pairs). Newest `most_events` only.
#pragma once

#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

struct NearRepeatOptions {
    std::vector<double> distance_m{50.0, 100.0, 200.0, 400.0};  ///< upper ends, ascending
    std::vector<double> age_days{7.0,  14.0,  28.0,
                                 56.0, 112.0, 224.0};  ///< upper ends, ascending; the last band is the usual level
    std::size_t most_events = 20000;
};

struct NearRepeatTable {
    NearRepeatOptions bands;
    std::size_t events = 0;
    std::vector<double> observed;  ///< distance by distance, ages within
    std::vector<double> expected;  ///< the same pairs if age did not matter: the rate of pairs in the last age band
    std::vector<double> excess;    ///< per m2 and day

    [[nodiscard]] double ratio(std::size_t distance, std::size_t age) const;
};

/// The usual level of each distance is the rate of pairs a day in the last (oldest) age band, corrected for the pairs
/// that the end of the history hides: a band of ages [a, b) can only be seen by events at least that long after the
/// first. Where the newest `most_events` span less than the oldest band, there is no usual level and no excess.
NearRepeatTable near_repeat_table(const SweepEvents& events, double first_day, double end_day,
                                  const NearRepeatOptions& options);

/// Extra events expected in the next `horizon_days` around one event of this age, within distance band `distance` (over
/// its whole ring).
double near_repeats_ahead(const NearRepeatTable& table, std::size_t distance, double age_days, double horizon_days);

}  // namespace diaban
