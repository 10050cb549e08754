// The [evaluate] section of a project: the same work as the command, on the project's incidents.
#pragma once

#include <optional>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/studies/evaluate/run_evaluate.hpp"

namespace diaban {

/// Empty without the section. Throws what evaluate_points throws.
std::optional<EvaluateSummary> evaluate_project(const Project& project, const ProjectData& data, unsigned threads,
                                                Progress& progress);

}  // namespace diaban
