// What can be asked of the synthetic watch list, and its range check.
#pragma once

#include <cstdint>

#include "layers/model/periods.hpp"

namespace diaban {

/// How many areas of each class are planted. Their sum must be the number of areas.
struct ClassSplit {
    int stable = 22;
    int contained = 22;
    int complex = 4;
    [[nodiscard]] int sum() const { return stable + contained + complex; }
    friend bool operator==(const ClassSplit&, const ClassSplit&) = default;
};

/// Options of `make_sample`. The same options give the same sample, whatever the machine.
struct SampleOptions {
    std::uint64_t seed = 1;
    int areas = 48;              ///< 3 to 500
    ClassSplit split;            ///< (areas, 0, 0) is the null sample: one common rate and no change
    std::int64_t incidents = 0;  ///< in all years together, up to 5,000,000; 0 = 150 an area and year
    int years = 2;               ///< police years, 2 to 20; the last two are the baseline and the current window
    LocalDay as_of = std::chrono::local_days{std::chrono::year{2017} / 12 / 14};  ///< last day of the last year
};

/// Incidents that `options` ask for: the number given, or 150 an area and year.
std::int64_t incident_total(const SampleOptions& options);

/// Police year number `index` (0 = the oldest), 15/12 to 14/12, the last one ending on `as_of`.
TimeWindow sample_year(const SampleOptions& options, int index);

/// Throws Error{kUsage} that names the field, the value and the range: "error.sample-out-of-range",
/// "error.sample-split-sum", "error.sample-split-negative". That a split cannot be planted because of the rule's own
/// reference is found by `plant_truth`.
void validate(const SampleOptions& options);

}  // namespace diaban
