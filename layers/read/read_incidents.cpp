#include "layers/read/read_incidents.hpp"

#include <ogrsf_frmts.h>

#include <set>

#include "layers/read/column_time.hpp"
#include "layers/read/feature_rows.hpp"
#include "layers/read/incident_rows.hpp"
#include "layers/read/ordered_workers.hpp"
#include "layers/read/personal_columns.hpp"
#include "layers/read/text_table.hpp"
#include "layers/read/text_table_shape.hpp"

namespace diaban {

namespace {

class IncidentReader {
public:
    IncidentReader(const IncidentReadOptions& options, Progress& progress)
        : m_options(options), m_progress(progress), m_source(Source::open(options.source)) {
        if (options.x_field.empty() != options.y_field.empty() ||
            (options.x_field.empty() && !m_source.has_geometry() && options.area_field.empty())) {
            throw Error(ErrorCode::kInput, "error.xy-needed", {{"file", shown_source(options.source.path)}});
        }
        // GDAL's driver is for conditions in SQL and for tables that hold geometry as text; it reads a quarter of the
        // rows a second, on one thread.
        m_as_text = is_text_table(options.source.path) && options.source.where.empty() &&
                    (!m_source.has_geometry() || !options.x_field.empty());
        if (m_as_text) {
            m_names = TextTable(options.source).layout().field_names;
        } else {
            m_names = m_source.field_names();
            if (m_names.empty() && m_source.layer().GetFeatureCount(TRUE) == 0) {
                throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(options.source.path)}});
            }
        }
        refuse_personal_columns();
        const std::vector<Finding>& told = m_source.findings();
        m_findings.insert(m_findings.end(), told.begin(), told.end());
        settle_columns();
        settle_screen();
        settle_place();
        settle_time_format();
    }

    IncidentReading read() {
        read_once();
        if (m_order_is_sought && !m_rules.columns.time.empty()) {
            const DateOrder order = m_dates.decide(shown_source(m_options.source.path), m_options.time_field);
            if (m_dates.needs_order() && order != m_rules.format.order) {
                m_rules.format.order = order;
                read_once();
            }
            m_result.time_format_used = m_dates.name_of(order);
        } else {
            m_result.time_format_used = m_typed_time ? "yyyy-mm-dd" : m_options.time_format;
        }
        tell_of_dates();
        tell_of_cells();
        for (RejectedRow& row : m_result.rejects.rows) {
            row.line = m_result.numbers.of(row.row);
        }
        m_result.findings = std::move(m_findings);
        m_result.source_crs = m_rules.source_crs;
        return std::move(m_result);
    }

