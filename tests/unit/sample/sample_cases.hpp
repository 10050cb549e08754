// Samples that several tests look at, made once.
#pragma once

#include <cstdint>

#include "engine/sample/sample.hpp"

namespace diaban::sample_test {

inline SampleOptions options_of(std::uint64_t seed, int areas, ClassSplit split) {
    SampleOptions options;
    options.seed = seed;
    options.areas = areas;
    options.split = split;
    return options;
}

inline Sample sample_of(const SampleOptions& options) {
    Progress progress;
    return make_sample(options, progress);
}

/// The default sample: 48 areas, 22/22/4, seed 1.
inline const Sample& default_sample() {
    static const Sample sample = sample_of(SampleOptions{});
    return sample;
}

}  // namespace diaban::sample_test
