// Categories one by one beside all together, and harm: counts weighted by severity as a second view, never inside the
// class.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/classify/weighted_sum.hpp"
#include "engine/project/project.hpp"
#include "engine/review/area_counts.hpp"
#include "engine/review/unit_set.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// One category by itself.
struct CategoryAnalysis {
    std::string category;
    WindowCounts baseline;
    WindowCounts current;
    EvidenceResult evidence;       ///< the project's rule on this category alone; no entries without incidents
    std::optional<double> weight;  ///< its severity
};

struct CategoryAnalyses {
    /// In order of name; empty where incidents have no category or by_category = false.
    std::vector<CategoryAnalysis> categories;
    /// Harm of each area and window; empty without [classify.severity].
    std::vector<WeightedSum> harm_baseline;
    std::vector<WeightedSum> harm_current;
    std::vector<Finding> findings;  ///< severities of categories that no incident has, categories without a severity
};

/// Counts and classifies every category. Incidents of a category without a severity weigh 1 and are told. O(categories
/// x (incidents + classification)).
CategoryAnalyses analyse_categories(const Project& project, const IncidentSet& incidents, const UnitSet& set,
                                    unsigned threads);

}  // namespace diaban
