// The pairs of events behind a near-repeat table: near in space and in time.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/near_repeat/event_places.hpp"

namespace diaban {

/// What makes two events linked: distance < distance_m (or the same place) and days apart < days, as the bands of a
/// KnoxTable.
struct LinkLimits {
    double distance_m = 100.0;  ///< 0 = the same place only
    std::int32_t days = 7;
    DistanceMetric metric = DistanceMetric::kManhattan;
    std::uint64_t most = 10'000'000;  ///< pairs
};

struct LinkedPair {
    std::uint32_t first = 0;  ///< the earlier event, by its index; on one day the smaller index
    std::uint32_t second = 0;
    double distance_m = 0.0;
    std::int32_t days = 0;
    friend bool operator==(const LinkedPair&, const LinkedPair&) = default;
};

/// Every linked pair once, by first, then second. Throws Error{kInput} for what `gather_places` refuses and for more
/// pairs than `limits.most`. O(n log n + near pairs).
std::vector<LinkedPair> linked_pairs(const DatedEvents& events, const LinkLimits& limits);

}  // namespace diaban
