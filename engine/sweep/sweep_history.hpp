// What a forecast may look at: the places that can be worked, and the incidents in them, sorted by time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Place of an event outside all places.
inline constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

/// Boxes are the cells of a lattice; anything else (street segments, hamlets, areas) is known by its centre and size
/// alone.
enum class PlaceShape { kBoxes, kOther };

/// Places as columns. Coordinates are metres in any plane: a turned lattice is axis-parallel in its own frame.
struct SweepPlaces {
    PlaceShape shape = PlaceShape::kBoxes;
    Metres side{150.0};  ///< of a box; of the lattice under other places
    /// Of the whole box: box (r, c) covers c * side <= x < (c + 1) * side, the same in y.
    std::vector<ProjectedPoint> centre;
    std::vector<double> area_km2;  ///< inside the study area

    [[nodiscard]] std::size_t size() const { return centre.size(); }
};

/// Events as columns, ascending in `day`. A day is a real number of days since 1970-01-01 local time.
struct SweepEvents {
    std::vector<ProjectedPoint> point;
    std::vector<double> day;
    std::vector<double> weight;        ///< harm; counts never use it
    std::vector<std::uint32_t> place;  ///< or kNoPlace

    [[nodiscard]] std::size_t size() const { return point.size(); }
};

/// The same events in ascending order of (day, x, y, weight, place): the order of the source does not matter. O(n log
/// n).
SweepEvents sorted_events(const SweepEvents& events);

/// Number of events with day < `day`, of sorted events. O(log n).
std::size_t events_before(const SweepEvents& events, double day);

/// What was known on `day`: the events with day < `day` and nothing else. A forecast is handed this and never the
/// whole, so that the future cannot leak into it. O(n).
SweepEvents history_before(const SweepEvents& events, double day);

/// Events of [from, to) counted in their places (or their weights summed). O(n + places).
enum class Counting { kEvents, kWeights };
std::vector<double> place_counts(const SweepEvents& events, std::size_t places, double from, double to,
                                 Counting counting);

}  // namespace diaban
