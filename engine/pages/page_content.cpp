#include "engine/pages/page_content.hpp"

#include <algorithm>
#include <map>

#include "engine/inference/poisson_interval.hpp"
#include "engine/output/review_kinds.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/output/table_values.hpp"
#include "engine/pages/viewer_graticule.hpp"
#include "layers/model/located_share.hpp"

namespace diaban {

namespace {

/// The months of the table: each window with the row of every area, in order of time.
struct MonthRows {
    std::vector<TimeWindow> windows;
    std::vector<std::vector<std::size_t>> row_of_area;  ///< by window, then by area
};

MonthRows month_rows(const Table& periods, const Table& areas) {
    const TableValues rows(periods);
    const TableValues area_values(areas);
    std::map<std::string, std::size_t> area_of;
    for (std::size_t i = 0; i < areas.rows(); ++i) {
        area_of.emplace(area_values.text("area_id", i), i);
    }
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_window;
    for (std::size_t row = 0; row < periods.rows(); ++row) {
        if (rows.text("period", row) == "month") {
            auto& of_area = by_window[{rows.text("from", row), rows.text("to", row)}];
            of_area.resize(areas.rows());
            of_area[area_of.at(rows.text("area_id", row))] = row;
        }
    }
    MonthRows months;
    for (auto& [window, of_area] : by_window) {
        months.windows.push_back({*day_from_iso(window.first), *day_from_iso(window.second)});
        months.row_of_area.push_back(std::move(of_area));
    }
    return months;
}

ViewerNote counted(const std::string& key, std::uint64_t count) {
    return {"count", count, in_both_languages(key)};
}

/// A project's own label, the catalogue's word for a usual code ("hamlet"), or the code itself.
TwoLanguages title_of_member(const std::vector<std::pair<std::string, std::string>>& labels, const std::string& code) {
    const auto given = std::find_if(labels.begin(), labels.end(), [&](const auto& each) { return each.first == code; });
    const std::string label = given == labels.end() ? "" : given->second;
    const std::string key = "viewer.level." + code;
    if (label.empty() && catalogue(Language::kVietnamese).has(key)) {
        return in_both_languages(key);
    }
    const std::string& text = label.empty() ? code : label;
    return {text, text};
}

TwoLanguages title_of(const Output& output, const OutputLayer& entry, const LayerKind& kind) {
    if (!entry.title.empty()) {
        return entry.title;
    }
    if (!kind.is_family()) {
        return in_both_languages(std::string(kind.page.title_key));
    }
    return title_of_member(&kind == &levels_kind() ? output.level_labels : output.overlay_labels,
                           kind.code_of(entry.layer.name));
}

/// A layer as the page gets it; nothing where it may not be shown there.
std::optional<ViewerLayer> page_layer(const Output& output, const OutputLayer& entry, const LayerKind& kind) {
    ViewerLayer shown{entry.layer, title_of(output, entry, kind), entry.facts};
    shown.role = kind.page.as == OnPage::kFill    ? PageRole::kFill
                 : kind.page.as == OnPage::kTable ? PageRole::kTable
                                                  : PageRole::kMarks;
    shown.off = kind.page.shown == ShownAtFirst::kNo;
    if (entry.places == ShowsPlaces::kOfSingleIncidents && !output.show_incidents) {
        if (output.areas().table.find(entry.layer.name + "_n") == nullptr) {
            return std::nullopt;
        }
        // What it counts by area is told, its places are not.
        shown.layer = {entry.layer.name, output.areas().crs, GeometryKind::kNone, {}, {}};
    }
    if (!kind.page.columns.empty()) {
        std::erase_if(shown.layer.table.columns, [&](const Column& column) {
            const auto& kept = kind.page.columns;
            return std::find(kept.begin(), kept.end(), column.name) == kept.end();
        });
    }
    return shown;
}

std::vector<ViewerTheme> page_themes(const Output& output) {
    std::vector<ViewerTheme> themes;
    for (const ReviewTheme& theme : output.themes) {
        if (theme.level.empty()) {
            ViewerTheme shown{theme.name.name, theme.name.label, {}};
            for (const Labelled& a_class : theme.classes) {
                shown.classes.push_back({a_class.name, a_class.label});
            }
            themes.push_back(std::move(shown));
        }
    }
    return themes;
}

}  // namespace

ViewerPeriods page_periods(const Output& output) {
    const Table& areas = output.areas().table;
    const MonthRows months = month_rows(output.area_periods().table, areas);
    ViewerPeriods periods;
    periods.windows = months.windows;
    const std::size_t count = months.windows.size();
    const TableValues rows(output.area_periods().table);
    const TableValues area_values(areas);
    const auto source = [&](std::size_t row) { return months.row_of_area[row % count][row / count]; };
    const auto whole = [&](const char* column, std::size_t row) -> std::optional<std::int64_t> {
        const auto value = rows.number(column, source(row));
        return value ? std::optional<std::int64_t>(static_cast<std::int64_t>(*value)) : std::nullopt;
    };
    // 1,000 residents, or km2, times years: the exposure that the rate is by.
    const auto exposure = [&](std::size_t row) {
        const double size = output.figures.by_residents
                                ? area_values.number("population", row / count).value_or(0.0) / 1000.0
                                : area_values.number("area_km2", row / count).value_or(0.0);
        return size * months.windows[row % count].years();
    };
    const auto rate = [&](std::size_t row, double incidents) {
        return exposure(row) > 0.0 ? std::optional<double>(incidents / exposure(row)) : std::nullopt;
    };
    // Counts repeat by the thousand.
    std::map<std::int64_t, PoissonInterval> intervals;
    const auto limit = [&](std::size_t row, double PoissonInterval::*end) -> std::optional<double> {
        const auto n = whole("n", row);
        if (!n) {
            return std::nullopt;
        }
        const auto [entry, added] = intervals.try_emplace(*n);
        if (added) {
            entry->second = poisson_interval(static_cast<std::uint64_t>(*n), output.header.interval);
        }
        return rate(row, entry->second.*end);
    };
    const char* unit = output.figures.by_residents ? "per 1,000 residents and year" : "per km2 and year";
    TableBuilder columns(count * areas.rows());
    columns.add<std::int64_t>("n", "incidents", [&](std::size_t row) { return whole("n", row); });
    columns.integer("n_detected", [&](std::size_t row) { return whole("n_detected", row); });
    columns.real("rate", unit, [&](std::size_t row) { return rows.number("rate", source(row)); });
    columns.real("rate_low", unit, [&](std::size_t row) { return limit(row, &PoissonInterval::low); });
    columns.real("rate_high", unit, [&](std::size_t row) { return limit(row, &PoissonInterval::high); });
    if (output.area_periods().table.find("suppressed") != nullptr) {
        columns.add<bool>("suppressed", "",
                          [&](std::size_t row) { return std::optional<bool>(rows.flag("suppressed", source(row))); });
    }
    periods.figures = std::move(columns.table());
    return periods;
}

std::vector<ViewerNote> page_quality(const Output& output) {
    const Json& results = output.record.at("results");
    const Json& baseline = results.at("baseline");
    const Json& current = results.at("current");
    const auto both = [&](const char* key) { return baseline.at(key).count() + current.at(key).count(); };
    std::vector<ViewerNote> notes;
    notes.push_back(counted("quality.rows-read", output.figures.rows_read));
    notes.push_back(counted("quality.rows-rejected", output.figures.rows_rejected));
    for (const Json& input : output.record.at("inputs").values()) {
        if (input.at("role").text() == "incidents") {
            for (const auto& [reason, count] : input.at("rejected_by_reason").members()) {
                notes.push_back(counted(reason, count.count()));
            }
        }
    }
    notes.push_back(counted("quality.outside-windows", results.at("outside_windows").count()));
    notes.push_back(counted("quality.not-located", both("incidents") - both("located")));
    notes.push_back(counted("quality.outside-areas", both("outside_areas")));
    notes.push_back(counted("quality.name-unknown", both("area_name_unknown")));
    if (const Json& share = results.at("located_share"); share.is_number()) {
        const auto sentence = [&](Language language) {
            const Catalogue& words = catalogue(language);
            return words.say("check.located", {{"percent", words.decimal(100.0 * share.number(), 1)},
                                               {"asked", words.decimal(100.0 * kLocatedShareAsked, 0)}});
        };
        notes.push_back({share.number() < kLocatedShareAsked ? "warning" : "note",
                         std::nullopt,
                         {sentence(Language::kVietnamese), sentence(Language::kEnglish)}});
    }
    for (const Json& warning : output.record.at("warnings").values()) {
        notes.push_back({warning.at("severity").text() == "warning" ? "warning" : "note",
                         std::nullopt,
                         {warning.at("vi").text(), warning.at("en").text()}});
    }
    return notes;
}

ViewerContent page_content(const Output& output, const LayerKinds& kinds) {
    ViewerContent content;
    content.header = output.header;
    content.areas = output.areas();
    content.language = output.language;
    for (const Surface& surface : output.surfaces) {
        if (surface.window == "current") {
            content.density = surface.raster;
        } else {
            content.surfaces.push_back({surface.name, surface.window, surface.raster});
        }
    }
    content.periods = page_periods(output);
    content.quality = page_quality(output);
    content.themes = page_themes(output);
    std::vector<std::pair<int, const OutputLayer*>> order;
    for (const OutputLayer& entry : output.layers) {
        if (const int place = kind_of(entry.layer.name, kinds).page.place; place > 0) {
            order.emplace_back(place, &entry);
        }
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [place, entry] : order) {
        if (auto shown = page_layer(output, *entry, kind_of(entry->layer.name, kinds))) {
            content.layers.push_back(std::move(*shown));
        }
    }
    Box box;
    for (const Geometry& area : output.areas().geometry) {
        if (const auto* polygons = std::get_if<MultiPolygon>(&area)) {
            box.expand(bounding_box(*polygons));
        }
    }
    if (!box.empty()) {
        content.graticule = viewer_graticule(output.header.crs, box);
    }
    return content;
}

}  // namespace diaban
