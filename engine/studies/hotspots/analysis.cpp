#include "engine/studies/hotspots/analysis.hpp"

#include <limits>

#include "engine/studies/hotspots/counts.hpp"
#include "engine/studies/hotspots/weights.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

bool counted(const Project& project, const IncidentLayer& incidents, std::size_t i) {
    return project.classify.incidents == CountedIncidents::kAll || incidents.detected_by_police[i] == 0;
}

HotspotStudy study_of_areas(const HotspotContext& context) {
    HotspotStudy study;
    study.ids = StudyKeys::kOfTheAreas;
    study.names = StudyKeys::kOfTheAreas;
    study.areas = context.data.areas;
    const bool only_reported = context.project.classify.incidents == CountedIncidents::kReported;
    for (std::size_t i = 0; i < study.areas.size(); ++i) {
        const std::uint64_t found = only_reported ? context.current.detected_by_police[i] : 0;
        study.counts.push_back(static_cast<double>(context.current.incidents[i] - found));
        study.population.push_back(study.areas.population[i].value_or(std::numeric_limits<double>::quiet_NaN()));
    }
    return study;
}

StudyPoints points_of_window(const HotspotContext& context) {
    const IncidentLayer& incidents = context.data.incidents.incidents;
    StudyPoints points;
    points.crs = context.data.areas.crs;
    points.source = context.project.incidents.source;
    points.rows_read = context.data.incidents.rows_read;
    points.rows_rejected = context.data.incidents.rejects.rows.size();
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] != 0 && context.project.periods.current.contains(incidents.time[i]) &&
            counted(context.project, incidents, i)) {
            points.point.push_back(incidents.point[i]);
            points.weight.push_back(1.0);
        }
    }
    return points;
}

}  // namespace

const HotspotResult* HotspotLayer::find(LocalStatistic statistic) const {
    for (const HotspotResult& result : results) {
        if (result.statistic == statistic) {
            return &result;
        }
    }
    return nullptr;
}

std::optional<HotspotAnalysis> analyse_hotspots(const HotspotContext& context) {
    const auto* asked = context.project.section<HotspotMethod>("hotspots");
    if (asked == nullptr) {
        return std::nullopt;
    }
    HotspotMethod method = *asked;
    method.local.seed = context.project.project.seed;
    method.local.threads = context.threads;
    HotspotAnalysis analysis;
    HotspotLayer& areas = analysis.areas;
    areas.study = study_of_areas(context);
    context.progress.begin("step.hotspots", 0);
    const SpatialWeights weights = make_hotspot_weights(areas.study, method, analysis.summary);
    const LocalStatistic chosen = method.local.statistic;
    areas.results.push_back(hotspot_statistics(areas.study, weights, method, {analysis.summary, context.progress}));
    for (const LocalStatistic other : {LocalStatistic::kGetisOrdStar, LocalStatistic::kMoran}) {
        if (areas.find(other) == nullptr) {
            method.local.statistic = other;
            HotspotSummary untold;  // fields of layer `areas`; what is told is the project's own choice
            areas.results.push_back(hotspot_statistics(areas.study, weights, method, {untold, context.progress}));
        }
    }
    if (method.cells != CellChoice::kNone) {
        method.local.statistic = chosen;
        method.rate = RateKind::kCount;
        HotspotLayer cells;
        cells.study.areas = context.data.areas;
        count_in_cells(cells.study, points_of_window(context), method, analysis.summary);
        // A band or file of the areas says nothing of cells; they touch by sides and corners.
        method.weights.rule = WeightRule::kQueen;
        const SpatialWeights contacts = make_hotspot_weights(cells.study, method, analysis.summary);
        cells.results.push_back(
            hotspot_statistics(cells.study, contacts, method, {analysis.summary, context.progress}));
        analysis.cells = std::move(cells);
    }
    return analysis;
}

}  // namespace diaban
