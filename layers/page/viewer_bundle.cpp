#include <cmath>

#include "layers/page/viewer_layer_json.hpp"
#include "layers/page/viewer_page.hpp"
#include "layers/page/viewer_raster.hpp"

namespace diaban {

namespace {

constexpr std::string_view kSchema = "diaban.review/1";
constexpr std::size_t kMostDensityCells = 4'000'000;
// Surfaces that stand beside it for comparison: a file of a whole country stays small enough to be sent by mail.
constexpr std::size_t kMostOtherCells = 1'000'000;

Json json_of(const TimeWindow& window) {
    return {{"from", iso_date(window.from)}, {"to", iso_date(window.to)}};
}

Json json_of(const ReviewHeader& header) {
    Json sources = Json::list();
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
            {"bandwidth", {{"m", rounded_json(header.bandwidth_m)}, {"rule", header.bandwidth_rule}}}};
}

Json surface_json(const ViewerSurface& given, std::size_t most_cells) {
    const Raster surface = coarsened(given.raster, most_cells);
    const QuantisedRaster quantised = quantise(surface);
    Json result{{"id", given.id},
                {"window", given.window},
                {"unit", words_json("unit." + given.raster.unit, given.raster.unit)},
                {"columns", surface.grid.columns},
                {"rows", surface.grid.rows},
                {"x_min", surface.grid.x_min},
                {"y_max", surface.grid.y_max},
                {"cell_m", surface.grid.cell.value},
                {"source_cell_m", given.raster.grid.cell.value},
                {"offset", quantised.offset},
                {"step", quantised.step},
                {"nodata", kNoDataCode},
                {"encoding", "u16-plane-zigzag-deflate-base64"}};
    result["values"] = packed(quantised);
    return result;
}

Json quality_json(const std::vector<ViewerNote>& notes) {
    Json list = Json::list();
    for (const ViewerNote& note : notes) {
        list.push_back({{"kind", note.kind}, {"count", note.count}, {"words", words_json(note.words)}});
    }
    return list;
}

/// Degrees to 1e-6, a tenth of a metre: below the width of a line at any scale of a sheet.
Json degrees_json(const std::vector<double>& degrees) {
    Json::List list;
    list.reserve(degrees.size());
    for (const double each : degrees) {
        list.push_back(std::isfinite(each) ? Json(std::round(each * 1e6) / 1e6) : Json());
    }
    return list;
}

Json json_of(const ViewerGraticule& graticule) {
    return {{"x_min", graticule.x_min},
            {"y_min", graticule.y_min},
            {"step_m", graticule.step_m},
            {"columns", graticule.columns},
            {"rows", graticule.rows},
            {"longitude", degrees_json(graticule.longitude)},
            {"latitude", degrees_json(graticule.latitude)}};
}

Json json_of(const std::vector<ViewerTheme>& themes) {
    Json list = Json::list();
    for (const ViewerTheme& theme : themes) {
        Json classes = Json::list();
        for (const ViewerTheme::Class& each : theme.classes) {
            classes.push_back({{"code", each.code}, {"label", words_json(each.label)}});
        }
        list.push_back({{"name", theme.name}, {"label", words_json(theme.label)}, {"classes", std::move(classes)}});
    }
    return list;
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
    Json rasters = Json::list();
    if (content.density && !content.density->values.empty()) {
        rasters.push_back(surface_json({"density", "current", *content.density}, kMostDensityCells));
    }
    for (const ViewerSurface& surface : content.surfaces) {
        if (!surface.raster.values.empty()) {
            rasters.push_back(surface_json(surface, kMostOtherCells));
        }
    }
    FeatureLayer areas = content.areas;
    areas.name = "areas";
    Json layers;
    layers.push_back(layer_json(areas));
    for (const ViewerLayer& layer : content.layers) {
        layers.push_back(layer_json(layer));
    }
    Json bundle{
        {"schema", kSchema}, {"language", language_code(content.language)}, {"header", json_of(content.header)}};
    bundle["layers"] = std::move(layers);
    bundle["rasters"] = std::move(rasters);
    if (content.periods) {
        bundle["periods"] = periods_json(*content.periods, content.areas.size());
    }
    if (!content.quality.empty()) {
        bundle["quality"] = quality_json(content.quality);
    }
    if (!content.themes.empty()) {
        bundle["themes"] = json_of(content.themes);
    }
    if (content.graticule) {
        bundle["graticule"] = json_of(*content.graticule);
    }
    std::string text = json_line(bundle);
    // In JSON text these can only stand inside strings. `<` could close the script element or open a comment in it.
    replace_all(text, "<", "\\u003c");
    replace_all(text, "\xE2\x80\xA8", "\\u2028");
    replace_all(text, "\xE2\x80\xA9", "\\u2029");
    return text;
}

}  // namespace diaban
