#include "layers/page/viewer_layer_json.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "layers/geometry/arc_simplification.hpp"
#include "layers/geometry/topology.hpp"
#include "layers/model/error.hpp"
#include "layers/page/viewer_packing.hpp"

namespace diaban {

namespace {

constexpr Metres kAreaQuantum{1.0};
constexpr Metres kDetailQuantum{0.1};
// Some 1.2 MB of text and a picture within a second; a province in full detail stays below it.
constexpr std::size_t kMostArcPoints = 150'000;
// A list longer than this is deflated: 60 columns of 3,321 areas shrink to a third, and small files stay readable.
constexpr std::size_t kMostPlainText = 8'000;
constexpr int kDigits = 7;
constexpr int kPeriodDigits = 5;

bool known_to_catalogue(const std::string& key) {
    return catalogue(Language::kVietnamese).has(key) || catalogue(Language::kEnglish).has(key);
}

// One flat list a line: first point, then differences; small numbers, short text.
Json delta_coded(const Arc& arc) {
    Json::List numbers;
    numbers.reserve(2 * arc.size());
    LatticePoint last{0, 0};
    for (const LatticePoint p : arc) {
        numbers.emplace_back(p.x - last.x);
        numbers.emplace_back(p.y - last.y);
        last = p;
    }
    return numbers;
}

/// The list under `name`, deflated where it is long: then `encoding` says so.
void set_list(Json& object, const char* name, Json list) {
    const std::string text = json_line(list);
    if (text.size() > kMostPlainText) {
        object["encoding"] = "json-deflate-base64";
        object[name] = deflated_base64(std::string_view(text));
    } else {
        object[name] = std::move(list);
    }
}

Json json_of(const Topology& topology) {
    Json::List arcs;
    arcs.reserve(topology.arcs.size());
    for (const Arc& arc : topology.arcs) {
        arcs.push_back(delta_coded(arc));
    }
    Json::List areas;
    areas.reserve(topology.areas.size());
    for (const std::vector<PolygonArcs>& area : topology.areas) {
        areas.emplace_back(area);
    }
    Json result{{"origin", Json::list({topology.origin.x, topology.origin.y})}, {"quantum_m", topology.quantum.value}};
    set_list(result, "arcs", std::move(arcs));
    result["areas"] = std::move(areas);
    return result;
}

Json points_json(const std::vector<Geometry>& geometry) {
    Box box;
    for (const Geometry& each : geometry) {
        if (const auto* point = std::get_if<ProjectedPoint>(&each)) {
            box.expand(*point);
        }
    }
    const ProjectedPoint origin =
        box.empty() ? ProjectedPoint{} : ProjectedPoint{std::floor(box.x_min), std::floor(box.y_min)};
    const double quantum = kDetailQuantum.value;
    Json::List numbers;
    numbers.reserve(2 * geometry.size());
    std::int64_t last_x = 0;
    std::int64_t last_y = 0;
    for (const Geometry& each : geometry) {
        const auto* point = std::get_if<ProjectedPoint>(&each);
        if (point == nullptr) {
            numbers.emplace_back(nullptr);
            numbers.emplace_back(nullptr);
            continue;
        }
        const auto x = static_cast<std::int64_t>(std::llround((point->x - origin.x) / quantum));
        const auto y = static_cast<std::int64_t>(std::llround((point->y - origin.y) / quantum));
        numbers.emplace_back(x - last_x);
        numbers.emplace_back(y - last_y);
        last_x = x;
        last_y = y;
    }
    Json result{{"origin", Json::list({origin.x, origin.y})}, {"quantum_m", quantum}};
    result["xy"] = std::move(numbers);
    return result;
}

Json lines_json(const std::vector<Geometry>& geometry) {
    Box box;
    for (const Geometry& each : geometry) {
        if (const auto* line = std::get_if<LineString>(&each)) {
            for (const ProjectedPoint p : line->points) {
                box.expand(p);
            }
        }
    }
    const ProjectedPoint origin =
        box.empty() ? ProjectedPoint{} : ProjectedPoint{std::floor(box.x_min), std::floor(box.y_min)};
    Json::List lines;
    lines.reserve(geometry.size());
    for (const Geometry& each : geometry) {
        Arc arc;
        if (const auto* line = std::get_if<LineString>(&each)) {
            for (const ProjectedPoint p : line->points) {
                const LatticePoint at{static_cast<std::int32_t>(std::llround((p.x - origin.x) / kAreaQuantum.value)),
                                      static_cast<std::int32_t>(std::llround((p.y - origin.y) / kAreaQuantum.value))};
                if (arc.empty() || !(arc.back() == at)) {
                    arc.push_back(at);
                }
            }
        }
        lines.push_back(delta_coded(arc));
    }
    Json result{{"origin", Json::list({origin.x, origin.y})}, {"quantum_m", kAreaQuantum.value}};
    set_list(result, "xy", std::move(lines));
    return result;
}

template <typename Value>
Json json_of(const std::optional<Value>& value, int digits) {
    if (!value) {
        return nullptr;
    }
    if constexpr (std::is_same_v<Value, double>) {
        return rounded_json(*value, digits);
    } else {
        return *value;
    }
}

std::string_view type_name(const Column& column) {
    constexpr std::array<std::string_view, 4> kNames{"text", "real", "integer", "boolean"};
    return kNames.at(column.values.index());
}

Json column_json(const Column& column, int digits) {
    Json result{{"name", column.name}, {"type", type_name(column)}};
    if (!column.unit.empty()) {
        result["unit"] = words_json("unit." + column.unit, column.unit);
    }
    const std::string key = column.description_key.empty() ? "field." + column.name : column.description_key;
    if (known_to_catalogue(key)) {
        result["description"] = words_json(key, "");
    }
    Json::List values;
    values.reserve(column.size());
    std::visit(
        [&values, digits](const auto& cells) {
            for (const auto& cell : cells) {
                values.push_back(json_of(cell, digits));
            }
        },
        column.values);
    set_list(result, "values", std::move(values));
    return result;
}

Json columns_json(const Table& table, int digits) {
    Json::List columns;
    columns.reserve(table.columns.size());
    for (const Column& column : table.columns) {
        columns.push_back(column_json(column, digits));
    }
    return columns;
}

std::string_view kind_name(GeometryKind kind) {
    constexpr std::array<std::string_view, 4> kNames{"none", "point", "line", "area"};
    return kNames.at(static_cast<std::size_t>(kind));
}

}  // namespace

Json rounded_json(double value, int digits) {
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

Json words_json(const std::string& key, const std::string& otherwise) {
    Json both = Json::object();
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const Catalogue& words = catalogue(language);
        both[std::string(language_code(language))] = words.has(key) ? words.say(key) : otherwise;
    }
    return both;
}

Json words_json(const TwoLanguages& words) {
    return {{"vi", words.vi}, {"en", words.en}};
}

Json layer_json(const FeatureLayer& layer) {
    const bool is_main = layer.name == "areas";
    Json result{{"id", layer.name}, {"kind", kind_name(layer.kind)}, {"rows", layer.size()}};
    if (layer.kind == GeometryKind::kArea) {
        Topology topology = build_topology(layer.geometry, is_main ? kAreaQuantum : kDetailQuantum);
        result["topology"] = json_of(is_main ? simplified(std::move(topology), kMostArcPoints) : topology);
    } else if (layer.kind == GeometryKind::kPoint) {
        result["points"] = points_json(layer.geometry);
    } else if (layer.kind == GeometryKind::kLine) {
        result["lines"] = lines_json(layer.geometry);
    }
    result["columns"] = columns_json(layer.table, kDigits);
    return result;
}

Json layer_json(const ViewerLayer& layer) {
    constexpr std::array<std::string_view, 3> kRoles{"fill", "marks", "table"};
    Json result = layer_json(layer.layer);
    result["role"] = kRoles.at(static_cast<std::size_t>(layer.role));
    if (layer.off) {
        result["off"] = true;
    }
    if (!layer.title.empty()) {
        result["title"] = words_json(layer.title);
    }
    if (!layer.facts.empty()) {
        Json facts = Json::object();
        for (const auto& [name, value] : layer.facts) {
            facts[name] = value;
        }
        result["facts"] = std::move(facts);
    }
    return result;
}

Json periods_json(const ViewerPeriods& periods, std::size_t areas) {
    if (periods.figures.rows() != areas * periods.windows.size()) {
        throw Error(ErrorCode::kInternal, "error.viewer-periods-shape",
                    {{"rows", std::to_string(periods.figures.rows())},
                     {"areas", std::to_string(areas)},
                     {"periods", std::to_string(periods.windows.size())}});
    }
    Json windows = Json::list();
    for (const TimeWindow& window : periods.windows) {
        windows.push_back({{"from", iso_date(window.from)}, {"to", iso_date(window.to)}});
    }
    Json result{{"kind", periods.kind}, {"windows", std::move(windows)}};
    result["columns"] = columns_json(periods.figures, kPeriodDigits);
    return result;
}

}  // namespace diaban