private:
    int optional_field(const std::string& name) const {
        return name.empty() ? -1 : field_index(m_names, name, shown_source(m_options.source.path));
    }

    void refuse_personal_columns() {
        const std::vector<std::string> personal = personal_columns(m_names);
        const std::set<std::string> is_personal(personal.begin(), personal.end());
        for (const std::string& name : m_names) {
            m_rules.columns.is_personal.push_back(is_personal.count(name) != 0);
            if (is_personal.count(name) == 0) {
                m_kept_names.push_back(name);
            }
        }
        if (personal.empty()) {
            return;
        }
        std::string names;
        for (const std::string& name : personal) {
            names += (names.empty() ? "" : ", ") + name;
        }
        if (!m_options.drop_personal) {
            throw Error(ErrorCode::kInput, "error.personal-columns",
                        {{"file", shown_source(m_options.source.path)}, {"columns", names}});
        }
        m_findings.push_back({Severity::kWarning,
                              "finding.personal-dropped",
                              {{"file", shown_source(m_options.source.path)},
                               {"columns", names},
                               {"count", std::to_string(personal.size())}}});
    }

    void settle_columns() {
        IncidentColumns& columns = m_rules.columns;
        columns.x = optional_field(m_options.x_field);
        columns.y = optional_field(m_options.y_field);
        columns.area = optional_field(m_options.area_field);
        if (!m_options.time_field.empty()) {
            columns.time.push_back(optional_field(m_options.time_field));
            for (const std::string& name : m_options.further_time_fields) {
                columns.time.push_back(optional_field(name));
            }
        }
        columns.category = optional_field(m_options.category_field);
        columns.weight = optional_field(m_options.weight_field);
        columns.detected = optional_field(m_options.detected_by_field);
    }

    void settle_screen() {
        ColumnsInUse used{{m_options.x_field, m_options.y_field, m_options.time_field, m_options.weight_field},
                          {m_options.area_field, m_options.category_field, m_options.detected_by_field}};
        used.values.insert(m_options.further_time_fields.begin(), m_options.further_time_fields.end());
        std::set<std::string> dropped;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            if (m_rules.columns.is_personal[i]) {
                dropped.insert(m_names[i]);
            }
        }
        m_rules.screen = RowScreen(m_names, used, dropped);
    }

    /// Refuses or drops what the cells gave away, and tells what was found in them.
    void tell_of_cells() {
        const std::string file = shown_source(m_options.source.path);
        const std::vector<std::string> personal =
            m_screen.personal(file, m_options.drop_personal ? PersonalData::kDrop : PersonalData::kRefuse);
        drop_columns(m_result.rejects, personal);
        std::vector<Finding> told = m_screen.findings(file, personal);
        for (Finding& finding : told) {
            name_row_by(m_result.numbers, finding);
        }
        m_findings.insert(m_findings.end(), told.begin(), told.end());
    }

    void settle_place() {
        m_rules.has_place = m_rules.columns.x >= 0 || m_source.has_geometry();
        if (!m_rules.has_place) {
            return;
        }
        // x and y columns are in the declared CRS; a CRS that the geometry carries says nothing of them.
        if (m_rules.columns.x >= 0 && m_options.declared_crs.empty()) {
            throw Error(ErrorCode::kInput, "error.crs-missing", {{"file", shown_source(m_options.source.path)}});
        }
        m_rules.source_crs = crs_of(m_source, m_options.declared_crs);
        m_rules.source_kind = crs_information(m_rules.source_crs).kind;
        const Transformation transformation = Transformation::between(m_rules.source_crs, m_options.analysis_crs);
        m_operation = transformation.operation_name();
        m_accuracy_m = transformation.accuracy_m();
    }

    void settle_time_format() {
        TimeFormat& format = m_rules.format;
        format.utc_offset = m_options.utc_offset;
        // Most columns are ISO, or dd/mm as Vietnam writes: expected at first, and read again where the column says
        // otherwise.
        format.order = DateOrder::kDayMonthYear;
        m_rules.typed_cells = m_source.is_spreadsheet();
        if (m_rules.columns.time.empty()) {
            return;
        }
        if (!m_as_text) {
            const OGRFieldType type =
                m_source.layer().GetLayerDefn()->GetFieldDefn(m_rules.columns.time.front())->GetType();
            m_typed_time = type == OFTDate || type == OFTDateTime;
        }
        if (!m_options.time_format.empty() && !m_typed_time) {
            if (!is_complete_pattern(m_options.time_format)) {
                throw Error(ErrorCode::kInput, "error.time-format-invalid", {{"format", m_options.time_format}});
            }
            format.pattern = m_options.time_format;
        }
        m_order_is_sought = format.pattern.empty() && !m_typed_time;
    }

    void start() {
        m_result = {};
        m_dates = {};
        m_screen = {};
        m_result.incidents.crs = m_options.analysis_crs;
        m_result.incidents.categories = {""};
        m_result.rejects.field_names = m_kept_names;
        m_result.operation = m_operation;
        m_result.accuracy_m = m_accuracy_m;
    }

    void append(IncidentPart part) {
        m_progress.throw_if_cancelled();
        m_progress.advance(part.rows);
        m_dates.merge(part.dates);
        m_screen.merge(part.screen);
        append_part(m_result, std::move(part), m_options);
    }

    void read_once() {
        start();
        if (m_as_text) {
            read_text();
        } else {
            read_features();
        }
        if (m_result.rows_read == 0) {
            throw Error(ErrorCode::kInput, "error.layer-empty", {{"file", shown_source(m_options.source.path)}});
        }
    }

    void read_features() {
        const GIntBig expected = m_source.layer().GetFeatureCount(FALSE);
        m_progress.begin("step.read-incidents", expected > 0 ? static_cast<std::uint64_t>(expected) : 0);
        const bool text = is_text_table(m_options.source.path);
        const TextTableSurvey survey = text ? survey_text_table(m_options.source) : TextTableSurvey{};
        if (text && !m_shape_told) {
            tell_of_shape(survey.shape);
        }
        m_result.numbers.kind = text                        ? RowNumberKind::kLine
                                : m_source.is_spreadsheet() ? RowNumberKind::kSheetRow
                                                            : RowNumberKind::kFeatureId;
        FeatureRows rows(m_source);
        work_in_order(
            m_options.threads, [&] { return rows.next(); },
            [&] {
                return [reader = std::make_shared<IncidentRows>(m_rules)](const RowChunk& chunk) {
                    return reader->read(chunk);
                };
            },
            [&](IncidentPart part) {
                if (text) {  // GDAL counts rows, also those that a condition leaves out
                    for (std::uint64_t row = 1; row <= part.rows; ++row) {
                        m_result.numbers.add(survey.numbers.of(part.numbers.of(row)));
                    }
                } else {
                    m_result.numbers.append(part.numbers, 0);
                }
                append(std::move(part));
            });
    }

    void read_text() {
        struct TextPart {
            IncidentPart part;
            TextTableShape shape;
            std::uint64_t lines = 0;
        };
        m_progress.begin("step.read-incidents", 0);
        TextTable table(m_options.source);
        const TextTableLayout& layout = table.layout();
        TextTableShape shape = table.header_shape();
        std::uint64_t lines = table.header_lines();
        m_result.numbers.kind = RowNumberKind::kLine;
        work_in_order(
            m_options.threads, [&] { return table.next(); },
            [&] {
                return [&layout, reader = std::make_shared<IncidentRows>(m_rules)](TextBlock block) {
                    const ParsedBlock parsed = parse_block(std::move(block), layout);
                    return TextPart{reader->read(parsed.chunk), parsed.shape, parsed.lines};
                };
            },
            [&](TextPart part) {
                add_block_shape(shape, part.shape, lines);
                m_result.numbers.append(part.part.numbers, lines);
                lines += part.lines;
                append(std::move(part.part));
            });
        if (!m_shape_told) {
            tell_of_shape(shape);
        }
    }

    void tell_of_shape(const TextTableShape& shape) {
        const std::vector<Finding> told = shape_findings(shape, m_options.source);
        m_findings.insert(m_findings.end(), told.begin(), told.end());
        m_shape_told = true;
    }

    void tell_of_dates() {
        const auto tell = [&](Severity severity, const char* key, std::uint64_t count) -> Finding* {
            if (count == 0) {
                return nullptr;
            }
            m_findings.push_back({severity,
                                  key,
                                  {{"file", shown_source(m_options.source.path)},
                                   {"field", m_options.time_field},
                                   {"count", std::to_string(count)}}});
            return &m_findings.back();
        };
        tell(Severity::kWarning, "finding.dates-month-only", m_dates.months_only());
        if (Finding* serials = tell(Severity::kNote, "finding.dates-serial", m_dates.serials())) {
            const CellTime example = read_cell_time(m_dates.example_serial(), m_options.utc_offset);
            serials->arguments["example"] = m_dates.example_serial();
            serials->arguments["date"] = iso_date(day_of(example.unmistakable->time));
        }
    }

    const IncidentReadOptions& m_options;
    Progress& m_progress;
    Source m_source;
    IncidentRules m_rules{m_options, {}, {}, false, false, {}, CrsKind::kOther, {}};
    std::vector<std::string> m_names;
    std::vector<std::string> m_kept_names;  ///< without personal columns
    bool m_as_text = false;
    bool m_typed_time = false;
    bool m_order_is_sought = false;
    bool m_shape_told = false;
    std::string m_operation;
    std::optional<double> m_accuracy_m;
    DateOrderDetector m_dates;
    RowScreen m_screen;
    std::vector<Finding> m_findings;
    IncidentReading m_result;
};

}  // namespace

IncidentReading read_incidents(const IncidentReadOptions& options, Progress& progress) {
    return IncidentReader(options, progress).read();
}

}  // namespace diaban
