#include "layers/read/read_features.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cmath>

#include "layers/crs/transformation.hpp"
#include "layers/geometry/repair.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/field_values.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/personal_columns.hpp"
#include "layers/read/read_table.hpp"
#include "layers/read/row_numbering.hpp"

namespace diaban {

namespace {

/// Collects geometry in the source's CRS, then moves all of it at once.
class FeatureReader {
public:
    FeatureReader(const FeatureReadOptions& options, Progress& progress)
        : m_options(options), m_progress(progress), m_source(Source::open(options.source)) {
        if (options.x_field.empty() != options.y_field.empty() ||
            (options.x_field.empty() && !m_source.has_geometry())) {
            throw Error(ErrorCode::kInput, "error.cameras-xy-needed", {{"file", shown_source(options.source.path)}});
        }
        if (!options.x_field.empty()) {
            m_x = m_source.field(options.x_field);
            m_y = m_source.field(options.y_field);
            if (options.declared_crs.empty()) {
                throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", shown_source(options.source.path)}});
            }
        }
        if (!options.analysis_crs.empty()) {
            require_metric(options.analysis_crs);
        }
        m_crs = crs_of(m_source, options.declared_crs);
        m_kind = crs_information(m_crs).kind;
        m_result.rejects.field_names = m_source.field_names();
        m_result.table = empty_columns(*m_source.layer().GetLayerDefn());
    }

    FeatureReading read() {
        m_progress.begin("step.read-features", 0);
        OGRLayer& layer = m_source.layer();
        layer.ResetReading();
        GdalErrors errors;
        for (auto& feature : layer) {
            ++m_result.rows_read;
            if (m_result.rows_read % 4096 == 0) {
                m_progress.throw_if_cancelled();
            }
            add(*feature);
        }
        if (errors.failed()) {
            throw Error(
                ErrorCode::kInput, "error.file-unreadable",
                {{"file", shown_source(m_options.source.path)}, {"cause", without_passwords(errors.message())}});
        }
        if (m_result.rows_read == 0) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(m_options.source.path)}});
        }
        drop_personal();
        choose_crs();
        transform();
        number_rejects(m_options.source, m_result.rejects);
        return std::move(m_result);
    }

