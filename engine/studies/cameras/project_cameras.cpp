#include "engine/studies/cameras/project_cameras.hpp"

#include <map>

#include "engine/review/explanation.hpp"

namespace diaban {

namespace {

std::vector<TimeWindow> counted_windows(const Project& project) {
    switch (project.cameras->window) {
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
    given.density = analysis.density.current.values.empty() ? nullptr : &analysis.density.current;
    return given;
}

std::vector<ViewerLayer> camera_viewer_layers(const Project& project, const CameraStudy& study) {
    const CameraOutcome outcome = study.outcome(catalogue(project.project.language));
    const bool areal = study.options.demand_kind == DemandKind::kRunAreas ||
                       study.options.demand_kind == DemandKind::kRunDensity ||
                       study.options.demand_kind == DemandKind::kRaster;
    const std::map<std::string, const char*> titles = {{"cameras", "style.cameras"},
                                                       {"views", "style.views"},
                                                       {"coverage", "style.coverage"},
                                                       {"uncovered", "style.uncovered"},
                                                       {"marginal_curve", "map.theme.camera-curve"}};
    std::vector<ViewerLayer> shown;
    for (FeatureLayer& layer : camera_layers(outcome)) {
        const auto title = titles.find(layer.name);
        const bool places = layer.name == "coverage" || layer.name == "uncovered";
        if (title == titles.end() || (places && !areal && !project.privacy.show_incidents)) {
            continue;
        }
        const bool cameras = layer.name == "cameras";
        shown.push_back({std::move(layer), viewer_words(title->second),
                         cameras ? camera_metadata(outcome) : std::vector<std::pair<std::string, std::string>>()});
    }
    return shown;
}

std::vector<InputRecord> camera_input_records(const Project& project, const CameraStudy& study) {
    std::vector<InputRecord> records;
    for (InputRecord record : study.inputs.inputs) {
        record.role = "cameras." + record.role;
        record.path = recorded_path(record.file, project.file);
        record.crs = study.inputs.crs.crs.definition;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace diaban
