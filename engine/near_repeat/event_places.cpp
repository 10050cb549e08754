#include "engine/near_repeat/event_places.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "layers/model/error.hpp"

namespace diaban {

EventPlaces gather_places(const DatedEvents& events, double reach) {
    if (events.points.size() != events.days.size()) {
        throw Error(ErrorCode::kInput, "error.near-repeat-lengths",
                    {{"points", std::to_string(events.points.size())}, {"days", std::to_string(events.days.size())}});
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (!std::isfinite(events.points[i].x) || !std::isfinite(events.points[i].y)) {
            throw Error(ErrorCode::kInput, "error.weights-point-not-finite", {{"row", std::to_string(i + 1)}});
        }
    }
    // A hair wider than the reach: rounding of a quotient never puts two places within reach two cells apart.
    const double cell = std::max(reach, 1.0) * (1.0 + 1e-9);
    const auto cell_of = [cell](double v) { return static_cast<std::int64_t>(std::floor(v / cell)); };
    const auto key = [&](std::uint32_t i) {
        const ProjectedPoint p = events.points[i];
        return std::tuple(cell_of(p.y), cell_of(p.x), p.x, p.y, events.days[i], i);
    };
    EventPlaces places;
    places.reach = reach;
    places.event.resize(events.size());
    std::iota(places.event.begin(), places.event.end(), std::uint32_t{0});
    std::sort(places.event.begin(), places.event.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::uint32_t at = 0; at < places.event.size(); ++at) {
        const ProjectedPoint p = events.points[places.event[at]];
        if (places.point.empty() || places.point.back() != p) {
            places.first.push_back(at);
            places.point.push_back(p);
            places.row.push_back(cell_of(p.y));
            places.column.push_back(cell_of(p.x));
        }
    }
    places.first.push_back(static_cast<std::uint32_t>(events.size()));
    return places;
}

}  // namespace diaban
