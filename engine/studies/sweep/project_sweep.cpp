#include "engine/studies/sweep/project_sweep.hpp"

#include "engine/studies/sweep/laid_boxes.hpp"
#include "layers/geometry/union.hpp"

namespace diaban {

PlannedSweep plan_project_sweep(const StudyInput& input, Progress& progress) {
    SweepStudyOptions options = *input.project.section<SweepStudyOptions>("sweep");
    options.threads = input.threads;
    options.sources.points = input.project.incidents.source;
    options.sources.crs = input.data.crs.crs;
    options.sources.drop_personal = input.project.privacy.drop_personal;
    PlannedSweep planned;
    planned.study = sweep_study_of(options, point_input(input.data), union_of(input.data.areas.geometry), progress);
    const SweepStudy& study = planned.study;
    planned.plan =
        plan_sweep({study.places, study.events, study.all_events, study.known_to_day, options.model, study.has_hours},
                   forecast_options(options, study), progress);
    lay_boxes(planned.study, planned.plan.boxes);
    return planned;
}

}  // namespace diaban
