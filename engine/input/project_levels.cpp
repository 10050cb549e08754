// What stands beside areas and incidents: [[levels]] and [[overlays]], read into the analysis CRS.
#include <algorithm>

#include "engine/input/area_findings.hpp"
#include "engine/input/join_rejects.hpp"
#include "engine/input/project_data.hpp"
#include "layers/model/error.hpp"
#include "layers/read/column_time.hpp"
#include "layers/read/local_time_text.hpp"
#include "layers/read/read_areas.hpp"
#include "layers/read/read_features.hpp"
#include "layers/read/read_table.hpp"
#include "layers/read/row_numbering.hpp"

namespace diaban {

namespace {

OverlayKind kind_of(const Geometry& geometry) {
    if (std::holds_alternative<ProjectedPoint>(geometry)) {
        return OverlayKind::kPoint;
    }
    return std::holds_alternative<LineString>(geometry) ? OverlayKind::kLine : OverlayKind::kArea;
}

const char* kind_name(OverlayKind kind) {
    switch (kind) {
        case OverlayKind::kPoint:
            return "point";
        case OverlayKind::kLine:
            return "line";
        case OverlayKind::kArea:
            break;
    }
    return "area";
}

GeometryKind geometry_kind(OverlayKind kind) {
    switch (kind) {
        case OverlayKind::kPoint:
            return GeometryKind::kPoint;
        case OverlayKind::kLine:
            return GeometryKind::kLine;
        case OverlayKind::kArea:
            break;
    }
    return GeometryKind::kArea;
}

void read_level(const LevelSection& level, const Project& project, ProjectData& data, Progress& progress) {
    AreaReadOptions options;
    options.source = source_of(level.source, level.layer);
    options.declared_crs = level.crs;
    options.analysis_crs = data.crs.crs;
    options.id_field = level.id;
    options.name_field = level.name;
    options.parent_field = level.parent;
    options.population_field = level.population;
    options.personal = project.privacy.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    InputRecord record = record_of("level", options.source, project.file);
    record.crs = crs_of(Source::open(options.source), level.crs).definition;
    AreaReading reading = read_areas(options, progress);
    record.set_rows(reading.features_read, 0);
    data.inputs.push_back(std::move(record));
    data.findings.insert(data.findings.end(), reading.findings.begin(), reading.findings.end());
    data.levels.push_back(std::move(reading.areas));
}

TimeFormat time_format_of(const OverlaySection& section, const Project& project, const Column& times) {
    TimeFormat format;
    format.utc_offset = project.incidents.utc_offset;
    if (!section.time_format.empty()) {
        format.pattern = section.time_format;
        return format;
    }
    DateOrderDetector detector;
    for (std::size_t row = 0; row < times.size(); ++row) {
        if (const std::string text = cell_text(times, row); !text.empty()) {
            detector.add(text);
        }
    }
    format.order = detector.decide(section.source, times.name);
    return format;
}

/// Times of the features; a feature without a readable time stays on the map and is counted in no window, and is told.
void read_times(const OverlaySection& section, const Project& project, const FeatureReading& reading,
                ProjectData& data) {
    const Column* times = reading.table.find(section.time);
    if (times == nullptr) {
        (void)text_column(reading.table, section.time, section.source);  // throws, naming the nearest column
        return;
    }
    const TimeFormat format = time_format_of(section, project, *times);
    OverlayData& overlay = data.overlays.back();
    Rejects undated;
    for (const Column& column : reading.table.columns) {
        undated.field_names.push_back(column.name);
    }
    for (std::size_t i = 0; i < reading.size(); ++i) {
        const std::string text = cell_text(*times, i);
        overlay.time.push_back(parse_local_time(text, format));
        if (!overlay.time.back()) {
            undated.rows.push_back({shown_source(section.source), reading.row[i], "reject.date-unreadable", text, {}});
            for (const Column& column : reading.table.columns) {
                undated.rows.back().fields.push_back(cell_text(column, i));
            }
        }
    }
    number_rejects(source_of(section.source, section.layer), undated);
    join_rejects(data.side_rejects, undated);
}

void read_overlay(const OverlaySection& section, const Project& project, ProjectData& data, Progress& progress) {
    FeatureReadOptions options;
    options.source = source_of(section.source, section.layer);
    options.declared_crs = section.crs;
    options.analysis_crs = data.crs.crs;
    options.x_field = section.x;
    options.y_field = section.y;
    options.personal = project.privacy.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    InputRecord record = record_of("overlay", options.source, project.file);
    record.crs = crs_of(Source::open(options.source), section.crs).definition;
    FeatureReading reading = read_features(options, progress);
    record.set_rows(reading.rows_read, reading.rejects.rows.size());
    data.inputs.push_back(std::move(record));
    join_rejects(data.side_rejects, reading.rejects);
    OverlayData overlay;
    overlay.layer.name = section.name;
    overlay.layer.crs = data.crs.crs;
    const OverlayKind kind =
        section.kind.value_or(reading.geometry.empty() ? OverlayKind::kPoint : kind_of(reading.geometry.front()));
    for (std::size_t i = 0; i < reading.size(); ++i) {
        if (kind_of(reading.geometry[i]) != kind) {
            throw Error(ErrorCode::kInput, "error.overlay-kind",
                        {{"file", shown_source(section.source)},
                         {"row", std::to_string(reading.row[i])},
                         {"kind", kind_name(kind)},
                         {"found", kind_name(kind_of(reading.geometry[i]))}});
        }
    }
    overlay.layer.kind = geometry_kind(kind);
    data.overlays.push_back(std::move(overlay));
    if (!section.time.empty()) {
        read_times(section, project, reading, data);
    }
    data.overlays.back().layer.geometry = std::move(reading.geometry);
    data.overlays.back().layer.table = std::move(reading.table);
}

/// Units of each level against the level that holds them.
void tell_nesting(const Project& project, ProjectData& data) {
    const auto file_of = [](const std::string& source, const std::string& layer) {
        return shown_name(source) + (layer.empty() ? "" : ":" + layer);
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

}  // namespace

void read_project_levels(const Project& project, ProjectData& data, Progress& progress) {
    for (const LevelSection& level : project.levels) {
        read_level(level, project, data, progress);
    }
    for (const OverlaySection& overlay : project.overlays) {
        read_overlay(overlay, project, data, progress);
    }
    if (!data.side_rejects.rows.empty()) {
        const RejectedRow& first = data.side_rejects.rows.front();
        data.findings.push_back({Severity::kWarning,
                                 "finding.overlay-rows-rejected",
                                 {{"count", std::to_string(data.side_rejects.rows.size())},
                                  {"file", first.source},
                                  {"row", std::to_string(first.line)},
                                  {"value", first.detail}}});
    }
    tell_nesting(project, data);
}

}  // namespace diaban
