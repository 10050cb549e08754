// Themes: one class a theme (order and vice, economy, environment, drugs, 'An toàn về ANTT'), beside the class of the
// review.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/classify/criteria.hpp"
#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/level_analysis.hpp"
#include "engine/review/unit_set.hpp"

namespace diaban {

/// One condition of one unit. Of several tests the figures are those of the first that is met, else of the first that
/// has a value.
struct ConditionFinding {
    ConditionState state = ConditionState::kUnknown;
    std::optional<double> value;
    bool band_missing = false;  ///< unknown because no test with a value has a band
};

/// What a theme says of one unit.
struct ThemeUnit {
    std::uint64_t n_baseline = 0;                           ///< incidents of the theme, of those that are counted
    std::uint64_t n_current = 0;                            ///< criteria: in the window of the rule
    std::optional<AreaEvidence> evidence;                   ///< of an evidence theme
    std::vector<std::vector<ConditionFinding>> conditions;  ///< of a criteria theme: class by class
    std::vector<CriteriaTally> tallies;                     ///< one entry a class
    std::optional<CriteriaOutcome> outcome;
};

struct ThemeResult {
    std::size_t theme = 0;             ///< index into Project::themes
    std::optional<std::size_t> level;  ///< index into Project::levels; empty: the areas
    TimeWindow baseline;
    TimeWindow current;                           ///< criteria: the rule's own window
    std::vector<std::optional<ThemeUnit>> units;  ///< one entry a unit; empty off the watch list
};

struct ThemeContext {
    const Project& project;
    const ProjectData& data;
    const UnitSet& areas;
    const std::vector<LevelAnalysis>& levels;
    unsigned threads;
};

/// Classifies every theme of the project. Attributes that a layer does not have are unknown and told in `findings`, as
/// are categories that no incident has. A text such as "1.756" in an attribute, which may be 1756 or 1.756, is unknown.
std::vector<ThemeResult> classify_themes(const ThemeContext& context, std::vector<Finding>& findings);

/// An attribute as a number: yes, có, đạt = 1; no, không, chưa đạt = 0; empty where missing or ambiguous.
std::optional<double> attribute_number(const Column& column, std::size_t row);

}  // namespace diaban