private:
    /// Attributes are carried to outputs: persons' data stops here.
    void drop_personal() {
        const std::string file = shown_source(m_options.source.path);
        std::vector<std::string> personal = personal_columns(m_source.field_names(), TableOf::kPlaces);
        if (!personal.empty() && m_options.personal == PersonalData::kRefuse) {
            std::string names;
            for (const std::string& name : personal) {
                names += (names.empty() ? "" : ", ") + name;
            }
            throw Error(ErrorCode::kInput, "error.personal-columns", {{"file", file}, {"columns", names}});
        }
        RowScreen screen(m_source.field_names(), {{m_options.x_field, m_options.y_field}, {}},
                         {personal.begin(), personal.end()});
        for (std::size_t row = 0; row < m_result.table.rows(); ++row) {
            std::vector<std::string> cells;
            for (const Column& column : m_result.table.columns) {
                cells.push_back(cell_text(column, row));
            }
            screen.add_row(std::vector<std::string_view>(cells.begin(), cells.end()));
        }
        for (const std::string& name : screen.personal(file, m_options.personal)) {
            personal.push_back(name);
        }
        drop_columns(m_result.rejects, personal);
        m_result.findings = m_source.findings();
        const std::vector<Finding> told = screen.findings(file, personal);
        m_result.findings.insert(m_result.findings.end(), told.begin(), told.end());
        std::erase_if(m_result.table.columns, [&](const Column& column) {
            return std::find(personal.begin(), personal.end(), column.name) != personal.end();
        });
    }

    void reject(const OGRFeature& feature, const char* reason) {
        RejectedRow row;
        row.source = shown_source(m_options.source.path);
        row.row = m_result.rows_read;
        row.reason_key = reason;
        auto& readable = const_cast<OGRFeature&>(feature);  // OGR's accessors are not const before GDAL 3.7
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            row.fields.emplace_back(feature.IsFieldSetAndNotNull(i) ? readable.GetFieldAsString(i) : "");
        }
        m_result.rejects.rows.push_back(std::move(row));
    }

    [[nodiscard]] bool in_range(double x, double y) const {
        return std::isfinite(x) && std::isfinite(y) &&
               (m_kind != CrsKind::kGeographic || (std::fabs(x) <= 360.0 && std::fabs(y) <= 90.0));
    }

    void add(OGRFeature& feature) {
        if (m_x >= 0) {
            if (!feature.IsFieldSetAndNotNull(m_x) || !feature.IsFieldSetAndNotNull(m_y)) {
                return reject(feature, "reject.coordinates-missing");
            }
            const auto x = parse_decimal(feature.GetFieldAsString(m_x));
            const auto y = parse_decimal(feature.GetFieldAsString(m_y));
            if (!x || !y) {
                return reject(feature, "reject.coordinate-unreadable");
            }
            if (!in_range(*x, *y)) {
                return reject(feature, "reject.coordinate-out-of-range");
            }
            return keep(feature, ProjectedPoint{*x, *y});
        }
        const OGRGeometry* geometry = feature.GetGeometryRef();
        if (geometry == nullptr || geometry->IsEmpty()) {
            return reject(feature, "reject.coordinates-missing");
        }
        OGREnvelope box;
        geometry->getEnvelope(&box);
        if (!in_range(box.MinX, box.MinY) || !in_range(box.MaxX, box.MaxY)) {
            return reject(feature, "reject.coordinate-out-of-range");
        }
        add_geometry(feature, *geometry);
    }

    void add_geometry(const OGRFeature& feature, const OGRGeometry& geometry) {
        if (geometry.hasCurveGeometry(TRUE)) {
            const std::unique_ptr<OGRGeometry> linear(geometry.getLinearGeometry());
            return add_geometry(feature, *linear);
        }
        switch (wkbFlatten(geometry.getGeometryType())) {
            case wkbPoint:
                return keep(feature, ProjectedPoint{geometry.toPoint()->getX(), geometry.toPoint()->getY()});
            case wkbLineString:
                return keep(feature, line_of(*geometry.toLineString()));
            case wkbPolygon: {
                MultiPolygon area;
                area.polygons.push_back(polygon_of(*geometry.toPolygon()));
                return keep(feature, std::move(area));
            }
            case wkbMultiPolygon: {
                MultiPolygon area;
                for (const auto* part : *geometry.toMultiPolygon()) {
                    area.polygons.push_back(polygon_of(*part));
                }
                return keep(feature, std::move(area));
            }
            case wkbMultiPoint:
            case wkbMultiLineString:
            case wkbGeometryCollection:
                for (const auto* part : *geometry.toGeometryCollection()) {
                    add_geometry(feature, *part);
                }
                return;
            default:
                return reject(feature, "reject.coordinate-unreadable");
        }
    }

    static std::vector<ProjectedPoint> points_of(const OGRSimpleCurve& curve) {
        std::vector<ProjectedPoint> points;
        for (int i = 0; i < curve.getNumPoints(); ++i) {
            points.push_back({curve.getX(i), curve.getY(i)});
        }
        return points;
    }
    static LineString line_of(const OGRLineString& line) { return {points_of(line)}; }
    static Polygon polygon_of(const OGRPolygon& polygon) {
        Polygon out;
        if (polygon.getExteriorRing() != nullptr) {
            out.outer = points_of(*polygon.getExteriorRing());
        }
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
            out.holes.push_back(points_of(*polygon.getInteriorRing(i)));
        }
        return out;
    }

    void keep(const OGRFeature& feature, Geometry geometry) {
        m_result.geometry.push_back(std::move(geometry));
        m_result.row.push_back(m_result.rows_read);
        append_values(feature, m_result.table);
    }

    template <typename Visit>
    static void for_each_point(Geometry& geometry, Visit visit) {
        if (auto* point = std::get_if<ProjectedPoint>(&geometry)) {
            visit(*point);
        } else if (auto* line = std::get_if<LineString>(&geometry)) {
            for (ProjectedPoint& p : line->points) {
                visit(p);
            }
        } else if (auto* area = std::get_if<MultiPolygon>(&geometry)) {
            for (Polygon& polygon : area->polygons) {
                for (ProjectedPoint& p : polygon.outer) {
                    visit(p);
                }
                for (Ring& hole : polygon.holes) {
                    for (ProjectedPoint& p : hole) {
                        visit(p);
                    }
                }
            }
        }
    }

    std::vector<RawCoordinate> coordinates() {
        std::vector<RawCoordinate> out;
        for (Geometry& geometry : m_result.geometry) {
            for_each_point(geometry, [&](ProjectedPoint& p) { out.push_back({p.x, p.y}); });
        }
        return out;
    }

    void choose_crs() {
        if (!m_options.analysis_crs.empty()) {
            m_result.crs = {m_options.analysis_crs, "crs.declared"};
            return;
        }
        std::vector<RawCoordinate> all = coordinates();
        Transformation::between(m_crs, {"EPSG:4326"}).apply(all);
        GeographicBox extent;
        for (const RawCoordinate& c : all) {
            if (std::isfinite(c.x) && std::isfinite(c.y)) {
                extent.expand({c.x, c.y});
            }
        }
        if (extent.empty()) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(m_options.source.path)}});
        }
        // A source that is metric already stays as it is: nothing is gained by moving it. Mercator's metres are no
        // metres.
        const CrsInformation own = crs_information(m_crs);
        const bool mercator = own.code == "EPSG:3857" || own.code == "EPSG:3395" || own.code == "EPSG:900913";
        if (own.kind == CrsKind::kProjected && own.metres_per_unit == 1.0 && !mercator) {
            m_result.crs = {m_crs, "crs.source-metric"};
            return;
        }
        m_result.crs = choose_metric_crs(extent);
    }

    void transform() {
        std::vector<RawCoordinate> all = coordinates();
        Transformation::between(m_crs, m_result.crs.crs).apply(all);
        std::size_t next = 0;
        std::vector<std::size_t> kept;
        std::vector<Geometry> geometry;
        std::vector<std::uint64_t> rows;
        for (std::size_t i = 0; i < m_result.geometry.size(); ++i) {
            bool finite = true;
            for_each_point(m_result.geometry[i], [&](ProjectedPoint& p) {
                p = {all[next].x, all[next].y};
                finite = finite && std::isfinite(p.x) && std::isfinite(p.y);
                ++next;
            });
            if (!finite) {
                RejectedRow row;
                row.source = shown_source(m_options.source.path);
                row.row = m_result.row[i];
                row.reason_key = "reject.coordinate-untransformable";
                m_result.rejects.rows.push_back(std::move(row));
                continue;
            }
            if (auto* area = std::get_if<MultiPolygon>(&m_result.geometry[i])) {
                *area = repair(*area).area;
            }
            kept.push_back(i);
            geometry.push_back(std::move(m_result.geometry[i]));
            rows.push_back(m_result.row[i]);
        }
        m_result.table = select_rows(m_result.table, kept);
        m_result.geometry = std::move(geometry);
        m_result.row = std::move(rows);
    }

    const FeatureReadOptions& m_options;
    Progress& m_progress;
    Source m_source;
    CrsId m_crs;
    CrsKind m_kind = CrsKind::kOther;
    int m_x = -1;
    int m_y = -1;
    FeatureReading m_result;
};

