// Levels above and below the watch list: computed from the same incidents, and rolled up.
#pragma once

#include <optional>
#include <vector>

#include "engine/project/project.hpp"
#include "engine/review/area_counts.hpp"
#include "engine/review/unit_set.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// Units of one level in a unit of the next, by class.
struct RolledUp {
    std::size_t members = 0;  ///< all of them, classified or not
    std::size_t stable = 0;
    std::size_t contained = 0;
    std::size_t complex = 0;
};

struct LevelAnalysis {
    bool above = false;  ///< its units hold areas; else areas hold its units
    UnitSet set;
    WindowCounts baseline;
    WindowCounts current;
    /// The project's rule among the units of this level; empty entries for fewer than 3 units.
    std::vector<std::optional<AreaEvidence>> evidence;
    /// Above: the unit of each area. Below: the area of each unit.
    std::vector<std::optional<std::size_t>> parent;
    std::vector<RolledUp> rolled;  ///< above: one entry a unit, its areas; below: one entry an area, its units
};

struct LevelContext {
    const Project& project;
    const AreaLayer& areas;
    const IncidentSet& incidents;
    /// Printed class of each area.
    const std::vector<std::optional<AreaClass>>& area_class;
    unsigned threads;
};

/// Counts, classifies and rolls up one level. Incidents without coordinates come to a unit above by their area. Notes
/// go to `findings`.
LevelAnalysis analyse_level(const LevelSection& section, const AreaLayer& units, const LevelContext& context,
                            std::vector<Finding>& findings);

}  // namespace diaban
