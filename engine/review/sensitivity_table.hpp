// What a sensitivity study found, as values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/classify/area_class.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// One variant over all areas.
struct SensitivityVariant {
    /// "month-earlier" and "month-later" (both windows shifted by a month, where the data reach so far), "just-before"
    /// (baseline = the same length just before), "all-areas" (reference from all areas of the layer, not only those on
    /// watch), "reported-only" or "with-detected" (the other of the two), "by-area" (km2 in place of residents),
    /// "other-population" (the column [classify] other_population), "bootstrap" (counts drawn anew).
    std::string name;
    std::vector<std::optional<AreaClass>> area_class;  ///< the class under it; for the bootstrap the most frequent
    /// With the same class as the review: 0 or 1, for the bootstrap the share of draws.
    std::vector<std::optional<double>> share;
};

struct Sensitivity {
    std::vector<SensitivityVariant> variants;
    /// Mean of the variants' shares; empty where the area has no class.
    std::vector<std::optional<double>> class_share;
    std::vector<Finding> findings;  ///< variants that the data do not allow
};

}  // namespace diaban
