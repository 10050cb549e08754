#include "engine/input/project_data.hpp"

#include "engine/input/coordinate_findings.hpp"
#include "engine/input/join_rejects.hpp"

namespace diaban {

namespace {

void read_earlier_reviews(const Project& project, ProjectData& data) {
    InputRecord record = record_of("register", parse_source(project.classify.previous), project.file);
    data.reviews = read_review_register(project.classify.previous, *data.names, *project.project.as_of);
    if (data.reviews.carried_exactly + data.reviews.carried_estimated > 0) {
        tell(data, "register",
             {{Severity::kNote,
               "finding.register-carried",
               {{"count", std::to_string(data.reviews.carried_exactly)},
                {"estimated", std::to_string(data.reviews.carried_estimated)}}}});
    }
    record.set_rows(data.reviews.rows_read, data.reviews.rejects.rows.size());
    if (record.rows_rejected > 0) {
        const RejectedRow& first = data.reviews.rejects.rows.front();
        tell(data, "register",
             {{Severity::kWarning,
               "finding.register-rows-rejected",
               {{"count", std::to_string(record.rows_rejected)},
                {"read", std::to_string(record.rows_read)},
                {"row", std::to_string(first.line)},
                {"value", first.detail}}}});
    }
    data.inputs.push_back(std::move(record));
}

}  // namespace

PointInput point_input(const ProjectData& data) {
    const IncidentSet& incidents = data.incidents.incidents;
    return {data.crs, only_rows(incidents, rows_where(incidents, {IncidentPlace::kLocated})), data.inputs, {}};
}

void tell(ProjectData& data, const std::string& input, std::vector<Finding> findings) {
    for (Finding& finding : findings) {
        finding.input = input;
        data.findings.push_back(std::move(finding));
    }
}

Rejects all_rejects(const ProjectData& data) {
    Rejects all = data.incidents.rejects;
    for (const Rejects* more : {&data.crosswalk_rejects, &data.reviews.rejects, &data.side_rejects}) {
        join_rejects(all, *more);
    }
    return all;
}

void read_project_rest(const Project& project, ProjectData& data) {
    if (!project.classify.previous.empty()) {
        read_earlier_reviews(project, data);
    }
}

ProjectData read_project_data(const Project& project, unsigned threads, Progress& progress) {
    ProjectData data;
    read_project_areas(project, data, progress);
    read_project_incidents(project, data, threads, progress);
    const CoordinateReport coordinates = inspect_project_coordinates(project, data, threads);
    for (const Finding& finding : coordinates.findings) {
        if (coordinates.nothing_usable && finding.severity == Severity::kFault) {
            throw Error(ErrorCode::kInput, finding.key, finding.arguments);
        }
        if (finding.severity != Severity::kNote) {
            data.findings.push_back(finding);
        }
    }
    read_project_levels(project, data, progress);
    read_project_rest(project, data);
    return data;
}

}  // namespace diaban
