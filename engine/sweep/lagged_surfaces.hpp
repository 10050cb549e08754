// What happened before a day, seen at several distances and ages: the columns that every forecast is made of.
//
//     f(i; b, h, T) = sum_{t_e < T} 2^(-(T - t_e) / h) G_b(place i, x_e) / integral_0^L 2^(-s / h) ds      in events
//     per day
//
// for bandwidths b (0: the place's own count) and half-lives h (infinity: all history counts alike), L the days of
// history; one column of the same calendar days of earlier years (15 days wider on either side, b = 300 m), and one of
// the overall rate spread evenly. A column is an unbiased rate per day when nothing changes, so sums of columns with
// weights that add to one are expected counts. O(half-lives x (events + bandwidths x lattice)).
#pragma once

#include <memory>
#include <vector>

#include "engine/sweep/place_lattice.hpp"

namespace diaban {

enum class LagKind { kKernel, kSeason, kEven };

struct LagColumn {
    LagKind kind = LagKind::kKernel;
    double half_life_days = 0.0;  ///< infinity: all history
    double bandwidth_m = 0.0;     ///< 0: the place's own count
};

struct LagOptions {
    std::vector<double> half_lives_days{30.0, 120.0, 480.0};            ///< all history is added
    std::vector<double> bandwidths_m{40.0, 75.0, 150.0, 300.0, 600.0};  ///< the own count is added
};

/// Columns in order; `season` is a factor on the whole level: the same days of earlier years against the year around
/// them, drawn towards 1 with the weight of 100 events; 1 where there is no full year of history.
struct LagTable {
    double day = 0.0;
    double history_days = 0.0;
    double season = 1.0;
    std::vector<std::vector<float>> columns;  ///< one value a place, events per day

    [[nodiscard]] std::size_t size() const { return columns.size(); }
};

/// The columns of every table made with these options: kernels (by half-life, then bandwidth), season, even.
std::vector<LagColumn> lag_columns(const LagOptions& options);

/// `horizon_days` sets the season's length. `first_day` is when counting began.
struct LagRequest {
    double first_day = 0.0;
    double day = 0.0;
    double horizon_days = 28.0;
    unsigned threads = 1;
};
/// What each event before `day` weighs in a column, per day: the column is the sum of these over its events, smoothed.
/// Empty for the even column. O(events).
std::vector<double> lag_weights(const LagColumn& column, const SweepEvents& events, const LagRequest& request);

/// Makes the table of the events before `day`. `events` are sorted. Threads share the columns; the result does not
/// depend on them.
LagTable lag_table(const PlaceLattice& lattice, const SweepEvents& events, const LagOptions& options,
                   const LagRequest& request);

}  // namespace diaban
