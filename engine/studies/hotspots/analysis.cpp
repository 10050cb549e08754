#include "engine/studies/hotspots/analysis.hpp"

#include <limits>

#include "engine/studies/hotspots/counts.hpp"
#include "engine/studies/hotspots/weights.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

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

CountedPoints points_of_window(const HotspotContext& context) {
    const Project& project = context.project;
    IncidentFilter filter{IncidentPlace::kLocated, {project.periods.current}};
    filter.only_reported = project.classify.incidents == CountedIncidents::kReported;
    const IncidentReading& reading = context.data.incidents;
    return {reading, rows_where(reading.incidents, filter), false, project.incidents.source};
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

HotspotAnalysis analyse_hotspots(const HotspotContext& context) {
    HotspotMethod method = *context.project.section<HotspotMethod>("hotspots");
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
            HotspotSummary ignored;  // fields of layer `areas`; what is told is the project's own choice
            areas.results.push_back(hotspot_statistics(areas.study, weights, method, {ignored, context.progress}));
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
