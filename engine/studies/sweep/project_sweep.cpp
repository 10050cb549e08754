#include "engine/studies/sweep/project_sweep.hpp"

#include "engine/studies/sweep/laid_boxes.hpp"
#include "layers/geometry/union.hpp"

namespace diaban {

namespace {

DatedPoints points_of(const ProjectData& data) {
    DatedPoints points;
    points.crs = data.crs;
    const IncidentLayer& incidents = data.incidents.incidents;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] == 0) {
            ++points.not_located;
            continue;
        }
        points.point.push_back(incidents.point[i]);
        points.time.push_back(incidents.time[i]);
        points.weight.push_back(incidents.weight[i]);
        points.detected_by_police.push_back(incidents.detected_by_police[i]);
    }
    for (const InputRecord& input : data.inputs) {
        points.sources.push_back({input.role, input.path, input.sha256, input.rows_read, input.rows_rejected});
    }
    return points;
}

}  // namespace

ProjectSweep analyse_sweep(const Project& project, const ProjectData& data, unsigned threads, Progress& progress) {
    ProjectSweep result;
    if (const auto* asked = project.section<SweepStudyOptions>("sweep")) {
        SweepStudyOptions options = *asked;
        options.threads = threads;
        options.sources.points = project.incidents.source;
        options.sources.crs = data.crs.crs;
        options.sources.drop_personal = project.privacy.drop_personal;
        result.study = sweep_study_of(options, points_of(data), union_of(data.areas.geometry), progress);
        const SweepStudy& study = *result.study;
        result.plan = plan_sweep(
            {study.places, study.events, study.all_events, study.known_to_day, options.model, study.has_hours},
            forecast_options(options, study), progress);
        lay_boxes(*result.study, result.plan.boxes);
    }
    if (const auto* asked = project.section<EvaluateOptions>("evaluate")) {
        EvaluateOptions options = *asked;
        options.threads = threads;
        options.sources.crs = data.crs.crs;
        options.sources.drop_personal = project.privacy.drop_personal;
        result.evaluation = evaluate_points(options, points_of(data), progress);
    }
    return result;
}

}  // namespace diaban
