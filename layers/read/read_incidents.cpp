#include "layers/read/read_incidents.hpp"

#include <fmt/format.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <unordered_map>

#include "layers/crs/transformation.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/personal_columns.hpp"
#include "layers/read/row_screen.hpp"
#include "layers/read/text_table_shape.hpp"

namespace diaban {

namespace {

/// Rows transformed at a time: large enough to keep PROJ busy, small enough to keep the features of a batch.
constexpr std::size_t kBatch = 4096;

bool is_blank(const char* text) {
    for (; *text != '\0'; ++text) {
        if (*text != ' ' && *text != '\t') {
            return false;
        }
    }
    return true;
}

/// Letter case and encoding do not matter.
bool says_police(std::string text) {
    text = decode_text(text).text;
    static const std::set<std::string> kPolice = {"police", "1", "true", "công an", "cÔng an", "cong an", "ca"};
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return kPolice.count(text) != 0;
}

std::string order_name(DateOrder order) {
    switch (order) {
        case DateOrder::kYearMonthDay: return "yyyy-mm-dd";
        case DateOrder::kDayMonthYear: return "dd/mm/yyyy";
        case DateOrder::kMonthDayYear: return "mm/dd/yyyy";
    }
    return "";
}

class IncidentReader {
public:
    IncidentReader(const IncidentReadOptions& options, Progress& progress)
        : m_options(options), m_progress(progress), m_source(Source::open(options.source)) {
        if (options.x_field.empty() != options.y_field.empty() ||
            (options.x_field.empty() && !m_source.has_geometry() && options.area_field.empty())) {
            throw Error(ErrorCode::kInput, "error.xy-needed", {{"file", options.source.path}});
        }
        refuse_personal_columns();
        if (is_text_table(options.source.path)) {
            const std::vector<Finding> told = shape_findings(text_table_shape(options.source), options.source);
            m_result.findings.insert(m_result.findings.end(), told.begin(), told.end());
        }
        m_x = optional_field(options.x_field);
        m_y = optional_field(options.y_field);
        m_area = optional_field(options.area_field);
        m_time = optional_field(options.time_field);
        m_category = optional_field(options.category_field);
        m_weight = optional_field(options.weight_field);
        m_detected = optional_field(options.detected_by_field);
        m_screen = RowScreen(m_source.field_names(),
                             {{options.x_field, options.y_field, options.time_field, options.weight_field},
                              {options.area_field, options.category_field, options.detected_by_field}},
                             m_personal);
        if (options.areas != nullptr) {
            m_area_column.emplace(*options.areas);
        }
        if (m_x >= 0 || m_source.has_geometry()) {
            // x and y columns are in the declared CRS; a CRS that the geometry carries says nothing of them.
            if (m_x >= 0 && options.declared_crs.empty()) {
                throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", options.source.path}});
            }
            const CrsId crs = crs_of(m_source, options.declared_crs);
            m_result.source_crs = crs;
            m_kind = crs_information(crs).kind;
            m_transformation.emplace(Transformation::between(crs, options.analysis_crs));
        }
    }

    IncidentReading read() {
        choose_time_format();
        OGRLayer& layer = m_source.layer();
        IncidentLayer& incidents = m_result.incidents;
        incidents.crs = m_options.analysis_crs;
        incidents.categories = {""};
        const GIntBig expected = layer.GetFeatureCount(FALSE);
        m_progress.begin("step.read-incidents", expected > 0 ? static_cast<std::uint64_t>(expected) : 0);
        for (const std::string& name : m_source.field_names()) {
            if (m_personal.count(name) == 0) {
                m_result.rejects.field_names.push_back(name);
            }
        }
        layer.ResetReading();
        GdalErrors errors;
        std::vector<OGRFeatureUniquePtr> batch;
        batch.reserve(kBatch);
        while (true) {
            OGRFeatureUniquePtr feature(layer.GetNextFeature());
            const bool end = feature == nullptr;
            if (!end) {
                batch.push_back(std::move(feature));
            }
            if (end || batch.size() == kBatch) {
                m_progress.throw_if_cancelled();
                add(batch);
                m_progress.advance(batch.size());
                batch.clear();
            }
            if (end) {
                break;
            }
        }
        if (errors.failed()) {
            throw Error(ErrorCode::kInput, "error.file-unreadable",
                        {{"file", m_options.source.path}, {"cause", errors.message()}});
        }
        if (m_result.rows_read == 0) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", m_options.source.path}});
        }
        if (m_area_column) {
            m_screen.areas.merge(m_area_column->take_tally());
        }
        const std::vector<std::string> personal = m_screen.personal(
            m_options.source.path, m_options.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse);
        drop_columns(m_result.rejects, personal);
        const std::vector<Finding> told = m_screen.findings(m_options.source.path, personal);
        m_result.findings.insert(m_result.findings.end(), told.begin(), told.end());
        if (m_transformation) {
            m_result.operation = m_transformation->operation_name();
            m_result.accuracy_m = m_transformation->accuracy_m();
        }
        return std::move(m_result);
    }

private:
    int optional_field(const std::string& name) const { return name.empty() ? -1 : m_source.field(name); }

