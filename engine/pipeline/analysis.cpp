#include "engine/pipeline/analysis.hpp"

#include <algorithm>

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

EvidenceResult classify_watch_list(const Project& project, const AreaLayer& areas, const Analysis& analysis) {
    std::vector<std::size_t> watched;
    std::vector<double> baseline_count;
    std::vector<double> current_count;
    std::vector<double> baseline_exposure;
    std::vector<double> current_exposure;
    const bool only_reported = project.classify.incidents == CountedIncidents::kReported;
    const auto counted = [&](const WindowCounts& counts, std::size_t area) {
        return static_cast<double>(counts.incidents[area] - (only_reported ? counts.detected_by_police[area] : 0));
    };
    for (std::size_t i = 0; i < areas.size(); ++i) {
        if (areas.on_watch[i] == 0) {
            continue;
        }
        const double size = analysis.exposure_basis == ExposureBasis::kResidents ? areas.population[i].value_or(0.0)
                                                                                 : to_km2(analysis.area[i]);
        watched.push_back(i);
        baseline_count.push_back(counted(analysis.baseline, i));
        current_count.push_back(counted(analysis.current, i));
        baseline_exposure.push_back(size * project.periods.baseline.years());
        current_exposure.push_back(size * project.periods.current.years());
    }
    if (watched.empty()) {
        throw Error(ErrorCode::kInput, "error.watch-list-empty", {{"file", project.areas.source}});
    }
    EvidenceResult of_watched = classify_by_evidence(
        {baseline_count, current_count, baseline_exposure, current_exposure}, project.classify.rule.evidence);
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

Analysis analyse(const Project& project, const ProjectData& data, unsigned threads, Progress& progress) {
    Analysis analysis;
    for (const MultiPolygon& area : data.areas.geometry) {
        analysis.area.push_back(planar_area(area));
    }
    const IncidentLayer& incidents = data.incidents.incidents;
    progress.begin("step.count", 0);
    const std::vector<std::uint32_t> area_of = assign_areas(incidents, data.areas, threads);
    analysis.baseline = count_window(incidents, area_of, data.areas.size(), project.periods.baseline);
    analysis.current = count_window(incidents, area_of, data.areas.size(), project.periods.current);
    analysis.months = count_months(project, incidents, area_of, data.areas.size());
    analysis.outside_windows = incidents.size() - analysis.baseline.in_window - analysis.current.in_window;
    analysis.exposure_basis = exposure_basis(project, data.areas, analysis.findings);
    progress.begin("step.classify", 0);
    analysis.evidence = classify_watch_list(project, data.areas, analysis);
    analysis.density = analyse_density({project, data, area_of, threads, progress, analysis.findings});
    return analysis;
}

}  // namespace diaban
