// What is wrong with the areas themselves: gaps and overlaps, parents that do not hold their units, population without
// date.
#pragma once

#include <string>
#include <vector>

#include "engine/project/project.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/finding.hpp"

namespace diaban {

/// Gaps, overlaps and slivers, with names and measures. O(V log V); ask before long layers are measured twice.
std::vector<Finding> coverage_findings(const AreaLayer& areas);

/// Areas of several parts, with holes, and those that border on no other. O(V log V).
std::vector<Finding> shape_findings_of_areas(const AreaLayer& areas);

/// Population that is missing, zero, or without date and source.
std::vector<Finding> population_findings(const Project& project, const AreaLayer& areas);

/// One level of units by the name under which it is told.
struct NamedLevel {
    std::string role;  ///< "areas", "levels"
    std::string file;
    const AreaLayer* areas = nullptr;
};

/// Each level's units against the level that most of their parents name (by id, else by a name that is unique): units
/// whose parent is not there, and units of which less than 98 % lies inside it, with the share. Levels without parents
/// are passed over.
std::vector<Finding> nesting_findings(const std::vector<NamedLevel>& levels);

}  // namespace diaban
