// The counts and exposures that the rule is given, in one place: for the class itself and for each variant of it.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/project/project.hpp"
#include "engine/review/area_counts.hpp"

namespace diaban {

/// One column an input of `classify_by_evidence`, one entry an area that is counted.
struct ClassCounts {
    std::vector<std::size_t> area;  ///< index into the area layer
    std::vector<double> baseline_count;
    std::vector<double> current_count;
    std::vector<double> baseline_exposure;
    std::vector<double> current_exposure;

    [[nodiscard]] EvidenceInput input() const {
        return {baseline_count, current_count, baseline_exposure, current_exposure};
    }
};

/// Both windows' counts with what is counted of them.
struct CountedWindows {
    const WindowCounts& baseline;
    const WindowCounts& current;
    CountedIncidents incidents = CountedIncidents::kAll;
};

/// `size`: residents, or km2, of each area (0 = undefined); `counted`: 1 for the areas that take part. O(areas).
ClassCounts class_counts(const CountedWindows& windows, const std::vector<double>& size,
                         const std::vector<std::uint8_t>& counted);

}  // namespace diaban
