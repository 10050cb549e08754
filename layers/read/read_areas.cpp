#include "layers/read/read_areas.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <set>
#include <tuple>

#include "layers/base/ascii_text.hpp"
#include "layers/crs/coordinate_range.hpp"
#include "layers/crs/transformation.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/geometry/repair.hpp"
#include "layers/model/nearest_name.hpp"
#include "layers/read/field_values.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/personal_columns.hpp"
#include "layers/text/some_names.hpp"

namespace diaban {

namespace {

/// One feature as it was read, before parts of one area are joined.
struct ReadFeature {
    std::string id;
    std::string name;
    std::string parent;
    std::optional<double> population;
    bool on_watch = true;
    MultiPolygon geometry;
    std::size_t row = 0;
};

Ring to_ring(const OGRLinearRing& ring) {
    Ring out;
    out.reserve(static_cast<std::size_t>(ring.getNumPoints()) + 1);
    for (int i = 0; i < ring.getNumPoints(); ++i) {
        const ProjectedPoint p{ring.getX(i), ring.getY(i)};
        if (out.empty() || !(out.back() == p)) {
            out.push_back(p);
        }
    }
    if (!out.empty() && !(out.front() == out.back())) {
        out.push_back(out.front());
    }
    return out;
}

void append_polygons(const OGRGeometry& geometry, MultiPolygon& out) {
    switch (wkbFlatten(geometry.getGeometryType())) {
        case wkbPolygon: {
            const OGRPolygon& polygon = *geometry.toPolygon();
            if (polygon.IsEmpty() || polygon.getExteriorRing() == nullptr) {
                return;
            }
            Polygon part;
            part.outer = to_ring(*polygon.getExteriorRing());
            for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
                part.holes.push_back(to_ring(*polygon.getInteriorRing(i)));
            }
            out.polygons.push_back(std::move(part));
            return;
        }
        case wkbMultiPolygon:
        case wkbGeometryCollection:
            for (const auto* part : *geometry.toGeometryCollection()) {
                append_polygons(*part, out);
            }
            return;
        default:
            return;
    }
}

MultiPolygon to_multipolygon(const OGRGeometry* geometry) {
    MultiPolygon out;
    if (geometry == nullptr || geometry->IsEmpty()) {
        return out;
    }
    if (geometry->hasCurveGeometry(TRUE)) {
        const std::unique_ptr<OGRGeometry> linear(geometry->getLinearGeometry());
        append_polygons(*linear, out);
    } else {
        append_polygons(*geometry, out);
    }
    return out;
}

void project(MultiPolygon& area, const Transformation& transformation) {
    const auto project_ring = [&](Ring& ring) {
        std::vector<RawCoordinate> coordinates(ring.size());
        std::transform(ring.begin(), ring.end(), coordinates.begin(), [](ProjectedPoint p) {
            return RawCoordinate{p.x, p.y};
        });
        transformation.apply(coordinates);
        std::transform(coordinates.begin(), coordinates.end(), ring.begin(), [](RawCoordinate c) {
            return ProjectedPoint{c.x, c.y};
        });
    };
    for (Polygon& polygon : area.polygons) {
        project_ring(polygon.outer);
        for (Ring& hole : polygon.holes) {
            project_ring(hole);
        }
    }
}

/// "False" as Python writes it, "NO", "Không": letter case does not matter.
bool is_yes(const std::string& text) {
    static const std::set<std::string> kNo = {"", "0", "0.0", "false", "f", "no", "n", "không", "khÔng", "khong"};
    std::string lower = text;
    lower = lower_ascii(lower);
    return kNo.count(lower) == 0;
}

/// Any fixed order of geometries will do, as long as it does not depend on the source's.
bool comes_before(const MultiPolygon& a, const MultiPolygon& b) {
    const auto point_before = [](ProjectedPoint p, ProjectedPoint q) {
        return std::tie(p.x, p.y) < std::tie(q.x, q.y);
    };
    return std::lexicographical_compare(a.polygons.begin(), a.polygons.end(), b.polygons.begin(), b.polygons.end(),
                                        [&](const Polygon& p, const Polygon& q) {
                                            return std::lexicographical_compare(p.outer.begin(), p.outer.end(),
                                                                                q.outer.begin(), q.outer.end(),
                                                                                point_before);
                                        });
}

/// Throws what the range of the coordinates shows to be wrong, with the range; returns where it shows nothing.
void refuse_range(const Box& extent, const CrsId& crs, const std::string& file) {
    const RangeFault fault = range_fault(extent, crs);
    if (fault == RangeFault::kMetresAsDegrees || fault == RangeFault::kSwapped) {
        throw Error(ErrorCode::kInput,
                    fault == RangeFault::kSwapped ? "error.areas-swapped" : "error.areas-metres-as-degrees",
                    {{"file", file},
                     {"crs", crs_information(crs).name},
                     {"x", fmt::format("{:.6g} … {:.6g}", extent.x_min, extent.x_max)},
                     {"y", fmt::format("{:.6g} … {:.6g}", extent.y_min, extent.y_max)}});
    }
}

/// Reads features one by one and collects what is to be told.
class AreaReader {
public:
    AreaReader(const AreaReadOptions& options, Progress& progress)
        : m_options(options),
          m_progress(progress),
          m_source(Source::open(options.source)),
          m_source_crs(crs_of(m_source, options.declared_crs)),
          m_transformation(Transformation::between(m_source_crs, options.analysis_crs)) {
        m_id = optional_field(options.id_field.empty() ? options.name_field : options.id_field);
        m_name = optional_field(options.name_field.empty() ? options.id_field : options.name_field);
        m_parent = optional_field(options.parent_field);
        m_population = optional_field(options.population_field);
        m_watch = optional_field(options.watch_field);
        m_valid_from = optional_field(options.valid_from_field);
        m_valid_to = optional_field(options.valid_to_field);
        m_screen = RowScreen(m_source.field_names(),
                             {{options.population_field, options.valid_from_field, options.valid_to_field},
                              {options.id_field, options.name_field, options.parent_field, options.watch_field}},
                             {});
    }

