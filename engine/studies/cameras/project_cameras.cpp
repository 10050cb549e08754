#include "engine/studies/cameras/project_cameras.hpp"

namespace diaban {

namespace {

std::vector<TimeWindow> counted_windows(const Project& project) {
    switch (project.section<CameraOptions>("cameras")->window) {
        case CameraWindow::kCurrent:
            return {project.periods.current};
        case CameraWindow::kBaseline:
            return {project.periods.baseline};
        case CameraWindow::kBoth:
            break;
    }
    return {project.periods.current, project.periods.baseline};
}

}  // namespace

CameraGiven given_by_run(const Project& project, const ProjectData& data, const Analysis& analysis) {
    CameraGiven given;
    given.crs = data.crs;
    given.incidents = &data.incidents.incidents;
    given.counted = rows_where(*given.incidents, {IncidentPlace::kLocated, counted_windows(project)});
    given.categories = !project.incidents.category.empty();
    given.areas = &data.areas;
    for (std::size_t k = 0; k < data.areas.size(); ++k) {
        const auto area_class = printed_class(analysis, k);
        given.class_of_area.emplace_back(area_class ? class_value(*area_class) : "");
    }
    given.density = analysis.density.surfaces.current.values.empty() ? nullptr : &analysis.density.surfaces.current;
    return given;
}

}  // namespace diaban
