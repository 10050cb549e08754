#include "engine/pipeline/project_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/pipeline/area_findings.hpp"
#include "engine/pipeline/area_keys.hpp"
#include "engine/pipeline/coordinate_findings.hpp"
#include "engine/pipeline/side_layers.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_crosswalk.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

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

/// Findings of one input ("areas", "incidents", ...; as InputRecord::role).
void tell(ProjectData& data, const std::string& input, std::vector<Finding> findings) {
    for (Finding& finding : findings) {
        finding.input = input;
        data.findings.push_back(std::move(finding));
    }
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
        tell(data, "crosswalk", reading.findings);
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
    tell(data, "incidents", {{Severity::kWarning, "finding.categories-unmapped",
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
        // Near ones happen by chance where incidents are many: something to know, not to mend.
        const Severity severity = data.duplicates.exact > 0 || left_out ? Severity::kWarning : Severity::kNote;
        tell(data, "incidents", {{severity, left_out ? "finding.duplicates-left-out" : "finding.duplicates",
                     {{"exact", std::to_string(data.duplicates.exact)},
                      {"near", std::to_string(data.duplicates.near)},
                      {"distance", fmt::format("{:g}", section.duplicate_distance_m)}}}});
    }
    if (!data.duplicates.days_known) {
        tell(data, "incidents", {{Severity::kNote, "finding.duplicates-no-days", {}}});
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
        tell(data, "register", {{Severity::kNote, "finding.register-carried",
                     {{"count", std::to_string(data.reviews.carried_exactly)}, {"estimated", std::to_string(data.reviews.carried_estimated)}}}});
    }
    record.rows_read = data.reviews.rows_read;
    record.rows_rejected = data.reviews.rejects.rows.size();
    record.rows_accepted = record.rows_read - record.rows_rejected;
    if (record.rows_rejected > 0) {
        const RejectedRow& first = data.reviews.rejects.rows.front();
        tell(data, "register", {{Severity::kWarning, "finding.register-rows-rejected",
                                 {{"count", std::to_string(record.rows_rejected)},
                                  {"read", std::to_string(record.rows_read)},
                                  {"row", std::to_string(first.row)},
                                  {"value", first.detail}}}});
    }
    data.inputs.push_back(std::move(record));
}

}  // namespace

Rejects all_rejects(const ProjectData& data) {
    Rejects all = data.incidents.rejects;
    all.rows.insert(all.rows.end(), data.crosswalk_rejects.rows.begin(), data.crosswalk_rejects.rows.end());
    all.rows.insert(all.rows.end(), data.reviews.rejects.rows.begin(), data.reviews.rejects.rows.end());
    all.rows.insert(all.rows.end(), data.side_rejects.rows.begin(), data.side_rejects.rows.end());
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
    record.rows_accepted = areas.features_read - areas.features_left_out;
    record.rows_rejected = areas.features_left_out;
    data.areas = std::move(areas.areas);
    data.areas_read = {areas.source_crs, areas.source_extent, areas.operation, areas.accuracy_m};
    tell(data, "areas", std::move(areas.findings));
    for (Finding& finding : area_range_findings(project, data)) {
        data.findings.push_back(std::move(finding));
    }
    read_names(project, areas.valid_from, data);
}

void read_project_incidents(const Project& project, ProjectData& data, unsigned threads, Progress& progress) {
    const SourceSpec source = source_of(project.incidents.source, project.incidents.layer);
    data.inputs.push_back(record_of("incidents", source, project.file));
    IncidentReadOptions options = incident_options(project, source, data.crs.crs);
    options.threads = threads;
    options.areas = data.names.get();
    data.incidents = read_incidents(options, progress);
    IncidentLayer& incidents = data.incidents.incidents;
    // `check` reads on without areas, and then without their names.
    if (!incidents.area_key.empty() && data.names) {
        incidents.estimated = apportion_splits(incidents.area_key, incidents.located, *data.names);
    }
    InputRecord& record = data.inputs.back();
    record.crs = data.incidents.source_crs.definition;
    record.rows_read = data.incidents.rows_read;
    record.rows_accepted = incidents.size();
    record.rows_rejected = data.incidents.rejects.rows.size();
    tell(data, "incidents", data.incidents.findings);
    settle_duplicates(project, record, data);
    data.dates = count_dates(incidents, {project.periods.baseline, project.periods.current, *project.project.as_of});
    tell_unmapped_categories(project, data);
    tell(data, "incidents", date_findings(data.dates));
}

void read_project_side_layers(const Project& project, ProjectData& data, Progress& progress) {
    read_side_layers(project, data, progress);
    const auto file_of = [](const std::string& source, const std::string& layer) {
        return fs::path(source).filename().string() + (layer.empty() ? "" : ":" + layer);
    };
    std::vector<NamedLevel> levels{{"areas", file_of(project.areas.source, ""), &data.areas}};
    for (std::size_t i = 0; i < data.levels.size(); ++i) {
        levels.push_back({"levels", file_of(project.levels[i].source, project.levels[i].layer), &data.levels[i]});
    }
    if (levels.size() > 1) {
        for (Finding& finding : nesting_findings(levels)) {
            data.findings.push_back(std::move(finding));
        }
    }
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
    read_project_side_layers(project, data, progress);
    read_project_rest(project, data);
    return data;
}

}  // namespace diaban
