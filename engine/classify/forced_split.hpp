// Ranking areas and cutting the ranks at given numbers: a split that was ordered, not found.
//
// complex    the `complex` areas with the highest p_complex
// contained  of the rest the `contained` areas with the highest p_contained
// stable     what is left
// Ties: the higher multiple now, then the lower index. The probabilities themselves stay what the rule found.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/classify/evidence.hpp"

namespace diaban {

/// How many areas of each class are asked for.
struct SplitCounts {
    std::size_t stable = 0;
    std::size_t contained = 0;
    std::size_t complex = 0;
    [[nodiscard]] std::size_t sum() const { return stable + contained + complex; }
    friend bool operator==(const SplitCounts&, const SplitCounts&) = default;
};

/// The forced class of each area, empty where the area has no evidence. Throws Error{kInput, "error.split-sum"} when
/// the numbers do not add up to the areas that have one. O(n log n).
std::vector<std::optional<AreaClass>> force_split(const std::vector<std::optional<AreaEvidence>>& areas,
                                                  const SplitCounts& split);

}  // namespace diaban