    void refuse_personal_columns() {
        const std::vector<std::string> personal = personal_columns(m_source.field_names());
        if (personal.empty()) {
            return;
        }
        std::string names;
        for (const std::string& name : personal) {
            names += (names.empty() ? "" : ", ") + name;
        }
        if (!m_options.drop_personal) {
            throw Error(ErrorCode::kInput, "error.personal-columns",
                        {{"file", m_options.source.path}, {"columns", names}});
        }
        m_personal = {personal.begin(), personal.end()};
        m_result.findings.push_back({Severity::kWarning, "finding.personal-dropped",
                                     {{"file", m_options.source.path}, {"columns", names},
                                      {"count", std::to_string(personal.size())}}});
    }

    void choose_time_format() {
        m_format.utc_offset = m_options.utc_offset;
        if (m_time < 0) {
            return;
        }
        const OGRFieldType type = m_source.layer().GetLayerDefn()->GetFieldDefn(m_time)->GetType();
        m_typed_time = type == OFTDate || type == OFTDateTime;
        if (m_typed_time) {
            m_result.time_format_used = "typed";
            return;
        }
        if (!m_options.time_format.empty()) {
            if (!is_complete_pattern(m_options.time_format)) {
                throw Error(ErrorCode::kInput, "error.time-format-invalid", {{"format", m_options.time_format}});
            }
            m_format.pattern = m_options.time_format;
            m_result.time_format_used = m_options.time_format;
            return;
        }
        // An order is a property of the whole column: a first pass looks at every value before any is believed.
        m_progress.begin("step.read-dates", 0);
        DateOrderDetector detector;
        std::uint64_t rows = 0;
        for (auto& feature : m_source.layer()) {
            if (feature->IsFieldSetAndNotNull(m_time)) {
                detector.add(feature->GetFieldAsString(m_time));
            }
            if (++rows % kBatch == 0) {
                m_progress.throw_if_cancelled();
            }
        }
        if (rows == 0) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", m_options.source.path}});
        }
        m_format.order = detector.decide(m_options.source.path, m_options.time_field);
        m_result.time_format_used = order_name(m_format.order);
    }

