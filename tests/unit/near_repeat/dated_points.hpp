// Events for the tests of near repeats: given, or drawn on a lattice so that ties and same places come up.
#pragma once

#include <vector>

#include "engine/near_repeat/event_places.hpp"
#include "layers/base/random.hpp"

namespace diaban::test {

struct DatedPoints {
    std::vector<ProjectedPoint> points;
    std::vector<LocalDay> days;

    void add(double x, double y, int day) {
        points.push_back({x, y});
        days.emplace_back(std::chrono::days(day));
    }
    operator DatedEvents() const { return {points, days}; }
    int days_apart(std::size_t a, std::size_t b) const {
        return static_cast<int>(std::abs((days[a] - days[b]).count()));
    }
};

/// Places every 20 m over width x width metres around 0, days 0 .. 99.
inline DatedPoints lattice_events(std::size_t count, unsigned width, std::uint64_t seed) {
    RandomSequence random(seed, 1, 0);
    DatedPoints events;
    for (std::size_t i = 0; i < count; ++i) {
        const double x = 20.0 * random.below(width / 20) - width / 2.0;
        const double y = 20.0 * random.below(width / 20) - width / 2.0;
        events.add(x, y, static_cast<int>(random.below(100)));
    }
    return events;
}

}  // namespace diaban::test
