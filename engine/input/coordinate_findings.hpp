// What the checks of coordinates say about a project: figures, findings, and what to declare.
#pragma once

#include <vector>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "layers/quality/coordinate_inspection.hpp"
#include "layers/quality/datum_shift.hpp"
#include "layers/quality/point_piles.hpp"

namespace diaban {

struct CoordinateReport {
    CoordinateInspection inspection;
    DatumShift datum;
    PointPiles piles;
    std::vector<Finding> findings;  ///< faults first, then warnings, then notes
    /// A fault, and no point lies in any area: nothing of the surface or the counts would mean anything.
    bool nothing_usable = false;
};

/// Looks at the incidents' coordinates, the rejected ones too, against the areas; changes nothing. Without coordinates
/// nothing is found.
CoordinateReport inspect_project_coordinates(const Project& project, const ProjectData& data, unsigned threads);

/// What the range of the areas' own coordinates shows.
std::vector<Finding> area_range_findings(const Project& project, const ProjectData& data);

}  // namespace diaban
