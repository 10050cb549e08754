#include "engine/pipeline/project_data.hpp"

#include <filesystem>

#include "engine/pipeline/area_findings.hpp"
#include "engine/pipeline/coordinate_findings.hpp"
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

void read_project_areas(const Project& project, ProjectData& data, Progress& progress) {
    const SourceSpec source = source_of(project.areas.source, project.areas.layer);
    data.inputs.push_back(record_of("areas", source, project.file));
    if (project.project.crs.empty()) {
        data.crs = crs_for_areas(source, project.areas.crs);
    } else {
        require_metric(project.project.crs);
        data.crs = {project.project.crs, "crs.declared"};
    }
    data.crs_information = crs_information(data.crs.crs);
    AreaReading areas = read_areas(area_options(project, source, data.crs.crs), progress);
    InputRecord& record = data.inputs.back();
    record.crs = areas.source_crs.definition;
    record.rows_read = areas.features_read;
    record.rows_accepted = areas.features_read;
    data.areas = std::move(areas.areas);
    data.areas_read = {areas.source_crs, areas.source_extent, areas.operation, areas.accuracy_m};
    for (Finding& finding : areas.findings) {
        finding.input = "areas";
        data.findings.push_back(std::move(finding));
    }
    for (Finding& finding : area_range_findings(project, data)) {
        data.findings.push_back(std::move(finding));
    }
}

void read_project_incidents(const Project& project, ProjectData& data, unsigned threads, Progress& progress) {
    const SourceSpec source = source_of(project.incidents.source, project.incidents.layer);
    data.inputs.push_back(record_of("incidents", source, project.file));
    IncidentReadOptions options = incident_options(project, source, data.crs.crs);
    options.threads = threads;
    data.incidents = read_incidents(options, progress);
    data.dates = count_dates(data.incidents.incidents,
                             {project.periods.baseline, project.periods.current, *project.project.as_of});
    InputRecord& record = data.inputs.back();
    record.crs = data.incidents.source_crs.definition;
    record.rows_read = data.incidents.rows_read;
    record.rows_accepted = data.incidents.incidents.size();
    record.rows_rejected = data.incidents.rejects.rows.size();
    for (Finding finding : data.incidents.findings) {
        finding.input = "incidents";
        data.findings.push_back(std::move(finding));
    }
    for (Finding finding : date_findings(data.dates)) {
        finding.input = "incidents";
        data.findings.push_back(std::move(finding));
    }
}

void read_project_levels(const Project& project, ProjectData& data, Progress& progress) {
    std::vector<AreaLayer> layers;
    layers.reserve(project.levels.size());
    std::vector<NamedLevel> levels{{"areas", fs::path(project.areas.source).filename().string(), &data.areas}};
    for (const LevelSection& level : project.levels) {
        AreaReadOptions options;
        options.source = source_of(level.source, level.layer);
        options.declared_crs = level.crs;
        options.analysis_crs = data.crs.crs;
        options.id_field = level.id;
        options.name_field = level.name;
        options.parent_field = level.parent;
        data.inputs.push_back(record_of("levels", options.source, project.file));
        AreaReading reading = read_areas(options, progress);
        InputRecord& record = data.inputs.back();
        record.crs = reading.source_crs.definition;
        record.rows_read = reading.features_read;
        record.rows_accepted = reading.features_read;
        for (Finding& finding : reading.findings) {
            finding.input = "levels";
            data.findings.push_back(std::move(finding));
        }
        layers.push_back(std::move(reading.areas));
        levels.push_back({"levels", fs::path(level.source).filename().string() + (level.layer.empty() ? "" : ":" + level.layer), &layers.back()});
    }
    if (levels.size() > 1) {
        for (Finding& finding : nesting_findings(levels)) {
            data.findings.push_back(std::move(finding));
        }
        data.findings.push_back({Severity::kNote, "finding.levels-not-rolled-up", {{"count", std::to_string(project.levels.size())}}});
    }
}

void read_project_rest(const Project& project, ProjectData& data) {
    if (!project.classify.previous.empty()) {
        read_earlier_reviews(project, data);
    }
    for (const std::string& section : project.sections_not_carried_out) {
        data.findings.push_back({Severity::kWarning, "finding.section-not-carried-out", {{"section", section}}});
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
