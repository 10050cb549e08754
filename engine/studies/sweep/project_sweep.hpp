// The [sweep] section of a project: the same work as the command, on the project's incidents and areas.
#pragma once

#include <optional>

#include "engine/input/project_data.hpp"
#include "engine/project/project.hpp"
#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/sweep_plan.hpp"

namespace diaban {

struct ProjectSweep {
    std::optional<SweepStudy> study;  ///< empty without a [sweep] section
    SweepPlan plan;
};

/// Plans what the project asks for. The study area is the union of all areas. Throws what sweep_study_of and plan_sweep
/// throw.
ProjectSweep analyse_sweep(const Project& project, const ProjectData& data, unsigned threads, Progress& progress);

}  // namespace diaban
