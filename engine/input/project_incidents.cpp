// The incidents of a project: read, told apart from their duplicates, their dates and categories looked at.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/input/incident_areas.hpp"
#include "engine/input/project_data.hpp"

namespace diaban {

namespace {

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

/// Category values that [incidents.categories] does not name, with their counts.
void tell_unmapped_categories(const Project& project, ProjectData& data) {
    if (project.incidents.categories.empty()) {
        return;
    }
    const IncidentSet& incidents = data.incidents.incidents;
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
    std::stable_sort(unmapped.begin(), unmapped.end(),
                     [&](std::size_t a, std::size_t b) { return count[a] > count[b]; });
    constexpr std::size_t kShown = 20;
    std::string values;
    for (std::size_t k = 0; k < std::min(kShown, unmapped.size()); ++k) {
        values +=
            (k > 0 ? "; " : "") + incidents.categories[unmapped[k]] + " (" + std::to_string(count[unmapped[k]]) + ")";
    }
    tell(data, "incidents",
         {{Severity::kWarning,
           "finding.categories-unmapped",
           {{"values", values}, {"count", std::to_string(unmapped.size())}, {"rows", std::to_string(rows)}}}});
}

/// Counts and marks incidents that stand twice; leaves them out only where the project asks for it.
void settle_duplicates(const Project& project, InputRecord& record, ProjectData& data) {
    IncidentReading& reading = data.incidents;
    const IncidentsSection& section = project.incidents;
    data.duplicates = find_duplicates(reading.incidents, reading.row_hash, {section.duplicate_distance_m});
    reading.row_hash = {};
    const bool left_out = section.duplicates != DuplicateAction::kKeep;
    if (data.duplicates.exact + data.duplicates.near > 0) {
        // Near ones happen by chance where incidents are many: something to know, not to mend.
        const Severity severity = data.duplicates.exact > 0 || left_out ? Severity::kWarning : Severity::kNote;
        tell(data, "incidents",
             {{severity,
               left_out ? "finding.duplicates-left-out" : "finding.duplicates",
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
        row.row = duplicate.row;
        row.line = reading.numbers.of(row.row);
        row.reason_key = exact ? "reject.duplicate-exact" : "reject.duplicate-near";
        row.detail = "= " + std::to_string(reading.numbers.of(duplicate.of_row));
        row.fields.resize(reading.rejects.field_names.size());
        reading.rejects.rows.push_back(std::move(row));
    }
    RowIndices kept;
    for (std::uint32_t i = 0; i < gone.size(); ++i) {
        if (gone[i] == 0) {
            kept.push_back(i);
        }
    }
    keep_rows(reading.incidents, kept);
    std::stable_sort(reading.rejects.rows.begin(), reading.rejects.rows.end(),
                     [](const RejectedRow& a, const RejectedRow& b) { return a.row < b.row; });
    record.set_rows(reading.rows_read, reading.rejects.rows.size());
}

}  // namespace

void read_project_incidents(const Project& project, ProjectData& data, unsigned threads, Progress& progress) {
    const SourceSpec source = source_of(project.incidents.source, project.incidents.layer);
    data.inputs.push_back(record_of("incidents", source, project.file));
    IncidentReadOptions options = incident_options(project, source, data.crs.crs);
    options.threads = threads;
    options.areas = data.names.get();
    data.incidents = read_incidents(options, progress);
    IncidentSet& incidents = data.incidents.incidents;
    // `check` reads on without areas, and then without their names.
    if (!incidents.area_key.empty() && data.names) {
        incidents.estimated = apportion_splits(incidents.area_key, incidents.located, *data.names);
    }
    InputRecord& record = data.inputs.back();
    record.crs = data.incidents.source_crs.definition;
    record.set_rows(data.incidents.rows_read, data.incidents.rejects.rows.size());
    tell(data, "incidents", data.incidents.findings);
    settle_duplicates(project, record, data);
    if (data.names) {
        incidents.area_of = assign_areas(incidents, data.areas, threads);
    }
    data.dates = count_dates(incidents, {project.periods.baseline, project.periods.current, *project.project.as_of});
    tell_unmapped_categories(project, data);
    std::vector<Finding> dates = date_findings(data.dates);
    for (Finding& finding : dates) {
        name_row_by(data.incidents.numbers, finding);
    }
    tell(data, "incidents", std::move(dates));
}

}  // namespace diaban
