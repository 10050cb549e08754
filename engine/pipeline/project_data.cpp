#include "engine/pipeline/project_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/pipeline/area_keys.hpp"
#include "layers/read/digest.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_crosswalk.hpp"

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
    options.valid_from_field = project.areas.valid_from;
    options.valid_to_field = project.areas.valid_to;
    options.valid_on = project.project.as_of;
    options.personal = project.privacy.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
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

void tell(ProjectData& data, const std::vector<Finding>& findings) {
    data.findings.insert(data.findings.end(), findings.begin(), findings.end());
}

/// The old units' table, if there is one, and with it what names mean.
void read_names(const Project& project, std::optional<LocalDay> areas_begin, ProjectData& data) {
    AreaNames present(named_areas(data.areas));
    Crosswalk crosswalk;
    if (const CrosswalkSection& section = project.crosswalk; !section.source.empty()) {
        CrosswalkReadOptions options;
        options.source = source_of(section.source, section.layer);
        options.old_field = section.old_code;
        options.old_name_field = section.old_name;
        options.old_parent_field = section.old_parent;
        options.new_field = section.present;
        options.share_field = section.share;
        options.weight_field = section.weight;
        options.date = section.date ? section.date : areas_begin;
        CrosswalkReading reading = read_crosswalk(options, present);
        InputRecord record = record_of("crosswalk", options.source, project.file);
        record.rows_read = reading.rows_read;
        record.rows_rejected = reading.rejects.rows.size();
        record.rows_accepted = record.rows_read - record.rows_rejected;
        data.inputs.push_back(std::move(record));
        tell(data, reading.findings);
        data.crosswalk_rejects = std::move(reading.rejects);
        crosswalk = std::move(reading.crosswalk);
    }
    data.names = std::make_shared<AreaResolver>(named_areas(data.areas), std::move(crosswalk));
}

/// Category values that [incidents.categories] does not name, with their counts.
void tell_unmapped_categories(const Project& project, ProjectData& data) {
    if (project.incidents.categories.empty()) {
        return;
    }
    const IncidentLayer& incidents = data.incidents.incidents;
    std::vector<std::uint64_t> count(incidents.categories.size(), 0);
    for (const CategoryIndex category : incidents.category) {
        ++count[category];
    }
    std::set<std::string> known;
    for (const auto& [from, to] : project.incidents.categories) {
        known.insert(to);
    }
    std::vector<std::size_t> unmapped;
    std::uint64_t rows = 0;
    for (std::size_t c = 1; c < count.size(); ++c) {
        if (count[c] > 0 && !known.contains(incidents.categories[c])) {
            unmapped.push_back(c);
            rows += count[c];
        }
    }
    if (unmapped.empty()) {
        return;
    }
    std::stable_sort(unmapped.begin(), unmapped.end(), [&](std::size_t a, std::size_t b) { return count[a] > count[b]; });
    constexpr std::size_t kShown = 20;
    std::string values;
    for (std::size_t k = 0; k < std::min(kShown, unmapped.size()); ++k) {
        values += (k > 0 ? "; " : "") + incidents.categories[unmapped[k]] + " (" + std::to_string(count[unmapped[k]]) + ")";
    }
    tell(data, {{Severity::kWarning, "finding.categories-unmapped",
                 {{"values", values}, {"count", std::to_string(unmapped.size())}, {"rows", std::to_string(rows)}}}});
}

