#include "engine/studies/cameras/sources.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "layers/geometry/representative_point.hpp"
#include "layers/read/read_table.hpp"
#include "layers/text/some_names.hpp"

namespace diaban {

CameraSources::CameraSources(const CameraOptions& options, CameraInputs& result, Progress& progress)
    : m_options(options), m_result(result), m_progress(progress) {}

FeatureReading CameraSources::features(const std::string& role, const std::string& text) {
    FeatureReadOptions read;
    read.source = parse_source(text);
    read.analysis_crs = m_result.crs.crs;
    read.personal = m_options.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse;
    if (role == "demand") {
        read.source.where = m_options.where;
        if (read.analysis_crs.empty()) {
            read.analysis_crs = m_options.analysis_crs;
        }
    }
    {
        const Source source = Source::open(read.source);
        if (!source.has_geometry()) {
            read.x_field = m_options.x_field;
            read.y_field = m_options.y_field;
            read.declared_crs = m_options.crs;
        } else if (source.own_crs().empty()) {
            read.declared_crs = m_options.crs;
        }
    }
    FeatureReading reading = read_features(read, m_progress);
    m_result.findings.insert(m_result.findings.end(), reading.findings.begin(), reading.findings.end());
    note(role, read.source.path, reading.rows_read, reading.rejects.rows.size());
    for (const auto& [reason, count] : reading.rejects.by_reason()) {
        m_result.findings.push_back(
            {Severity::kWarning,
             "finding.cameras-rows-rejected",
             {{"file", m_result.inputs.back().path}, {"count", std::to_string(count)}, {"reason_key", reason}}});
    }
    return reading;
}

Table CameraSources::table(const std::string& role, const std::string& text) {
    const SourceSpec source = parse_source(text);
    Table table = read_table(source);
    note(role, source.path, table.rows(), 0);
    return table;
}

void CameraSources::note(const std::string& role, const std::string& file, std::uint64_t rows_read,
                         std::uint64_t rows_rejected) {
    SourceSpec source;
    source.path = file;
    InputRecord record = record_of(role, source, {});
    record.set_rows(rows_read, rows_rejected);
    m_result.inputs.push_back(std::move(record));
}

void CameraSources::tell(const char* key, const std::vector<std::string>& names) {
    if (!names.empty()) {
        m_result.findings.push_back(
            {Severity::kWarning, key, {{"count", std::to_string(names.size())}, {"names", some_names(names)}}});
    }
}

std::vector<ProjectedPoint> places_of(const FeatureReading& reading, const std::string& file, AreasAsPoints areas) {
    std::vector<ProjectedPoint> places;
    for (const Geometry& geometry : reading.geometry) {
        if (const auto* point = std::get_if<ProjectedPoint>(&geometry)) {
            places.push_back(*point);
        } else if (const auto* area = std::get_if<MultiPolygon>(&geometry);
                   area != nullptr && areas == AreasAsPoints::kAllowed) {
            places.push_back(representative_points({area, 1}).front());
        } else {
            throw Error(ErrorCode::kInput, "error.cameras-not-points", {{"file", file}});
        }
    }
    return places;
}

std::vector<MultiPolygon> areas_of(const FeatureReading& reading, const std::string& file) {
    std::vector<MultiPolygon> areas;
    for (const Geometry& geometry : reading.geometry) {
        const auto* area = std::get_if<MultiPolygon>(&geometry);
        if (area == nullptr) {
            throw Error(ErrorCode::kInput, "error.cameras-not-areas", {{"file", file}});
        }
        areas.push_back(*area);
    }
    return areas;
}

std::vector<std::string> first_column(const FeatureReading& reading, const std::string& file,
                                      const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (reading.table.find(name) != nullptr) {
            return text_column(reading.table, name, file);
        }
    }
    return {};
}

}  // namespace diaban