    void reject(OGRFeature& feature, const char* reason, std::string detail) {
        RejectedRow row;
        row.source = m_options.source.path;
        row.row = m_result.rows_read;
        row.reason_key = reason;
        row.detail = std::move(detail);
        const OGRFeatureDefn& definition = *feature.GetDefnRef();
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            if (m_personal.count(definition.GetFieldDefn(i)->GetNameRef()) == 0) {
                row.fields.emplace_back(feature.IsFieldSetAndNotNull(i) ? feature.GetFieldAsString(i) : "");
            }
        }
        m_result.rejects.rows.push_back(std::move(row));
    }

    enum class Place { kLocated, kMissing, kUnreadable, kOutOfRange };

    /// A coordinate before transformation, or why there is none.
    Place place_of(OGRFeature& feature, RawCoordinate& at) const {
        if (m_x >= 0) {
            const bool blank = (!feature.IsFieldSetAndNotNull(m_x) || is_blank(feature.GetFieldAsString(m_x))) &&
                               (!feature.IsFieldSetAndNotNull(m_y) || is_blank(feature.GetFieldAsString(m_y)));
            if (blank) {
                return Place::kMissing;
            }
            const auto x = number_of(feature, m_x);
            const auto y = number_of(feature, m_y);
            if (!x || !y) {
                return Place::kUnreadable;
            }
            at = {*x, *y};
        } else {
            const OGRGeometry* geometry = feature.GetGeometryRef();
            if (geometry == nullptr || geometry->IsEmpty()) {
                return Place::kMissing;
            }
            if (wkbFlatten(geometry->getGeometryType()) != wkbPoint) {
                return Place::kUnreadable;
            }
            at = {geometry->toPoint()->getX(), geometry->toPoint()->getY()};
        }
        // The earth is 40,000 km round; no projection's coordinates come near this in metres or feet.
        constexpr double kBeyondAnyProjection = 1e9;
        const double widest = m_kind == CrsKind::kGeographic ? 360.0 : kBeyondAnyProjection;
        const double tallest = m_kind == CrsKind::kGeographic ? 90.0 : kBeyondAnyProjection;
        // Written so that NaN is out of range too.
        return std::fabs(at.x) <= widest && std::fabs(at.y) <= tallest ? Place::kLocated : Place::kOutOfRange;
    }

    /// A number of a typed column in full precision, else the text's.
    static std::optional<double> number_of(OGRFeature& feature, int field) {
        const OGRFieldType type = feature.GetFieldDefnRef(field)->GetType();
        if (type != OFTReal && type != OFTInteger && type != OFTInteger64) {
            return parse_decimal(feature.GetFieldAsString(field));
        }
        if (!feature.IsFieldSetAndNotNull(field)) {
            return std::nullopt;
        }
        return feature.GetFieldAsDouble(field);
    }

    void add(const std::vector<OGRFeatureUniquePtr>& batch) {
        std::vector<RawCoordinate> coordinates(batch.size());
        std::vector<RawCoordinate> located;
        std::vector<Place> places(batch.size());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            places[i] = place_of(*batch[i], coordinates[i]);
            if (places[i] == Place::kLocated) {
                located.push_back(coordinates[i]);
            }
        }
        if (m_transformation) {
            m_transformation->apply(located);
        }
        std::size_t next = 0;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            ++m_result.rows_read;
            const RawCoordinate at = places[i] == Place::kLocated ? located[next++] : RawCoordinate{};
            add_row(*batch[i], places[i], at);
        }
    }

    std::string coordinate_text(OGRFeature& feature) const {
        return m_x < 0 ? "" : fmt::format("{}; {}", feature.GetFieldAsString(m_x), feature.GetFieldAsString(m_y));
    }

    /// A cell of names, whatever its encoding, which is counted.
    const std::string& decoded(OGRFeature& feature, int field, const std::string& name) {
        const DecodedText& text = m_decoder.decode(feature.GetFieldAsString(field));
        m_screen.text.add(name, m_result.rows_read, text);
        return text.text;
    }

    /// The hash of the row, its cells looked at.
    std::uint64_t screen(OGRFeature& feature) {
        std::vector<std::string> texts;
        for (int i = 0; i < feature.GetFieldCount(); ++i) {
            texts.emplace_back(feature.IsFieldSetAndNotNull(i) ? feature.GetFieldAsString(i) : "");
        }
        return m_screen.add_row(std::vector<std::string_view>(texts.begin(), texts.end()));
    }

    void add_row(OGRFeature& feature, Place place, RawCoordinate at) {
        const std::uint64_t hash = screen(feature);
        std::string area = m_area >= 0 ? decoded(feature, m_area, m_options.area_field) : "";
        switch (place) {
            case Place::kMissing:
                if (is_blank(area.c_str())) {
                    return reject(feature, "reject.coordinates-missing", "");
                }
                break;
            case Place::kUnreadable: return reject(feature, "reject.coordinate-unreadable", coordinate_text(feature));
            case Place::kOutOfRange: return reject(feature, "reject.coordinate-out-of-range", coordinate_text(feature));
            case Place::kLocated:
                if (!std::isfinite(at.x) || !std::isfinite(at.y)) {
                    return reject(feature, "reject.coordinate-untransformable", coordinate_text(feature));
                }
                break;
        }
        LocalTime time{};
        if (m_time >= 0) {
            if (!feature.IsFieldSetAndNotNull(m_time) || is_blank(feature.GetFieldAsString(m_time))) {
                return reject(feature, "reject.date-missing", "");
            }
            const auto read = time_of(feature);
            if (!read) {
                return reject(feature, "reject.date-unreadable", feature.GetFieldAsString(m_time));
            }
            time = *read;
        }
        if (place == Place::kMissing && m_area_column) {
            const AreaAnswer& answer = m_area_column->answer(
                area, m_time >= 0 ? std::optional(std::chrono::floor<std::chrono::days>(time)) : std::nullopt);
            if (!answer.reason.empty()) {
                reject(feature, answer.reason.c_str(), answer.value);
                m_result.rejects.rows.back().nearest = answer.nearest;
                return;
            }
            m_area_column->count(answer);
            area = answer.key;
        }
        double weight = 1.0;
        if (m_weight >= 0) {
            const auto read = number_of(feature, m_weight);
            if (!read || !std::isfinite(*read) || *read < 0.0) {
                return reject(feature, "reject.weight-unreadable", feature.GetFieldAsString(m_weight));
            }
            weight = *read;
        }
        IncidentLayer& out = m_result.incidents;
        out.point.push_back({at.x, at.y});
        out.located.push_back(place == Place::kLocated ? 1 : 0);
        out.time.push_back(time);
        out.weight.push_back(weight);
        out.category.push_back(category_of(feature));
        if (m_area >= 0) {
            out.area_key.push_back(area);
        }
        out.detected_by_police.push_back(
            m_detected >= 0 && says_police(feature.GetFieldAsString(m_detected)) ? 1 : 0);
        out.row.push_back(m_result.rows_read);
        m_result.row_hash.push_back(hash);
    }

    std::optional<LocalTime> time_of(OGRFeature& feature) const {
        if (!m_typed_time) {
            return parse_local_time(feature.GetFieldAsString(m_time), m_format);
        }
        int year = 0;
        int month = 0;
        int day = 0;
        int hour = 0;
        int minute = 0;
        float second = 0;
        int zone = 0;
        feature.GetFieldAsDateTime(m_time, &year, &month, &day, &hour, &minute, &second, &zone);
        std::string text = fmt::format("{:04d}-{:02d}-{:02d} {:02d}:{:02d}:{:02d}", year, month, day, hour, minute,
                                       static_cast<int>(second));
        constexpr int kUtc = 100;  // OGR: 100 = UTC, each step a quarter of an hour; 0 and 1 = not stated
        if (zone > 1) {
            const int quarter_hours = zone - kUtc;
            text += fmt::format("{}{:02d}:{:02d}", quarter_hours < 0 ? '-' : '+', std::abs(quarter_hours) / 4,
                                std::abs(quarter_hours) % 4 * 15);
        }
        TimeFormat iso;
        iso.utc_offset = m_options.utc_offset;
        return parse_local_time(text, iso);
    }

    CategoryIndex category_of(OGRFeature& feature) {
        if (m_category < 0 || !feature.IsFieldSetAndNotNull(m_category)) {
            return 0;
        }
        const std::string value = decoded(feature, m_category, m_options.category_field);
        const auto known = m_category_index.find(value);
        if (known != m_category_index.end()) {
            return known->second;
        }
        const auto mapped = m_options.category_map.find(value);
        const std::string& name = mapped != m_options.category_map.end() ? mapped->second : value;
        auto& names = m_result.incidents.categories;
        auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            constexpr std::size_t kMostCategories = 4096;
            if (names.size() >= kMostCategories) {
                throw Error(ErrorCode::kInput, "error.too-many-categories",
                            {{"file", m_options.source.path}, {"field", m_options.category_field},
                             {"limit", std::to_string(kMostCategories)}});
            }
            found = names.insert(names.end(), name);
        }
        const auto index = static_cast<CategoryIndex>(found - names.begin());
        m_category_index.emplace(value, index);
        return index;
    }

    const IncidentReadOptions& m_options;
    Progress& m_progress;
    Source m_source;
    std::optional<Transformation> m_transformation;
    CrsKind m_kind = CrsKind::kOther;
    TimeFormat m_format;
    bool m_typed_time = false;
    int m_x = -1;
    int m_y = -1;
    int m_area = -1;
    int m_time = -1;
    int m_category = -1;
    int m_weight = -1;
    int m_detected = -1;
    std::set<std::string> m_personal;
    RowScreen m_screen;
    TextDecoder m_decoder;
    std::optional<AreaColumn> m_area_column;
    std::unordered_map<std::string, CategoryIndex> m_category_index;
    IncidentReading m_result;
};

}  // namespace

IncidentReading read_incidents(const IncidentReadOptions& options, Progress& progress) {
    return IncidentReader(options, progress).read();
}

}  // namespace diaban
