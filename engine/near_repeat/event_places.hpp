// Events gathered by place, and the pairs of places that lie near one another.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/weights/point_index.hpp"
#include "layers/base/calendar.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// Manhattan: |dx| + |dy|, the way along a street grid. Both in the units of the coordinates (metres).
enum class DistanceMetric { kManhattan, kEuclidean };

inline double distance_between(ProjectedPoint a, ProjectedPoint b, DistanceMetric metric) {
    return metric == DistanceMetric::kManhattan ? std::abs(a.x - b.x) + std::abs(a.y - b.y) : planar_distance(a, b);
}

/// Where and on which local calendar day: one point and one day an event.
struct DatedEvents {
    std::span<const ProjectedPoint> points;
    std::span<const LocalDay> days;
    [[nodiscard]] std::size_t size() const { return points.size(); }
};

/// Places row by row of a lattice whose cells are as wide as the reach; a place is one pair of coordinates. The order
/// does not depend on the order of the events, equal events aside.
struct EventPlaces {
    std::vector<std::uint32_t> event;   ///< index of each event, place by place, within a place by day
    std::vector<std::uint32_t> first;   ///< events of place p: event[first[p]] up to event[first[p + 1]]
    std::vector<ProjectedPoint> point;  ///< one a place
    std::vector<std::int64_t> row;      ///< of the cell, ascending
    std::vector<std::int64_t> column;   ///< ascending within a row
    double reach = 0.0;

    [[nodiscard]] std::size_t size() const { return point.size(); }
    [[nodiscard]] std::uint32_t events_at(std::size_t place) const { return first[place + 1] - first[place]; }
};

/// Throws Error{kInput} for two lengths that differ or a coordinate that is not finite. O(n log n).
EventPlaces gather_places(const DatedEvents& events, double reach);

/// Calls visit(a, b, distance) once for each two places a < b with distance < places.reach, in the order of a, and
/// `start(a)` before those of a. O(places + places of five cells around each).
template <typename Start, typename Visit>
void for_each_near_pair(const EventPlaces& places, DistanceMetric metric, const Start& start, const Visit& visit) {
    const std::size_t count = places.size();
    const auto before = [&](std::size_t place, std::int64_t row, std::int64_t column) {
        return places.row[place] != row ? places.row[place] < row : places.column[place] < column;
    };
    std::size_t below_begin = 0;  // in the next row, from one column to the left on
    for (std::size_t a = 0; a < count; ++a) {
        start(a);
        const std::int64_t row = places.row[a];
        const std::int64_t column = places.column[a];
        const auto look = [&](std::size_t b) {
            const double distance = distance_between(places.point[a], places.point[b], metric);
            if (distance < places.reach) {
                visit(a, b, distance);
            }
        };
        for (std::size_t b = a + 1; b < count && places.row[b] == row && places.column[b] <= column + 1; ++b) {
            look(b);
        }
        while (below_begin < count && before(below_begin, row + 1, column - 1)) {
            ++below_begin;
        }
        for (std::size_t b = below_begin; b < count && places.row[b] == row + 1 && places.column[b] <= column + 1;
             ++b) {
            look(b);
        }
    }
}

}  // namespace diaban
