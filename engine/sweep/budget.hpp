// Which places a budget takes, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

/// What a unit can work: an area, a number of places, or both. At least one is given, > 0.
struct SweepBudget {
    std::optional<double> area_km2;
    std::optional<std::size_t> places;
};

/// Team-hours of a whole sweep as a number of places. Each place is visited at least every two hours of every shift,
/// each visit takes `visit_minutes` and the way to it `way_minutes`:
///     places = floor(60 team_hours / (shifts * ceil(shift_hours / 2) * (visit_minutes + way_minutes)))
struct TeamTime {
    double team_hours = 0.0;
    double shifts = 1.0;
    double shift_hours = 4.0;
    double visit_minutes = 15.0;
    double way_minutes = 5.0;
};
std::size_t places_for(const TeamTime& time);

/// Places in the order in which they are taken: highest value first, ties by index. Boxes by value; other places, which
/// differ in size, by value per area. A place that would exceed the area is passed over and smaller ones behind it are
/// tried while they are worth half of it: scraps along the border are no use to a team. Places without any value are
/// taken only by a budget of area or number that is not filled yet. O(n log n).
std::vector<std::uint32_t> fill_budget(const SweepPlaces& places, const std::vector<double>& value,
                                       const SweepBudget& budget);

}  // namespace diaban
