// The class that is printed: what the rule finds, after memory and, where ordered, a forced split.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/forced_split.hpp"
#include "engine/classify/memory.hpp"
#include "engine/input/review_register.hpp"
#include "engine/project/project.hpp"

namespace diaban {

struct AreaVerdict {
    AreaClass area_class = AreaClass::kStable;  ///< of field `class`
    RememberedClass memory;
    bool forced = false;  ///< the split was ordered
};

struct Verdicts {
    /// One entry an area, empty where there is no evidence.
    std::vector<std::optional<AreaVerdict>> areas;
    /// Of the year that contains the review; empty without a register.
    std::optional<YearIndicators> year;
};

/// Decides every area. `history` may be empty (no register): then every area is judged for the first time. Throws
/// error.split-sum (see `force_split`).
Verdicts decide(const Project& project, const EvidenceResult& evidence,
                const std::vector<std::vector<EarlierReview>>& history);

/// What the next review will read of this one. `rule`: as `rule_summary` has it.
PresentReview present_review(LocalDay as_of, const std::string& rule, const Verdicts& verdicts);

}  // namespace diaban
