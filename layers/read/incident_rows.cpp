#include "layers/read/incident_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <span>

#include "layers/base/ascii_text.hpp"
#include "layers/read/number_text.hpp"

namespace diaban {

namespace {

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

/// Letter case and encoding do not matter.
bool says_police(std::string_view text) {
    static const std::set<std::string> kPolice = {"police", "1", "true", "công an", "cÔng an", "cong an", "ca"};
    std::string lower = decode_text(text).text;
    lower = lower_ascii(lower);
    return kPolice.count(lower) != 0;
}

/// The index of a name in a list of few names, added where it is new.
CategoryIndex index_of(std::vector<std::string>& names, const std::string& name, const IncidentReadOptions& options) {
    auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        if (names.size() >= kMostCategories) {
            throw Error(ErrorCode::kInput, "error.too-many-categories",
                        {{"file", shown_source(options.source.path)},
                         {"field", options.category_field},
                         {"limit", std::to_string(kMostCategories)}});
        }
        found = names.insert(names.end(), name);
    }
    return static_cast<CategoryIndex>(found - names.begin());
}

template <typename Values>
void append(Values& to, const Values& from) {
    to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

IncidentRows::IncidentRows(const IncidentRules& rules) : m_rules(rules) {
    if (rules.has_place) {
        m_transformation.emplace(Transformation::between(rules.source_crs, rules.options.analysis_crs));
    }
    if (rules.options.areas != nullptr) {
        m_area_column.emplace(*rules.options.areas);
    }
}

IncidentPart IncidentRows::read(const RowChunk& chunk) {
    m_part = {};
    m_part.incidents.categories = {""};
    m_part.screen = m_rules.screen;
    m_part.numbers = chunk.numbers;
    m_category_index.clear();
    std::vector<RawCoordinate> located;
    std::vector<Place> places(chunk.rows, Place::kMissing);
    located.reserve(chunk.rows);
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        RawCoordinate at;
        places[row] = place_of(chunk, row, at);
        if (places[row] == Place::kLocated) {
            located.push_back(at);
        }
    }
    if (m_transformation && !located.empty()) {
        m_transformation->apply(located);
        m_part.transformed = true;
        m_part.operation = m_transformation->operation_name();
        m_part.accuracy_m = m_transformation->accuracy_m();
    }
    std::size_t next = 0;
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        ++m_part.rows;
        const RawCoordinate at = places[row] == Place::kLocated ? located[next++] : RawCoordinate{};
        add_row(chunk, row, places[row], at);
    }
    if (m_area_column) {
        m_part.screen.areas = m_area_column->take_tally();
    }
    return std::move(m_part);
}

const std::string& IncidentRows::decoded(std::string_view cell, const std::string& column) {
    const DecodedText& text = m_decoder.decode(cell);
    m_part.screen.text.add(column, m_part.rows, text);
    return text.text;
}

/// A coordinate before transformation, or why there is none.
IncidentRows::Place IncidentRows::place_of(const RowChunk& chunk, std::size_t row, RawCoordinate& at) const {
    const IncidentColumns& columns = m_rules.columns;
    if (columns.x >= 0) {
        const std::string_view x_text = chunk.cell(row, columns.x);
        const std::string_view y_text = chunk.cell(row, columns.y);
        if (is_blank(x_text) && is_blank(y_text)) {
            return Place::kMissing;
        }
        const auto x = parse_decimal(x_text);
        const auto y = parse_decimal(y_text);
        if (!x || !y) {
            return Place::kUnreadable;
        }
        at = {*x, *y};
    } else {
        if (chunk.place.empty() || chunk.place[row] == GeometryPlace::kMissing) {
            return Place::kMissing;
        }
        if (chunk.place[row] == GeometryPlace::kNoPoint) {
            return Place::kUnreadable;
        }
        at = chunk.point[row];
    }
    // The earth is 40,000 km round; no projection's coordinates come near this in metres or feet.
    constexpr double kBeyondAnyProjection = 1e9;
    const bool degrees = m_rules.source_kind == CrsKind::kGeographic;
    const double widest = degrees ? 360.0 : kBeyondAnyProjection;
    const double tallest = degrees ? 90.0 : kBeyondAnyProjection;
    // Written so that NaN is out of range too.
    return std::fabs(at.x) <= widest && std::fabs(at.y) <= tallest ? Place::kLocated : Place::kOutOfRange;
}

