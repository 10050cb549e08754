#include "engine/pipeline/project_data.hpp"

#include <filesystem>

#include "layers/read/digest.hpp"
#include "layers/read/read_areas.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

SourceSpec source_of(const std::string& text, const std::string& layer) {
    SourceSpec spec = parse_source(text);
    if (!layer.empty()) {
        spec.layer = layer;
    }
    return spec;
}

InputRecord record_of(const std::string& role, const SourceSpec& source, const fs::path& project_file) {
    InputRecord record;
    record.role = role;
    record.file = source.path;
    std::error_code ignored;
    const fs::path relative = fs::relative(source.path, project_file.parent_path(), ignored);
    record.path = relative.empty() || source.path.starts_with("PG:") ? shown_source(source.path) : relative.string();
    if (fs::is_regular_file(source.path, ignored)) {
        record.bytes = fs::file_size(source.path);
        record.sha256 = sha256_of_file(source.path);
    }
    return record;
}

AreaReadOptions area_options(const Project& project, const SourceSpec& source, const CrsId& analysis_crs) {
    AreaReadOptions options;
    options.source = source;
    options.declared_crs = project.areas.crs;
    options.analysis_crs = analysis_crs;
    options.id_field = project.areas.id;
    options.name_field = project.areas.name;
    options.parent_field = project.areas.parent;
    options.population_field = project.areas.population;
    options.watch_field = project.areas.watchlist_field;
    options.watch_list = project.areas.watchlist;
    return options;
}

IncidentReadOptions incident_options(const Project& project, const SourceSpec& source, const CrsId& analysis_crs) {
    IncidentReadOptions options;
    options.source = source;
    options.declared_crs = project.incidents.crs;
    options.analysis_crs = analysis_crs;
    options.x_field = project.incidents.x;
    options.y_field = project.incidents.y;
    options.area_field = project.incidents.area;
    options.time_field = project.incidents.time;
    options.further_time_fields = project.incidents.time_parts;
    options.time_format = project.incidents.time_format;
    options.utc_offset = project.incidents.utc_offset;
    options.category_field = project.incidents.category;
    options.category_map = project.incidents.categories;
    options.weight_field = project.incidents.weight;
    options.detected_by_field = project.incidents.detected_by;
    options.drop_personal = project.privacy.drop_personal;
    return options;
}

void read_earlier_reviews(const Project& project, ProjectData& data) {
    InputRecord record = record_of("register", parse_source(project.classify.previous), project.file);
    data.reviews = read_review_register(project.classify.previous, data.areas, *project.project.as_of);
    record.rows_read = data.reviews.rows_read;
    record.rows_rejected = data.reviews.rejects.rows.size();
    record.rows_accepted = record.rows_read - record.rows_rejected;
    if (record.rows_rejected > 0) {
        const RejectedRow& first = data.reviews.rejects.rows.front();
        data.findings.push_back({Severity::kWarning, "finding.register-rows-rejected",
                                 {{"count", std::to_string(record.rows_rejected)},
                                  {"read", std::to_string(record.rows_read)},
                                  {"row", std::to_string(first.row)},
                                  {"value", first.detail}}});
    }
    data.inputs.push_back(std::move(record));
}

}  // namespace

Rejects all_rejects(const ProjectData& data) {
    Rejects all = data.incidents.rejects;
    all.rows.insert(all.rows.end(), data.reviews.rejects.rows.begin(), data.reviews.rejects.rows.end());
    return all;
}

ProjectData read_project_data(const Project& project, unsigned threads, Progress& progress) {
    ProjectData data;
    const SourceSpec area_source = source_of(project.areas.source, project.areas.layer);
    const SourceSpec incident_source = source_of(project.incidents.source, project.incidents.layer);
    {
        const Source source = Source::open(area_source);
        if (project.project.crs.empty()) {
            data.crs = choose_metric_crs(geographic_extent(source, project.areas.crs));
        } else {
            require_metric(project.project.crs);
            data.crs = {project.project.crs, "crs.declared"};
        }
        InputRecord record = record_of("areas", area_source, project.file);
        record.crs = crs_of(source, project.areas.crs).definition;
        data.inputs.push_back(std::move(record));
    }
    data.crs_information = crs_information(data.crs.crs);

    AreaReading areas = read_areas(area_options(project, area_source, data.crs.crs), progress);
    data.inputs.back().rows_read = areas.features_read;
    data.inputs.back().rows_accepted = areas.features_read;
    data.areas = std::move(areas.areas);
    data.findings = std::move(areas.findings);

    InputRecord record = record_of("incidents", incident_source, project.file);
    IncidentReadOptions incident_reading = incident_options(project, incident_source, data.crs.crs);
    incident_reading.threads = threads;
    data.incidents = read_incidents(incident_reading, progress);
    data.dates = count_dates(data.incidents.incidents,
                             {project.periods.baseline, project.periods.current, *project.project.as_of});
    record.crs = data.incidents.source_crs.definition;
    record.rows_read = data.incidents.rows_read;
    record.rows_accepted = data.incidents.incidents.size();
    record.rows_rejected = data.incidents.rejects.rows.size();
    data.inputs.push_back(std::move(record));
    data.findings.insert(data.findings.end(), data.incidents.findings.begin(), data.incidents.findings.end());
    const std::vector<Finding> of_dates = date_findings(data.dates);
    data.findings.insert(data.findings.end(), of_dates.begin(), of_dates.end());
    if (!project.classify.previous.empty()) {
        read_earlier_reviews(project, data);
    }
    for (const std::string& section : project.sections_not_carried_out) {
        data.findings.push_back({Severity::kWarning, "finding.section-not-carried-out", {{"section", section}}});
    }
    return data;
}

}  // namespace diaban
