// What [near_repeat] and `diaban near-repeat` are asked for.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/near_repeat/knox_table.hpp"

namespace diaban {

struct StudySection;

struct NearRepeatOptions {
    std::vector<double> distances_m = KnoxOptions().distances_m;
    std::vector<double> days{7.0, 14.0, 21.0};  ///< whole
    DistanceMetric metric = DistanceMetric::kManhattan;
    unsigned permutations = 999;
    std::uint64_t seed = 1;
};

/// The same as the statistic takes them. Throws Error{kInput} for what `validate` refuses.
KnoxOptions knox_options(const NearRepeatOptions& options, unsigned threads);

/// [near_repeat] of a project.
StudySection near_repeat_section();

}  // namespace diaban