/// Counts and marks incidents that stand twice; leaves them out only where the project asks for it.
void settle_duplicates(const Project& project, InputRecord& record, ProjectData& data) {
    IncidentReading& reading = data.incidents;
    const IncidentsSection& section = project.incidents;
    data.duplicates = find_duplicates(reading.incidents, reading.row_hash, {section.duplicate_distance_m});
    data.duplicate_rows = duplicates_csv(reading.incidents, data.duplicates);
    reading.row_hash = {};
    const bool left_out = section.duplicates != DuplicateAction::kKeep;
    if (data.duplicates.exact + data.duplicates.near > 0) {
        tell(data, {{Severity::kWarning, left_out ? "finding.duplicates-left-out" : "finding.duplicates",
                     {{"exact", std::to_string(data.duplicates.exact)},
                      {"near", std::to_string(data.duplicates.near)},
                      {"distance", fmt::format("{:g}", section.duplicate_distance_m)}}}});
    }
    if (!data.duplicates.days_known) {
        tell(data, {{Severity::kNote, "finding.duplicates-no-days", {}}});
    }
    if (!left_out) {
        return;
    }
    std::vector<std::uint8_t> gone(reading.incidents.size(), 0);
    for (const Duplicate& duplicate : data.duplicates.duplicates) {
        const bool exact = duplicate.kind == DuplicateKind::kExact;
        if (!exact && section.duplicates == DuplicateAction::kDropExact) {
            continue;
        }
        gone[duplicate.incident] = 1;
        RejectedRow row;
        row.source = section.source;
        row.row = reading.incidents.row[duplicate.incident];
        row.reason_key = exact ? "reject.duplicate-exact" : "reject.duplicate-near";
        row.detail = "= " + std::to_string(reading.incidents.row[duplicate.of]);
        row.fields.resize(reading.rejects.field_names.size());
        reading.rejects.rows.push_back(std::move(row));
    }
    leave_out(reading.incidents, gone);
    std::stable_sort(reading.rejects.rows.begin(), reading.rejects.rows.end(),
                     [](const RejectedRow& a, const RejectedRow& b) { return a.row < b.row; });
    record.rows_accepted = reading.incidents.size();
    record.rows_rejected = reading.rejects.rows.size();
}

void read_earlier_reviews(const Project& project, ProjectData& data) {
    InputRecord record = record_of("register", parse_source(project.classify.previous), project.file);
    data.reviews = read_review_register(project.classify.previous, *data.names, *project.project.as_of);
    if (data.reviews.carried_exactly + data.reviews.carried_estimated > 0) {
        tell(data, {{Severity::kNote, "finding.register-carried",
                     {{"count", std::to_string(data.reviews.carried_exactly)}, {"estimated", std::to_string(data.reviews.carried_estimated)}}}});
    }
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
    all.rows.insert(all.rows.end(), data.crosswalk_rejects.rows.begin(), data.crosswalk_rejects.rows.end());
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
    data.inputs.back().rows_accepted = areas.features_read - areas.features_left_out;
    data.inputs.back().rows_rejected = areas.features_left_out;
    data.areas = std::move(areas.areas);
    data.findings = std::move(areas.findings);
    read_names(project, areas.valid_from, data);

    InputRecord record = record_of("incidents", incident_source, project.file);
    IncidentReadOptions incident_reading = incident_options(project, incident_source, data.crs.crs);
    incident_reading.threads = threads;
    incident_reading.areas = data.names.get();
    data.incidents = read_incidents(incident_reading, progress);
    IncidentLayer& incidents = data.incidents.incidents;
    if (!incidents.area_key.empty()) {
        incidents.estimated = apportion_splits(incidents.area_key, incidents.located, *data.names);
    }
    record.crs = data.incidents.source_crs.definition;
    record.rows_read = data.incidents.rows_read;
    record.rows_accepted = data.incidents.incidents.size();
    record.rows_rejected = data.incidents.rejects.rows.size();
    tell(data, data.incidents.findings);
    settle_duplicates(project, record, data);
    data.dates = count_dates(incidents, {project.periods.baseline, project.periods.current, *project.project.as_of});
    tell_unmapped_categories(project, data);
    data.inputs.push_back(std::move(record));
    tell(data, date_findings(data.dates));
    if (!project.classify.previous.empty()) {
        read_earlier_reviews(project, data);
    }
    for (const std::string& section : project.sections_not_carried_out) {
        data.findings.push_back({Severity::kWarning, "finding.section-not-carried-out", {{"section", section}}});
    }
    return data;
}

}  // namespace diaban
