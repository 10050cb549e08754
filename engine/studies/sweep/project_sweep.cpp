#include "engine/studies/sweep/project_sweep.hpp"

#include "engine/studies/sweep/laid_boxes.hpp"
#include "layers/geometry/union.hpp"

namespace diaban {

ProjectSweep analyse_sweep(const Project& project, const ProjectData& data, unsigned threads, Progress& progress) {
    ProjectSweep result;
    if (!project.sweep) {
        return result;
    }
    SweepStudyOptions options = *project.sweep;
    options.threads = threads;
    options.sources.points = project.incidents.source;
    options.sources.crs = data.crs.crs;
    options.sources.drop_personal = project.privacy.drop_personal;
    result.study = sweep_study_of(options, point_input(data), union_of(data.areas.geometry), progress);
    const SweepStudy& study = *result.study;
    result.plan =
        plan_sweep({study.places, study.events, study.all_events, study.known_to_day, options.model, study.has_hours},
                   forecast_options(options, study), progress);
    lay_boxes(*result.study, result.plan.boxes);
    return result;
}

}  // namespace diaban
