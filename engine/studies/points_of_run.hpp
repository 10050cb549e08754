// What a run has read, for studies that work on points alone.
#pragma once

#include <vector>

#include "engine/input/point_input.hpp"
#include "engine/input/project_data.hpp"

namespace diaban {

/// The located incidents of a run, with its sources.
PointInput points_of_run(const ProjectData& data);

/// Sources that a study read beside those of the run, as inputs of run.json.
std::vector<InputRecord> new_inputs(const PointInput& points, const ProjectData& data);

}  // namespace diaban
