// A sweep: where, when and why, with the places that it will be judged against.
#pragma once

#include <optional>
#include <vector>

#include "engine/sweep/count_interval.hpp"
#include "engine/sweep/forecast.hpp"
#include "engine/sweep/roles.hpp"
#include "engine/sweep/time_profile.hpp"

namespace diaban {

/// What speaks most for a place.
enum class SweepReason {
    kPersistent,  ///< many incidents over all history
    kRecent,      ///< the last 90 days held at least 1.5 times what the place's history makes usual, and at least 3
    kNearby,      ///< fewer than 2 of its own in a year: what happened around it
};

struct SweepRow {
    RoledPlace role;
    std::size_t rank = 0;            ///< 1.. among the treated; 0 for others
    std::uint32_t group = 0;         ///< work group of a treated place
    double expected = 0.0;           ///< over the horizon
    CountInterval count;             ///< 90 %
    double share = 0.0;              ///< of everything expected in the study area
    std::size_t in_history = 0;      ///< its own incidents, ever
    std::size_t in_year = 0;         ///< incidents of the 365 days before
    std::size_t in_quarter = 0;      ///< of the 90 days before
    std::size_t near_in_month = 0;   ///< within 300 m in the 28 days before, its own too
    std::optional<double> last_day;  ///< of its newest incident
    TimePeak peak;
    SweepReason reason = SweepReason::kPersistent;
    std::optional<std::size_t> rank_with_detected;  ///< among all places when what police found by looking counts
};

struct SweepPlan {
    ForecastModel model = ForecastModel::kBlend;
    AutomaticForecast automatic;  ///< scores also where a model was asked for
    DayForecasts forecasts;
    std::vector<PlacedBox> boxes;  ///< laid off the lattice: box k is place `input.places.size() + k`; may be empty
    std::vector<SweepRow> rows;    ///< treated by rank, controls in the order of their partners, rings by place
    double expected_total = 0.0;
    double expected_chosen = 0.0;
};

struct SweepPlanInput {
    const SweepPlaces& places;
    const SweepEvents& events;      ///< sorted
    const SweepEvents& all_events;  ///< sorted, with what police found; empty: no second ranking
    double day = 0.0;               ///< forecasts know what happened before it
    ForecastModel model = ForecastModel::kAutomatic;
    bool has_hours = true;
};

/// Throws what RollingForecasts throws.
SweepPlan plan_sweep(const SweepPlanInput& input, const ForecastOptions& options, Progress& progress);

}  // namespace diaban
