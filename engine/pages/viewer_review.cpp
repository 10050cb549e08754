#include "engine/pages/viewer_review.hpp"

#include <algorithm>
#include <map>

#include "engine/inference/poisson_interval.hpp"
#include "engine/output/table_builder.hpp"
#include "engine/pages/viewer_side.hpp"
#include "engine/studies/hotspots/table.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban {

namespace {

/// Size of an area's exposure in the unit of its rate: 1,000 residents, or km2.
double exposure_size(const ViewerInputs& inputs, std::size_t area) {
    return inputs.analysis.exposure_basis == ExposureBasis::kResidents
               ? inputs.data.areas.population[area].value_or(0.0) / 1000.0
               : to_km2(inputs.analysis.area[area]);
}

ViewerNote counted(const std::string& key, std::uint64_t count) {
    return {"count", count, viewer_words(key)};
}

}  // namespace

ViewerPeriods viewer_periods(const ViewerInputs& inputs) {
    const std::vector<WindowCounts>& months = inputs.analysis.months;
    ViewerPeriods periods;
    std::vector<std::size_t> order(months.size());
    for (std::size_t p = 0; p < order.size(); ++p) {
        order[p] = p;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return months[a].window.from < months[b].window.from; });
    for (const std::size_t p : order) {
        periods.windows.push_back(months[p].window);
    }
    const std::size_t areas = inputs.data.areas.size();
    const auto month_of = [&](std::size_t row) -> const WindowCounts& { return months[order[row % order.size()]]; };
    const auto area_of = [&](std::size_t row) { return row / order.size(); };
    const double confidence = inputs.project.classify.rule.evidence.interval;
    const auto rate = [&](std::size_t row, double count) -> std::optional<double> {
        const double exposure = exposure_size(inputs, area_of(row)) * month_of(row).window.years();
        return exposure > 0.0 ? std::optional<double>(count / exposure) : std::nullopt;
    };
    // Counts repeat by the thousand.
    std::map<std::uint64_t, PoissonInterval> intervals;
    const auto interval = [&](std::uint64_t count) -> const PoissonInterval& {
        const auto [entry, added] = intervals.try_emplace(count);
        if (added) {
            entry->second = poisson_interval(count, confidence);
        }
        return entry->second;
    };
    const auto seen = [&](std::size_t row) { return month_of(row).incidents[area_of(row)]; };
    TableBuilder columns(order.empty() ? 0 : areas * order.size());
    columns.add<std::int64_t>("n", "incidents", [&](std::size_t row) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(seen(row)));
    });
    columns.integer("n_detected", [&](std::size_t row) {
        return std::optional<std::int64_t>(static_cast<std::int64_t>(month_of(row).detected_by_police[area_of(row)]));
    });
    const char* unit = inputs.analysis.exposure_basis == ExposureBasis::kResidents ? "per 1,000 residents and year"
                                                                                   : "per km2 and year";
    columns.real("rate", unit, [&](std::size_t row) { return rate(row, static_cast<double>(seen(row))); });
    columns.real("rate_low", unit, [&](std::size_t row) { return rate(row, interval(seen(row)).low); });
    columns.real("rate_high", unit, [&](std::size_t row) { return rate(row, interval(seen(row)).high); });
    periods.figures = std::move(columns.table());
    return periods;
}

std::vector<ViewerNote> viewer_quality(const ViewerInputs& inputs) {
    const ProjectData& data = inputs.data;
    const WindowCounts& baseline = inputs.analysis.baseline;
    const WindowCounts& current = inputs.analysis.current;
    std::vector<ViewerNote> notes;
    notes.push_back(counted("quality.rows-read", data.incidents.rows_read));
    notes.push_back(counted("quality.rows-rejected", data.incidents.rejects.rows.size()));
    for (const auto& [reason, count] : data.incidents.rejects.by_reason()) {
        notes.push_back(counted(reason, count));
    }
    notes.push_back(counted("quality.outside-windows", inputs.analysis.outside_windows));
    notes.push_back(
        counted("quality.not-located", baseline.in_window - baseline.located + current.in_window - current.located));
    notes.push_back(counted("quality.outside-areas", baseline.outside_areas + current.outside_areas));
    notes.push_back(counted("quality.name-unknown", baseline.name_unknown + current.name_unknown));
    if (const auto share = located_share(baseline, current)) {
        const auto sentence = [&](const Catalogue& words) {
            return words.say("check.located", {{"percent", words.decimal(100.0 * *share, 1)},
                                               {"asked", words.decimal(100.0 * kLocatedShareAsked, 0)}});
        };
        notes.push_back({*share < kLocatedShareAsked ? "warning" : "note",
                         std::nullopt,
                         {sentence(catalogue(Language::kVietnamese)), sentence(catalogue(Language::kEnglish))}});
    }
    for (const auto* findings : {&data.findings, &inputs.analysis.findings}) {
        for (const Finding& finding : *findings) {
            notes.push_back({finding.severity == Severity::kWarning ? "warning" : "note",
                             std::nullopt,
                             {finding_sentence(finding, catalogue(Language::kVietnamese)),
                              finding_sentence(finding, catalogue(Language::kEnglish))}});
        }
    }
    return notes;
}

FeatureLayer viewer_incidents(const ViewerInputs& inputs) {
    const IncidentSet& incidents = inputs.data.incidents.incidents;
    const RowIndices rows = rows_where(
        incidents, {IncidentPlace::kLocatedInArea, {inputs.analysis.baseline.window, inputs.analysis.current.window}});
    TableBuilder columns(rows.size());
    columns.text("day",
                 [&](std::size_t k) { return std::optional<std::string>(iso_date(day_of(incidents.time[rows[k]]))); });
    columns.text("category", [&](std::size_t k) {
        const std::string& name = incidents.categories[incidents.category[rows[k]]];
        return name.empty() ? std::nullopt : std::optional<std::string>(name);
    });
    FeatureLayer layer{"incidents", incidents.crs, GeometryKind::kPoint, {}, std::move(columns.table())};
    for (const std::uint32_t i : rows) {
        layer.geometry.emplace_back(incidents.point[i]);
    }
    return layer;
}

ViewerContent viewer_content(const ViewerInputs& inputs, const ReviewHeader& header, const FeatureLayer& areas) {
    const DensityAnalysis& density = inputs.analysis.density;
    ViewerContent content{header, areas, density.current, inputs.project.project.language};
    content.surfaces.push_back({"density_baseline", "baseline", density.baseline});
    content.surfaces.push_back({"density_change", "change", density.change});
    content.periods = viewer_periods(inputs);
    content.quality = viewer_quality(inputs);
    if (inputs.analysis.hotspots && inputs.analysis.hotspots->cells) {
        const HotspotLayer& cells = *inputs.analysis.hotspots->cells;
        content.layers.push_back(
            {hotspot_layer("cells", cells.study, cells.results.front()), viewer_words("style.hotspots"), {}});
    }
    add_side_content(inputs, content);
    if (inputs.project.privacy.show_incidents) {
        content.layers.push_back({viewer_incidents(inputs), viewer_words("viewer.incidents"), {}});
    }
    Box box;
    for (const Geometry& area : areas.geometry) {
        if (const auto* polygons = std::get_if<MultiPolygon>(&area)) {
            box.expand(bounding_box(*polygons));
        }
    }
    if (!box.empty()) {
        content.graticule = viewer_graticule(header.crs, box);
    }
    return content;
}

}  // namespace diaban
