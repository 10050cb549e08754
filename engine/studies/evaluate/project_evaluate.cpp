#include "engine/studies/evaluate/project_evaluate.hpp"

namespace diaban {

std::optional<EvaluateSummary> evaluate_project(const Project& project, const ProjectData& data, unsigned threads,
                                                Progress& progress) {
    if (!project.evaluate) {
        return std::nullopt;
    }
    EvaluateOptions options = *project.evaluate;
    options.threads = threads;
    options.sources.crs = data.crs.crs;
    options.sources.drop_personal = project.privacy.drop_personal;
    return evaluate_points(options, point_input(data), progress);
}

}  // namespace diaban
