// How large differences are when nothing was done: the same places on other dates.
//
// The evaluated windows are moved back step by step over the history before the operation; at each step the difference
// of treated and control places is what chance, trend and season make of it. Their spread against the Poisson standard
// error says how far counts vary beyond it:
//
//     dispersion = max(1, sum_k (WDD_k / SE_k)^2 / K)        K placebo dates; 1 with fewer than `fewest`
//
// and the share of placebo dates that the Poisson error alone would have called an effect is told beside it. O(events +
// dates x log).
#pragma once

#include <cstddef>
#include <vector>

#include "engine/evaluate/weighted_difference.hpp"

namespace diaban {

/// Days of incidents (real numbers), ascending.
struct SideEvents {
    std::vector<double> treated;
    std::vector<double> control;
};

/// Windows as [from, to) in days.
struct DayWindow {
    double from = 0.0;
    double to = 0.0;
    [[nodiscard]] double days() const { return to - from; }
};

struct PlaceboOptions {
    DayWindow before;
    DayWindow after;
    double first_day = 0.0;  ///< the history begins here
    double area_ratio = 1.0;
    std::size_t fewest = 8;  ///< placebo dates from which on the dispersion is used
};

struct PlaceboResult {
    std::size_t dates = 0;
    double dispersion = 1.0;
    double called_by_poisson = 0.0;  ///< share of placebo dates with |z| > 1.96
    std::vector<double> z;           ///< newest first
};

/// Steps are as long as the after window, so that after windows do not overlap; placebo windows end before `before.to`,
/// the operation's start at the latest. Dates without any incident are passed over.
PlaceboResult placebo_dates(const SideEvents& events, const PlaceboOptions& options);

}  // namespace diaban