    AreaReading read() {
        OGRLayer& layer = m_source.layer();
        const GIntBig expected = layer.GetFeatureCount(FALSE);
        m_progress.begin("step.read-areas", expected > 0 ? static_cast<std::uint64_t>(expected) : 0);
        m_attributes = empty_columns(*layer.GetLayerDefn());
        layer.ResetReading();
        GdalErrors errors;
        for (auto& feature : layer) {
            m_progress.throw_if_cancelled();
            if (is_valid(*feature)) {
                add(*feature);
            }
            m_progress.advance(1);
        }
        if (errors.failed()) {
            throw Error(
                ErrorCode::kInput, "error.file-unreadable",
                {{"file", shown_source(m_options.source.path)}, {"cause", without_passwords(errors.message())}});
        }
        if (m_features.empty()) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(m_options.source.path)}});
        }
        if (!m_without_id.empty()) {
            throw Error(ErrorCode::kInput, "error.area-id-missing",
                        {{"file", shown_source(m_options.source.path)},
                         {"count", std::to_string(m_without_id.size())},
                         {"rows", some_names(m_without_id)},
                         {"field", m_options.id_field}});
        }
        return finish();
    }

private:
    int optional_field(const std::string& name) { return name.empty() ? -1 : m_source.field(name); }

    std::string text_of(OGRFeature& feature, int field) const {
        return field < 0 || !feature.IsFieldSetAndNotNull(field) ? ""
                                                                 : decode_text(feature.GetFieldAsString(field)).text;
    }

    std::optional<LocalDay> day_of(OGRFeature& feature, int field) const {
        const std::string text = text_of(feature, field);
        const std::optional<LocalDay> day = day_of_text(text);
        if (!text.empty() && !day) {
            throw Error(
                ErrorCode::kInput, "error.valid-unreadable",
                {{"file", shown_source(m_options.source.path)}, {"row", std::to_string(m_rows + 1)}, {"value", text}});
        }
        return day;
    }

    /// Looks at every feature's cells, and says whether the unit was one on the day of the review.
    bool is_valid(OGRFeature& feature) {
        std::vector<std::string> cells;
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            cells.push_back(text_of(feature, i));
            if (feature.GetFieldDefnRef(i)->GetType() == OFTString && feature.IsFieldSetAndNotNull(i)) {
                m_screen.text.add(feature.GetFieldDefnRef(i)->GetNameRef(), m_rows + 1,
                                  decode_text(feature.GetFieldAsString(i)));
            }
        }
        m_screen.add_row(std::vector<std::string_view>(cells.begin(), cells.end()));
        const ValidDays days{day_of(feature, m_valid_from), day_of(feature, m_valid_to)};
        ++m_rows;
        if (m_options.valid_on && !days.contain(*m_options.valid_on)) {
            ++m_left_out;
            return false;
        }
        m_all_begin = m_all_begin && days.from.has_value();
        m_last_begin = days.from ? std::max(m_last_begin.value_or(*days.from), *days.from) : m_last_begin;
        return true;
    }

    void add(OGRFeature& feature) {
        ReadFeature read;
        read.row = m_rows - 1;
        const std::string row = std::to_string(read.row + 1);
        read.id = m_id < 0 ? fmt::format("{:07}", read.row + 1) : text_of(feature, m_id);
        if (read.id.empty()) {
            m_without_id.push_back(row);
        }
        read.name = m_name < 0 ? read.id : text_of(feature, m_name);
        read.parent = text_of(feature, m_parent);
        if (const std::string population = text_of(feature, m_population); !population.empty()) {
            // A number that the source holds as a number has no group marks: 703.125 is not 703,125 people.
            const OGRFieldType type = feature.GetFieldDefnRef(m_population)->GetType();
            read.population = type == OFTReal ? parse_decimal(population) : parse_count(population);
            if (!read.population || *read.population < 0.0) {
                throw Error(ErrorCode::kInput, "error.population-unreadable",
                            {{"file", shown_source(m_options.source.path)},
                             {"row", row},
                             {"value", population},
                             {"area", read.name}});
            }
        }
        read.on_watch = m_watch < 0 || is_yes(text_of(feature, m_watch));
        read.geometry = geometry_of(feature, read);
        append_values(feature, m_attributes);
        m_features.push_back(std::move(read));
    }

    MultiPolygon geometry_of(OGRFeature& feature, const ReadFeature& read) {
        const OGRGeometry* geometry = feature.GetGeometryRef();
        MultiPolygon area = to_multipolygon(geometry);
        if (area.empty()) {
            if (geometry != nullptr && !geometry->IsEmpty()) {
                throw Error(ErrorCode::kInput, "error.area-not-polygon",
                            {{"file", shown_source(m_options.source.path)},
                             {"area", read.name},
                             {"type", geometry->getGeometryName()}});
            }
            m_empty.push_back(read.name);
            return area;
        }
        if (geometry->Is3D() || geometry->IsMeasured()) {
            m_heights.push_back(read.name);
        }
        if (geometry->hasCurveGeometry(TRUE)) {
            m_curves.push_back(read.name);
        }
        m_extent.expand(bounding_box(area));
        project(area, m_transformation);
        RepairedArea repaired = repair_of(read.name, area);
        if (!repaired.was_valid) {
            m_repaired.push_back(fmt::format("{} ({:+.4f} km2; {})", read.name,
                                             to_km2(repaired.area_after) - to_km2(repaired.area_before),
                                             repaired.defect));
        }
        return std::move(repaired.area);
    }

    /// `repair`, its errors with the area's name and file.
    RepairedArea repair_of(const std::string& name, const MultiPolygon& area) const {
        try {
            return repair(area);
        } catch (const Error& error) {
            MessageArguments arguments = error.arguments();
            arguments["area"] = name;
            arguments["file"] = shown_source(m_options.source.path);
            if (error.key() == "error.geometry-not-finite") {
                refuse_range(m_extent, m_source_crs, shown_source(m_options.source.path));
            }
            throw Error(error.code(), error.key(), arguments);
        }
    }

    AreaReading finish() {
        // Sorted by id, and the parts of one id by their shape: nothing depends on the order of the source.
        std::vector<std::size_t> order(m_features.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const ReadFeature& first = m_features[a];
            const ReadFeature& second = m_features[b];
            return first.id != second.id ? first.id < second.id : comes_before(first.geometry, second.geometry);
        });
        AreaReading result;
        result.features_read = m_rows;
        result.features_left_out = m_left_out;
        result.valid_from = m_all_begin ? m_last_begin : std::nullopt;
        result.source_crs = m_source_crs;
        result.source_extent = m_extent;
        result.operation = m_transformation.operation_name();
        result.accuracy_m = m_transformation.accuracy_m();
        AreaLayer& areas = result.areas;
        areas.crs = m_options.analysis_crs;
        std::vector<std::size_t> kept_rows;
        std::vector<std::string> merged;
        for (const std::size_t at : order) {
            ReadFeature& feature = m_features[at];
            if (!areas.id.empty() && areas.id.back() == feature.id) {
                merge_part(areas, feature);
                if (merged.empty() || merged.back() != feature.id) {
                    merged.push_back(feature.id);
                }
                continue;
            }
            areas.id.push_back(feature.id);
            areas.name.push_back(feature.name);
            areas.parent.push_back(feature.parent);
            areas.population.push_back(feature.population);
            areas.on_watch.push_back(feature.on_watch ? 1 : 0);
            areas.geometry.push_back(std::move(feature.geometry));
            kept_rows.push_back(at);
        }
        if (!m_twice.empty()) {
            throw Error(ErrorCode::kInput, "error.area-id-twice",
                        {{"file", shown_source(m_options.source.path)},
                         {"count", std::to_string(m_twice.size())},
                         {"ids", some_names(m_twice)}});
        }
        repair_merged(areas, merged);
        areas.attributes = select_rows(m_attributes, kept_rows);
        screen_attributes(result);
        apply_watch_list(areas);
        const std::vector<Finding>& told = m_source.findings();
        result.findings.insert(result.findings.end(), told.begin(), told.end());
        tell(result.findings, "finding.areas-repaired", m_repaired);
        tell(result.findings, "finding.areas-empty", m_empty);
        tell(result.findings, "finding.areas-merged", merged);
        tell(result.findings, "finding.areas-heights", m_heights, Severity::kNote);
        tell(result.findings, "finding.areas-curves", m_curves, Severity::kNote);
        return result;
    }

    /// Attributes go into every output: persons' data stops here, old encodings are read.
    void screen_attributes(AreaReading& result) {
        const std::string file = shown_source(m_options.source.path);
        std::vector<Column>& columns = result.areas.attributes.columns;
        std::vector<std::string> personal = personal_columns(m_source.field_names(), TableOf::kPlaces);
        if (m_options.personal == PersonalData::kRefuse && !personal.empty()) {
            std::string names;
            for (const std::string& name : personal) {
                names += (names.empty() ? "" : ", ") + name;
            }
            throw Error(ErrorCode::kInput, "error.personal-columns", {{"file", file}, {"columns", names}});
        }
        for (const std::string& name : m_screen.personal(file, m_options.personal)) {
            if (std::find(personal.begin(), personal.end(), name) == personal.end()) {
                personal.push_back(name);
            }
        }
        std::erase_if(columns, [&](const Column& column) {
            return std::find(personal.begin(), personal.end(), column.name) != personal.end();
        });
        for (Column& column : columns) {
            if (auto* texts = std::get_if<TextValues>(&column.values)) {
                for (std::optional<std::string>& text : *texts) {
                    text = text ? std::optional<std::string>(decode_text(*text).text) : std::nullopt;
                }
            }
        }
        const std::vector<Finding> told = m_screen.findings(file, personal);
        result.findings.insert(result.findings.end(), told.begin(), told.end());
        if (m_left_out > 0) {
            result.findings.push_back({Severity::kNote,
                                       "finding.areas-not-valid",
                                       {{"file", file},
                                        {"count", std::to_string(m_left_out)},
                                        {"day", m_options.valid_on ? iso_date(*m_options.valid_on) : ""}}});
        }
    }

    void merge_part(AreaLayer& areas, const ReadFeature& feature) {
        if (areas.name.back() != feature.name || areas.population.back() != feature.population) {
            m_twice.push_back(
                fmt::format("{} ('{}', '{}' #{})", feature.id, areas.name.back(), feature.name, feature.row + 1));
            return;
        }
        // On watch as a whole when any part is marked.
        areas.on_watch.back() = areas.on_watch.back() != 0 || feature.on_watch ? 1 : 0;
        auto& polygons = areas.geometry.back().polygons;
        polygons.insert(polygons.end(), feature.geometry.polygons.begin(), feature.geometry.polygons.end());
    }

    /// Parts of one id may touch or repeat one another: joined they may need repair.
    void repair_merged(AreaLayer& areas, const std::vector<std::string>& merged) {
        for (std::size_t i = 0; i < areas.size(); ++i) {
            if (std::binary_search(merged.begin(), merged.end(), areas.id[i]) && !areas.geometry[i].empty()) {
                areas.geometry[i] = repair_of(areas.name[i], areas.geometry[i]).area;
            }
        }
    }

    void apply_watch_list(AreaLayer& areas) const {
        if (m_options.watch_list.empty()) {
            return;
        }
        std::fill(areas.on_watch.begin(), areas.on_watch.end(), std::uint8_t{0});
        const AreaNames names({areas.id, areas.name, areas.parent});
        for (const std::string& wanted : m_options.watch_list) {
            // All areas of exactly that name are meant; another spelling must mean one.
            bool found = false;
            for (std::size_t i = 0; i < areas.size(); ++i) {
                if (areas.id[i] == wanted || areas.name[i] == wanted) {
                    areas.on_watch[i] = 1;
                    found = true;
                }
            }
            if (const AreaMatch match = names.match(wanted); !found && match.found()) {
                areas.on_watch[match.area] = 1;
                found = true;
            }
            if (!found) {
                throw Error(ErrorCode::kInput, "error.watch-unknown",
                            {{"area", wanted}, {"nearest", nearest_name(wanted, areas.name)}});
            }
        }
    }

    static void tell(std::vector<Finding>& findings, const char* key, const std::vector<std::string>& names,
                     Severity severity = Severity::kWarning) {
        if (!names.empty()) {
            findings.push_back(
                {severity, key, {{"count", std::to_string(names.size())}, {"areas", some_names(names)}}});
        }
    }

    const AreaReadOptions& m_options;
    Progress& m_progress;
    Source m_source;
    CrsId m_source_crs;
    Transformation m_transformation;
    Box m_extent;
    int m_id = -1;
    int m_name = -1;
    int m_parent = -1;
    int m_population = -1;
    int m_watch = -1;
    int m_valid_from = -1;
    int m_valid_to = -1;
    RowScreen m_screen;
    std::size_t m_rows = 0;
    std::uint64_t m_left_out = 0;
    bool m_all_begin = true;
    std::optional<LocalDay> m_last_begin;
    std::vector<ReadFeature> m_features;
    Table m_attributes;
    std::vector<std::string> m_without_id;  ///< rows
    std::vector<std::string> m_twice;       ///< ids of several areas
    std::vector<std::string> m_repaired;
    std::vector<std::string> m_empty;
    std::vector<std::string> m_heights;
    std::vector<std::string> m_curves;
};

}  // namespace

ChosenCrs crs_for_areas(const SourceSpec& source, const CrsId& declared) {
    const Source opened = Source::open(source);
    try {
        return choose_metric_crs(geographic_extent(opened, declared));
    } catch (const Error& error) {
        OGREnvelope envelope;
        if (error.key() == "error.extent-not-geographic" && opened.layer().GetExtent(&envelope, TRUE) == OGRERR_NONE) {
            refuse_range({envelope.MinX, envelope.MinY, envelope.MaxX, envelope.MaxY}, crs_of(opened, declared),
                         shown_source(source.path));
        }
        throw;
    }
}

AreaReading read_areas(const AreaReadOptions& options, Progress& progress) {
    if (options.id_field.empty() && options.name_field.empty() && options.missing_ids == MissingIds::kRefuse) {
        throw Error(ErrorCode::kInput, "error.area-id-field-needed", {{"file", shown_source(options.source.path)}});
    }
    return AreaReader(options, progress).read();
}

}  // namespace diaban
