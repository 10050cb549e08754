// Pairs of near events whose days lie close, counted for sixteen permutations at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/near_repeat/event_places.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

inline constexpr std::uint32_t kLanes = 16;  ///< permutations in one block

/// Near pairs of places by distance band, each pair once.
struct NearPairs {
    struct Band {
        std::vector<std::size_t> first;    ///< others of place a: other[first[a]] up to other[first[a + 1]]
        std::vector<std::uint32_t> other;  ///< places after a in order
        std::uint64_t pairs = 0;           ///< of events; those of piles and within places too
    };
    /// A place of so many events that its days are counted by their running sum, not pair by pair.
    struct Pile {
        std::uint32_t place = 0;
        std::vector<std::vector<std::uint32_t>> others;  ///< by band; a pair of piles stands with one of them
    };
    std::vector<Band> bands;
    std::vector<Pile> piles;
};

/// `distances` are the ascending upper ends of the bands [from, to); pairs at the same place are in band 0. Throws
/// Error{kInput} for more pairs of places than `most`. O(pairs of places).
NearPairs near_pairs(const EventPlaces& places, std::span<const double> distances, DistanceMetric metric,
                     std::uint64_t most);

/// The days of every event of `places` in kLanes permutations: day[event * kLanes + lane], 0 .. 32,767.
using DayBlock = std::vector<std::int16_t>;

/// For each band, each of the ascending `limits` and each lane, event pairs with days apart < limit:
/// out[(band * limits + limit) * kLanes + lane]. O(pairs limits) plus O(events + days) a pile. Throws Error{kCancelled}.
std::vector<std::uint64_t> pairs_below(const EventPlaces& places, const NearPairs& pairs, const DayBlock& days,
                                       std::span<const std::int16_t> limits, const Progress& progress);

/// Pairs among `days` (0 .. largest) less than `limit` days apart. O(n + largest).
std::uint64_t all_pairs_below(std::span<const std::int16_t> days, std::int16_t limit);

}  // namespace diaban