std::string IncidentRows::coordinate_text(const RowChunk& chunk, std::size_t row) const {
    return m_rules.columns.x < 0
               ? ""
               : fmt::format("{}; {}", chunk.cell(row, m_rules.columns.x), chunk.cell(row, m_rules.columns.y));
}

void IncidentRows::reject(const RowChunk& chunk, std::size_t row, const char* reason, std::string detail) {
    RejectedRow rejected;
    rejected.source = shown_source(m_rules.options.source.path);
    rejected.row = m_part.rows;
    rejected.reason_key = reason;
    rejected.detail = std::move(detail);
    for (std::size_t column = 0; column < chunk.columns; ++column) {
        if (!m_rules.columns.is_personal[column]) {
            rejected.fields.emplace_back(chunk.cell(row, static_cast<int>(column)));
        }
    }
    m_part.rejects.push_back(std::move(rejected));
}

/// The cell of the time, or its parts as one text.
std::string_view IncidentRows::time_cell(const RowChunk& chunk, std::size_t row) {
    const std::vector<int>& columns = m_rules.columns.time;
    if (columns.size() == 1) {
        return chunk.cell(row, columns.front());
    }
    std::vector<std::string_view> cells;
    for (const int column : columns) {
        cells.push_back(chunk.cell(row, column));
    }
    if (m_rules.format.pattern.empty()) {
        m_joined_time = join_time_cells(cells);
    } else {
        m_joined_time.clear();
        for (const std::string_view cell : cells) {
            m_joined_time += m_joined_time.empty() ? "" : " ";
            m_joined_time += cell;
        }
    }
    return m_joined_time;
}

std::optional<LocalTime> IncidentRows::time_of(std::string_view text) {
    if (!m_rules.format.pattern.empty()) {
        if (const auto read = read_time(text, m_rules.format)) {
            m_part.dates.count_precision(read->precision);
            return read->time;
        }
        if (!m_rules.typed_cells) {
            return std::nullopt;
        }
    }
    const CellTime readings = read_cell_time(text, m_rules.format.utc_offset);
    m_part.dates.add(text, readings);
    // A declared pattern speaks of text cells; what else a spreadsheet's cell holds is a date or a number of its own.
    const auto read = m_rules.format.pattern.empty() ? readings.in_order(m_rules.format.order) : readings.unmistakable;
    return read ? std::optional<LocalTime>(read->time) : std::nullopt;
}

