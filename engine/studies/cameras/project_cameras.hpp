// [cameras] of a project: the plan of `diaban cameras` on what a run has read and computed.
#pragma once

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/review/analysis.hpp"
#include "engine/studies/cameras/study.hpp"

namespace diaban {

/// What a run hands to the planner: located incidents of the windows that [cameras] names, areas with their printed
/// class, the density of the current window. Holds references to `data` and `analysis`.
CameraGiven given_by_run(const Project& project, const ProjectData& data, const Analysis& analysis);

}  // namespace diaban
