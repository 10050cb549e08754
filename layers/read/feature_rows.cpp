#include "layers/read/feature_rows.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <cstdlib>

namespace diaban {

namespace {

std::string time_text(OGRFeature& feature, int field, OGRFieldType type) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0;
    int zone = 0;
    feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone);
    const std::string clock = fmt::format("{:02d}:{:02d}:{:02d}", hour, minute, static_cast<int>(second));
    if (type == OFTTime) {
        return clock;
    }
    std::string text = fmt::format("{:04d}-{:02d}-{:02d}", year, month, day);
    if (type == OFTDate) {
        return text;
    }
    // Formats without a type for days keep them as midnight.
    if (zone <= 1 && clock == "00:00:00") {
        return text;
    }
    text += " " + clock;
    constexpr int kUtc = 100;  // OGR: 100 = UTC, each step a quarter of an hour; 0 and 1 = not stated
    if (zone > 1) {
        const int quarter_hours = zone - kUtc;
        text += fmt::format("{}{:02d}:{:02d}", quarter_hours < 0 ? '-' : '+', std::abs(quarter_hours) / 4,
                            std::abs(quarter_hours) % 4 * 15);
    }
    return text;
}

}  // namespace

std::string cell_text(OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) {
        return {};
    }
    const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
    switch (type) {
        case OFTReal:
            return fmt::format("{}", feature.GetFieldAsDouble(field));
        case OFTDate:
        case OFTDateTime:
        case OFTTime:
            return time_text(feature, field, type);
        default:
            return feature.GetFieldAsString(field);
    }
}

FeatureRows::FeatureRows(const Source& source)
    : m_source(source),
      m_columns(source.layer().GetLayerDefn()->GetFieldCount()),
      m_has_geometry(source.has_geometry()) {
    source.layer().ResetReading();
}

std::optional<RowChunk> FeatureRows::next() {
    if (m_at_end) {
        return std::nullopt;
    }
    constexpr std::size_t kRows = 4096;
    GdalErrors errors;
    RowChunk chunk;
    chunk.columns = static_cast<std::size_t>(m_columns);
    chunk.numbers.kind = m_source.is_spreadsheet() ? RowNumberKind::kSheetRow : RowNumberKind::kFeatureId;
    chunk.cells.reserve(kRows * chunk.columns);
    while (chunk.rows < kRows) {
        const OGRFeatureUniquePtr feature(m_source.layer().GetNextFeature());
        if (!feature) {
            m_at_end = true;
            break;
        }
        for (int field = 0; field < m_columns; ++field) {
            if (feature->IsFieldSetAndNotNull(field)) {
                chunk.made.push_back(cell_text(*feature, field));
                chunk.cells.emplace_back(chunk.made.back());
            } else {
                chunk.cells.emplace_back();
            }
        }
        if (m_has_geometry) {
            const OGRGeometry* geometry = feature->GetGeometryRef();
            const bool missing = geometry == nullptr || geometry->IsEmpty();
            const bool point = !missing && wkbFlatten(geometry->getGeometryType()) == wkbPoint;
            chunk.place.push_back(missing ? GeometryPlace::kMissing
                                  : point ? GeometryPlace::kPoint
                                          : GeometryPlace::kNoPoint);
            chunk.point.push_back(point ? RawCoordinate{geometry->toPoint()->getX(), geometry->toPoint()->getY()}
                                        : RawCoordinate{});
        }
        chunk.numbers.add(static_cast<std::uint64_t>(feature->GetFID()));
        ++chunk.rows;
    }
    if (errors.failed()) {
        throw Error(ErrorCode::kInput, "error.file-unreadable",
                    {{"file", shown_source(m_source.spec().path)}, {"cause", without_passwords(errors.message())}});
    }
    return chunk.rows > 0 ? std::optional<RowChunk>(std::move(chunk)) : std::nullopt;
}

}  // namespace diaban
