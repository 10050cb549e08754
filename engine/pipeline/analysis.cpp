#include "engine/pipeline/analysis.hpp"

#include <algorithm>

#include "engine/pipeline/class_counts.hpp"
#include "engine/pipeline/sensitivity.hpp"
#include "layers/geometry/measure.hpp"

namespace diaban {

namespace {

/// Residents where every area on watch has them; else square kilometres for all, and the user is told.
ExposureBasis exposure_basis(const Project& project, const AreaLayer& areas, std::vector<Finding>& findings) {
    if (project.areas.population.empty()) {
        return ExposureBasis::kAreaKm2;
    }
    std::string missing;
    std::size_t count = 0;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas.on_watch[i] != 0 && !(areas.population[i].value_or(0.0) > 0.0)) {
            missing += (count < 5 ? (missing.empty() ? "" : ", ") + areas.name[i] : "");
            ++count;
        }
    }
    if (count == 0) {
        return ExposureBasis::kResidents;
    }
    findings.push_back({Severity::kWarning, "finding.population-missing",
                        {{"count", std::to_string(count)}, {"areas", missing}}});
    return ExposureBasis::kAreaKm2;
}

EvidenceResult classify_watch_list(const Project& project, const AreaLayer& areas, const Analysis& analysis,
                                   unsigned threads) {
    std::vector<double> size;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        size.push_back(analysis.exposure_basis == ExposureBasis::kResidents ? areas.population[i].value_or(0.0)
                                                                            : to_km2(analysis.area[i]));
    }
    const ClassCounts counts =
        class_counts({analysis.baseline, analysis.current, project.classify.incidents}, size, areas.on_watch);
    const std::vector<std::size_t>& watched = counts.area;
    if (watched.empty()) {
        throw Error(ErrorCode::kInput, "error.watch-list-empty", {{"file", project.areas.source}});
    }
    EvidenceResult of_watched = classify_by_evidence(counts.input(), project.classify.rule.evidence, threads);
    EvidenceResult result = of_watched;
    result.areas.assign(areas.size(), std::nullopt);
    for (std::size_t k = 0; k < watched.size(); ++k) {
        result.areas[watched[k]] = of_watched.areas[k];
    }
    return result;
}

std::vector<WindowCounts> count_months(const Project& project, const IncidentLayer& incidents,
                                       const std::vector<std::uint32_t>& area_of, std::size_t areas) {
    std::vector<WindowCounts> months;
    for (const TimeWindow& window : {project.periods.baseline, project.periods.current}) {
        for (LocalDay day = window.from; day <= window.to;) {
            TimeWindow month = month_containing(day, project.periods.month_start);
            day = month.to + std::chrono::days{1};
            month.from = std::max(month.from, window.from);
            month.to = std::min(month.to, window.to);
            months.push_back(count_window(incidents, area_of, areas, month));
        }
    }
    return months;
}

}  // namespace

std::optional<AreaClass> printed_class(const Analysis& analysis, std::size_t area) {
    const auto& evidence = analysis.evidence.areas[area];
    if (!evidence) {
        return std::nullopt;
    }
    return analysis.verdicts.areas.empty() ? evidence->area_class : analysis.verdicts.areas[area]->area_class;
}

Analysis analyse_classes(const Project& project, const ProjectData& data, unsigned threads, Progress& progress) {
    Analysis analysis;
    for (const MultiPolygon& area : data.areas.geometry) {
        analysis.area.push_back(planar_area(area));
    }
    const IncidentLayer& incidents = data.incidents.incidents;
    progress.begin("step.count", 0);
    analysis.area_of = assign_areas(incidents, data.areas, threads);
    analysis.baseline = count_window(incidents, analysis.area_of, data.areas.size(), project.periods.baseline);
    analysis.current = count_window(incidents, analysis.area_of, data.areas.size(), project.periods.current);
    analysis.months = count_months(project, incidents, analysis.area_of, data.areas.size());
    analysis.outside_windows = incidents.size() - analysis.baseline.in_window - analysis.current.in_window;
    analysis.exposure_basis = exposure_basis(project, data.areas, analysis.findings);
    progress.begin("step.classify", 0);
    analysis.evidence = classify_watch_list(project, data.areas, analysis, threads);
    analysis.verdicts = decide(project, analysis.evidence, data.reviews.history);
    analysis.neighbours = neighbour_states(data.areas, analysis.verdicts);
    progress.throw_if_cancelled();
    progress.begin("step.sensitivity", 0);
    analysis.sensitivity = study_sensitivity(project, data, analysis, threads);
    analysis.findings.insert(analysis.findings.end(), analysis.sensitivity.findings.begin(),
                             analysis.sensitivity.findings.end());
    if (project.classify.rule.overridden) {
        analysis.findings.push_back({Severity::kWarning, "finding.rule-overridden",
                                     {{"rule", project.classify.rule.name}, {"version", project.classify.rule.version}}});
    }
    if (project.classify.force_split) {
        analysis.findings.push_back({Severity::kWarning, "finding.split-forced", {}});
    }
    analysis.density.mean_by_area.resize(data.areas.size());
    analysis.density.max_by_area.resize(data.areas.size());
    return analysis;
}

Analysis analyse(const Project& project, const ProjectData& data, unsigned threads, Progress& progress) {
    Analysis analysis = analyse_classes(project, data, threads, progress);
    analysis.density = analyse_density({project, data, analysis.area_of, threads, progress, analysis.findings});
    analysis.hotspots = analyse_hotspots({project, data, analysis.current, threads, progress});
    if (analysis.hotspots) {
        const std::vector<Finding>& found = analysis.hotspots->summary.findings;
        analysis.findings.insert(analysis.findings.end(), found.begin(), found.end());
    }
    return analysis;
}

}  // namespace diaban