const Column& column_of(const Table& table, const std::string& name, const std::string& file) {
    if (const Column* column = table.find(name)) {
        return *column;
    }
    std::vector<std::string> names;
    std::string joined;
    for (const Column& column : table.columns) {
        names.push_back(column.name);
        joined += (joined.empty() ? "" : ", ") + column.name;
    }
    throw Error(ErrorCode::kInput, "error.field-unknown",
                {{"file", file}, {"field", name}, {"nearest", nearest_name(name, names)}, {"fields", joined}});
}

}  // namespace

FeatureReading read_features(const FeatureReadOptions& options, Progress& progress) {
    return FeatureReader(options, progress).read();
}

std::vector<std::optional<double>> real_column(const Table& table, const std::string& name, const std::string& file) {
    const Column& column = column_of(table, name, file);
    std::vector<std::optional<double>> out;
    std::visit(
        [&](const auto& values) {
            for (const auto& value : values) {
                if (!value) {
                    out.emplace_back();
                } else if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, std::string>) {
                    out.push_back(parse_decimal(*value));
                } else {
                    out.emplace_back(static_cast<double>(*value));
                }
            }
        },
        column.values);
    return out;
}

std::vector<std::string> text_column(const Table& table, const std::string& name, const std::string& file) {
    const Column& column = column_of(table, name, file);
    std::vector<std::string> out;
    std::visit(
        [&](const auto& values) {
            for (const auto& value : values) {
                if (!value) {
                    out.emplace_back();
                } else if constexpr (std::is_same_v<std::decay_t<decltype(*value)>, std::string>) {
                    out.push_back(*value);
                } else {
                    out.push_back(fmt::format("{}", *value));
                }
            }
        },
        column.values);
    return out;
}

}  // namespace diaban