void IncidentRows::add_row(const RowChunk& chunk, std::size_t row, Place place, RawCoordinate at) {
    const IncidentColumns& columns = m_rules.columns;
    const std::uint64_t hash =
        m_part.screen.add_row(std::span(chunk.cells).subspan(row * chunk.columns, chunk.columns));
    std::string area =
        columns.area >= 0 ? decoded(chunk.cell(row, columns.area), m_rules.options.area_field) : std::string();
    // Dates are looked at in every row, also in one that is rejected for another reason: an order is a property of the
    // column.
    std::optional<LocalTime> time;
    std::string_view time_text;
    if (!columns.time.empty()) {
        time_text = time_cell(chunk, row);
        if (!is_blank(time_text)) {
            time = time_of(time_text);
        }
    }
    switch (place) {
        case Place::kMissing:
            if (is_blank(area)) {
                return reject(chunk, row, "reject.coordinates-missing", "");
            }
            break;
        case Place::kUnreadable:
            return reject(chunk, row, "reject.coordinate-unreadable", coordinate_text(chunk, row));
        case Place::kOutOfRange:
            return reject(chunk, row, "reject.coordinate-out-of-range", coordinate_text(chunk, row));
        case Place::kLocated:
            if (!std::isfinite(at.x) || !std::isfinite(at.y)) {
                return reject(chunk, row, "reject.coordinate-untransformable", coordinate_text(chunk, row));
            }
            break;
    }
    if (!columns.time.empty() && !time) {
        const bool missing = is_blank(time_text);
        return reject(chunk, row, missing ? "reject.date-missing" : "reject.date-unreadable",
                      missing ? "" : std::string(time_text));
    }
    if (place == Place::kMissing && m_area_column) {
        const AreaAnswer& answer = m_area_column->answer(area, time ? std::optional(day_of(*time)) : std::nullopt);
        if (!answer.reason.empty()) {
            reject(chunk, row, answer.reason.c_str(), answer.value);
            m_part.rejects.back().nearest = answer.nearest;
            return;
        }
        m_area_column->count(answer);
        area = answer.key;
    }
    double weight = 1.0;
    if (columns.weight >= 0) {
        const auto read = parse_decimal(chunk.cell(row, columns.weight));
        if (!read || *read < 0.0) {
            return reject(chunk, row, "reject.weight-unreadable", std::string(chunk.cell(row, columns.weight)));
        }
        weight = *read;
    }
    IncidentSet& out = m_part.incidents;
    out.point.push_back({at.x, at.y});
    out.located.push_back(place == Place::kLocated ? 1 : 0);
    out.time.push_back(time.value_or(LocalTime{}));
    out.weight.push_back(weight);
    out.category.push_back(columns.category >= 0
                               ? category_of(decoded(chunk.cell(row, columns.category), m_rules.options.category_field))
                               : CategoryIndex{0});
    if (columns.area >= 0) {
        out.area_key.push_back(std::move(area));
    }
    out.detected_by_police.push_back(columns.detected >= 0 && says_police(chunk.cell(row, columns.detected)) ? 1 : 0);
    out.row.push_back(m_part.rows);
    m_part.row_hash.push_back(hash);
}

CategoryIndex IncidentRows::category_of(std::string_view value) {
    if (value.empty()) {
        return 0;
    }
    m_category_value = value;
    const auto known = m_category_index.find(m_category_value);
    if (known != m_category_index.end()) {
        return known->second;
    }
    const IncidentReadOptions& options = m_rules.options;
    const auto mapped = options.category_map.find(m_category_value);
    const std::string& name = mapped != options.category_map.end() ? mapped->second : m_category_value;
    const CategoryIndex index = index_of(m_part.incidents.categories, name, options);
    m_category_index.emplace(m_category_value, index);
    return index;
}

void append_part(IncidentReading& whole, IncidentPart part, const IncidentReadOptions& options) {
    IncidentSet& to = whole.incidents;
    IncidentSet& from = part.incidents;
    std::vector<CategoryIndex> index;
    for (const std::string& name : from.categories) {
        index.push_back(index_of(to.categories, name, options));
    }
    for (CategoryIndex& category : from.category) {
        category = index[category];
    }
    for (std::uint64_t& row : from.row) {
        row += whole.rows_read;
    }
    append(to.point, from.point);
    append(to.located, from.located);
    append(to.time, from.time);
    append(to.weight, from.weight);
    append(to.category, from.category);
    to.area_key.insert(to.area_key.end(), std::make_move_iterator(from.area_key.begin()),
                       std::make_move_iterator(from.area_key.end()));
    append(to.detected_by_police, from.detected_by_police);
    append(to.row, from.row);
    append(whole.row_hash, part.row_hash);
    for (RejectedRow& row : part.rejects) {
        row.row += whole.rows_read;
        whole.rejects.rows.push_back(std::move(row));
    }
    if (part.transformed) {
        whole.operation = std::move(part.operation);
        whole.accuracy_m = part.accuracy_m;
    }
    whole.rows_read += part.rows;
}

}  // namespace diaban
