#include "engine/studies/cameras/project_cameras.hpp"

#include <map>

#include "engine/review/explanation.hpp"

namespace diaban {

namespace {

bool counts(const Project& project, CameraWindow window, LocalTime time) {
    switch (window) {
        case CameraWindow::kCurrent:
            return project.periods.current.contains(time);
        case CameraWindow::kBaseline:
            return project.periods.baseline.contains(time);
        case CameraWindow::kBoth:
            return project.periods.current.contains(time) || project.periods.baseline.contains(time);
    }
    return false;
}

}  // namespace

CameraGiven given_by_run(const Project& project, const ProjectData& data, const Analysis& analysis) {
    CameraGiven given;
    given.crs = data.crs;
    const IncidentLayer& incidents = data.incidents.incidents;
    const CameraWindow window = project.section<CameraOptions>("cameras")->window;
    const bool categories = !project.incidents.category.empty();
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] == 0 || !counts(project, window, incidents.time[i])) {
            continue;
        }
        given.incidents.at.push_back(incidents.point[i]);
        given.incidents.weight.push_back(incidents.weight[i]);
        const auto day = std::chrono::floor<std::chrono::days>(incidents.time[i]);
        given.incidents.hour.push_back(
            static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(incidents.time[i] - day).count()));
        if (categories) {
            given.incidents.category.push_back(incidents.categories[incidents.category[i]]);
        }
    }
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
    for (const CameraInput& input : study.inputs.inputs) {
        InputRecord record;
        record.role = "cameras." + input.role;
        std::error_code ignored;
        const std::filesystem::path relative =
            std::filesystem::relative(input.file, project.file.parent_path(), ignored);
        record.path = relative.empty() || input.file.starts_with("PG:") ? shown_source(input.file) : relative.string();
        record.file = input.file;
        if (std::filesystem::is_regular_file(input.file, ignored)) {
            record.bytes = std::filesystem::file_size(input.file, ignored);
        }
        record.sha256 = input.sha256;
        record.crs = study.inputs.crs.crs.definition;
        record.rows_read = input.rows_read;
        record.rows_rejected = input.rows_rejected;
        record.rows_accepted = input.rows_read - input.rows_rejected;
        records.push_back(std::move(record));
    }
    return records;
}

}  // namespace diaban
