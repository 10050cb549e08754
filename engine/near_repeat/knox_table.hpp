// Near repeats: a Knox table of pairs of events by distance and days, tested by permuting the days.
//
// Each pair of events counts once, in the cell of its distance band and its days band. Days apart are whole calendar
// days. Bands are [from, to): 100 m belongs to 100-200, seven days to 7-14. If the first distance is 0, pairs at the
// very same coordinates are a band of their own and the next band holds 0 < d < to; otherwise they belong to the first
// band. The last band of each direction is open.
//
//     expected = mean of the cell over the permutations (the days dealt out anew over the places)
//     ratio    = pairs / expected, undefined where expected is 0
//     p        = (k + 1) / (permutations + 1), k permutations with as many pairs in the cell as observed, or more
//
// p is one-sided: small where there are more pairs than chance brings. Knox 1964, doi:10.2307/2985220; Johnson et al. 2007,
// doi:10.1007/s10940-007-9025-3; the same table as Ratcliffe's Near Repeat Calculator 1.3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/near_repeat/event_places.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct KnoxOptions {
    std::vector<double> distances_m{0.0, 100.0, 200.0, 300.0};  ///< ascending; a first 0 = same place
    std::vector<std::int32_t> days{7, 14, 21};                  ///< ascending upper ends of the days bands
    DistanceMetric metric = DistanceMetric::kManhattan;
    std::uint32_t permutations = 999;  ///< 1 .. 99,999
    std::uint64_t seed = 1;
    unsigned threads = 1;  ///< 0 = all cores; never changes the result
};

/// Throws Error{kInput} with field, value and range: distances 0 .. 100,000 m, days 1 .. 10,000, both strictly ascending,
/// 1 .. 50 of each.
void validate(const KnoxOptions& options);

struct KnoxCell {
    double distance_from_m = 0.0;
    std::optional<double> distance_to_m;  ///< none = beyond; 0 = same place
    std::int32_t days_from = 0;
    std::optional<std::int32_t> days_to;  ///< none = beyond
    std::uint64_t pairs = 0;
    double expected = 0.0;
    std::optional<double> ratio;
    double p_value = 1.0;
};

struct KnoxTable {
    std::vector<KnoxCell> cells;  ///< distance band by distance band, days within
    std::size_t days_bands = 0;
    std::size_t places = 0;  ///< different coordinates

    [[nodiscard]] const KnoxCell& at(std::size_t distance_band, std::size_t days_band) const {
        return cells[distance_band * days_bands + days_band];
    }
};

/// Permutation p is a function of (seed, p): the result depends on neither threads nor the order of the events. Fewer
/// than two events have no pairs and p = 1 everywhere. Throws Error{kInput} for options out of range, lengths that
/// differ, coordinates that are not finite, more than kMostPlacePairs near pairs of places, or days that spread over more
/// than kMostDays (stretches without events count as the largest days' limit at most). O(n log n + permutations (n + near
/// pairs days' limits)); 4 bytes a near pair of places, 32 bytes an event and thread. Places of many events cost their
/// events and days, not their pairs.
KnoxTable knox_table(const DatedEvents& events, const KnoxOptions& options, Progress& progress);

inline constexpr std::uint64_t kMostPlacePairs = 500'000'000;
inline constexpr std::int32_t kMostDays = 32'000;

}  // namespace diaban
