// The truth that is planted: which area is of which class, and how many times the common rate it has in each window.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sample/options.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

enum class TrueClass { kStable, kContained, kComplex };

/// "stable", "contained", "complex".
const char* true_class_name(TrueClass value);

/// What is true of one area. The multiples are of the reference r0 = all expected incidents / all exposure over both
/// windows, so they are what the rule `evidence` would find with endless data.
struct AreaTruth {
    TrueClass planted = TrueClass::kStable;
    double baseline_multiple = 1.0;
    double current_multiple = 1.0;
    friend bool operator==(const AreaTruth&, const AreaTruth&) = default;
};

/// The line and the drop of the rule `evidence`, version 1, and how far every planted value stays away from them.
struct TruthMargins {
    double elevated = 1.2;          ///< a multiple above it is elevated
    double brought_down = 0.8;      ///< a ratio current / baseline below it is brought down
    double stable_at_most = 1.08;   ///< highest multiple of a stable area, both windows
    double raised_at_least = 1.50;  ///< lowest multiple of an elevated area
    double drop_at_most = 0.60;     ///< highest ratio of a contained area
    double kept_at_least = 0.95;    ///< lowest ratio of a complex area
};

/// Residents and pressure of the areas, in their order: the higher the pressure, the sooner an area is not stable.
struct TruthInput {
    std::vector<double> residents;
    std::vector<double> pressure;
    TimeWindow baseline;
    TimeWindow current;
};

/// Plants the split: the areas under the highest pressure become complex, the next contained, the rest stable.
///
/// Elevated areas get a multiple of the common rate, stable ones what is left, because the exposure-weighted mean of
/// all multiples over both windows is 1 by the definition of r0. (n, 0, 0) gives every area exactly 1 in both windows:
/// one common rate and no change. Throws Error{kUsage} "error.sample-split-impossible" when no multiples satisfy
/// `TruthMargins` (too few stable areas to balance the others), "error.sample-split-no-stable" when there are none at
/// all: not everybody can be above the mean of everybody. O(areas log areas).
std::vector<AreaTruth> plant_truth(std::uint64_t seed, const TruthInput& input, const ClassSplit& split);

}  // namespace diaban
