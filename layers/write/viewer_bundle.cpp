#include <array>
#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "layers/geometry/arc_simplification.hpp"
#include "layers/geometry/topology.hpp"
#include "layers/write/viewer_page.hpp"
#include "layers/write/viewer_raster.hpp"

namespace diaban {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "diaban.review/1";
constexpr Metres kQuantum{1.0};
// Some 1.2 MB of text and a picture within a second; a province in full detail stays below it.
constexpr std::size_t kMostArcPoints = 150'000;
constexpr std::size_t kMostDensityCells = 4'000'000;

// Seven digits: far below any interval that a review prints, and less than half the text of a full double.
Json rounded(double value) {
    if (!std::isfinite(value)) {
        return nullptr;
    }
    return std::strtod(fmt::format("{:.7g}", value).c_str(), nullptr);
}

// The sentence in both languages, or the given text where the catalogue does not know the key.
Json in_both_languages(const std::string& key, const std::string& otherwise) {
    Json both = Json::object();
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
        const Catalogue& words = catalogue(language);
        both[std::string(language_code(language))] = words.has(key) ? words.say(key) : otherwise;
    }
    return both;
}

bool known_to_catalogue(const std::string& key) {
    return catalogue(Language::kVietnamese).has(key) || catalogue(Language::kEnglish).has(key);
}

Json json_of(const TimeWindow& window) { return {{"from", iso_date(window.from)}, {"to", iso_date(window.to)}}; }

Json json_of(const ReviewHeader& header) {
    Json sources = Json::array();
    for (const ReviewSource& source : header.sources) {
        sources.push_back({{"role", source.role}, {"name", source.name}});
    }
    return {{"title", header.title},
            {"unit", header.unit},
            {"marking", header.marking},
            {"run_id", header.run_id},
            {"program_version", header.program_version},
            {"rule",
             {{"name", header.rule_name},
              {"version", header.rule_version},
              {"hash", header.rule_hash},
              {"unit", header.rule_unit}}},
            {"split_forced", header.split_forced},
            {"interval", header.interval},
            {"as_of", iso_date(header.as_of)},
            {"windows", {{"baseline", json_of(header.baseline)}, {"current", json_of(header.current)}}},
            {"crs", {{"definition", header.crs.definition}, {"name", header.crs_name}}},
            {"incidents", {{"in_windows", header.incidents_in_windows}, {"located", header.incidents_located}}},
            {"sources", std::move(sources)},
            {"bandwidth", {{"m", rounded(header.bandwidth_m)}, {"rule", header.bandwidth_rule}}}};
}

// One flat list a line: first point, then differences; small numbers, short text.
Json delta_coded(const Arc& arc) {
    Json::array_t numbers;
    numbers.reserve(2 * arc.size());
    LatticePoint last{0, 0};
    for (const LatticePoint p : arc) {
        numbers.emplace_back(p.x - last.x);
        numbers.emplace_back(p.y - last.y);
        last = p;
    }
    return numbers;
}

Json json_of(const Topology& topology) {
    Json::array_t arcs;
    arcs.reserve(topology.arcs.size());
    for (const Arc& arc : topology.arcs) {
        arcs.push_back(delta_coded(arc));
    }
    Json::array_t areas;
    areas.reserve(topology.areas.size());
    for (const std::vector<PolygonArcs>& area : topology.areas) {
        areas.emplace_back(area);
    }
    return {{"origin", {topology.origin.x, topology.origin.y}},
            {"quantum_m", topology.quantum.value},
            {"arcs", std::move(arcs)},
            {"areas", std::move(areas)}};
}

template <typename Value>
Json json_of(const std::optional<Value>& value) {
    if (!value) {
        return nullptr;
    }
    if constexpr (std::is_same_v<Value, double>) {
        return rounded(*value);
    } else {
        return *value;
    }
}

std::string_view type_name(const Column& column) {
    constexpr std::array<std::string_view, 4> kNames{"text", "real", "integer", "boolean"};
    return kNames.at(column.values.index());
}

Json json_of(const Column& column) {
    Json result{{"name", column.name}, {"type", type_name(column)}};
    if (!column.unit.empty()) {
        result["unit"] = in_both_languages("unit." + column.unit, column.unit);
    }
    const std::string key = column.description_key.empty() ? "field." + column.name : column.description_key;
    if (known_to_catalogue(key)) {
        result["description"] = in_both_languages(key, "");
    }
    Json::array_t values;
    values.reserve(column.size());
    std::visit(
        [&values](const auto& cells) {
            for (const auto& cell : cells) {
                values.push_back(json_of(cell));
            }
        },
        column.values);
    result["values"] = std::move(values);
    return result;
}

Json json_of(const FeatureLayer& areas) {
    Json::array_t columns;
    columns.reserve(areas.table.columns.size());
    for (const Column& column : areas.table.columns) {
        columns.push_back(json_of(column));
    }
    return {{"id", "areas"},
            {"kind", "area"},
            {"rows", areas.size()},
            {"topology", json_of(simplified(build_topology(areas.geometry, kQuantum), kMostArcPoints))},
            {"columns", std::move(columns)}};
}

Json json_of(const Raster& density) {
    const Raster surface = coarsened(density, kMostDensityCells);
    const QuantisedRaster quantised = quantise(surface);
    return {{"id", "density"},
            {"window", "current"},
            {"unit", in_both_languages("unit." + density.unit, density.unit)},
            {"columns", surface.grid.columns},
            {"rows", surface.grid.rows},
            {"x_min", surface.grid.x_min},
            {"y_max", surface.grid.y_max},
            {"cell_m", surface.grid.cell.value},
            {"source_cell_m", density.grid.cell.value},
            {"offset", quantised.offset},
            {"step", quantised.step},
            {"nodata", kNoDataCode},
            {"encoding", "u16-plane-zigzag-deflate-base64"},
            {"values", packed(quantised)}};
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    std::string result;
    result.reserve(text.size());
    std::size_t from = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, from)) {
        result.append(text, from, at - from).append(by);
        from = at + what.size();
    }
    if (from > 0) {
        result.append(text, from);
        text = std::move(result);
    }
}

}  // namespace

std::string viewer_bundle_json(const ViewerContent& content) {
    Json rasters = Json::array();
    if (content.density && !content.density->values.empty()) {
        rasters.push_back(json_of(*content.density));
    }
    const Json bundle{{"schema", kSchema},
                      {"language", language_code(content.language)},
                      {"header", json_of(content.header)},
                      {"layers", Json::array({json_of(content.areas)})},
                      {"rasters", std::move(rasters)}};
    std::string text = bundle.dump(-1, ' ', false, Json::error_handler_t::replace);
    // In JSON text these can only stand inside strings. `<` could close the script element or open a comment in it.
    replace_all(text, "<", "\\u003c");
    replace_all(text, "\xE2\x80\xA8", "\\u2028");
    replace_all(text, "\xE2\x80\xA9", "\\u2029");
    return text;
}

}  // namespace diaban
