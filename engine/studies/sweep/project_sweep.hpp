// The sweep that a project asks for: the same work as `diaban sweep`, on the project's incidents and areas.
#pragma once

#include "engine/studies/study.hpp"
#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/sweep_plan.hpp"

namespace diaban {

struct PlannedSweep {
    SweepStudy study;
    SweepPlan plan;
};

/// Needs a [sweep] section. The study area is the union of all areas. Throws what sweep_study_of and plan_sweep throw.
PlannedSweep plan_project_sweep(const StudyInput& input, Progress& progress);

}  // namespace diaban
