#include "engine/review/analysis.hpp"

#include <algorithm>

#include "engine/review/class_counts.hpp"
#include "engine/review/sensitivity.hpp"
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
    findings.push_back(
        {Severity::kWarning, "finding.population-missing", {{"count", std::to_string(count)}, {"areas", missing}}});
    return ExposureBasis::kAreaKm2;
}

/// The areas as units: copies, so that the parts of the analysis that need them stay plain values.
UnitSet area_units(const ProjectData& data, const Analysis& analysis) {
    return {&data.areas, data.incidents.incidents.area_of, analysis.area, analysis.exposure_basis};
}

EvidenceResult classify_watch_list(const Project& project, const UnitSet& units, const Analysis& analysis,
                                   unsigned threads) {
    const auto& watch = units.units->on_watch;
    if (std::count(watch.begin(), watch.end(), 1) == 0) {
        throw Error(ErrorCode::kInput, "error.watch-list-empty", {{"file", project.areas.source}});
    }
    const auto result = classify_units(units, {analysis.baseline, analysis.current, project.classify.incidents},
                                       project.classify.rule.evidence, threads);
    if (!result) {
        throw Error(ErrorCode::kInput, "error.no-incidents", {});
    }
    return *result;
}

/// What stands beside the class: categories, overlays, levels, themes.
void analyse_sides(const Project& project, const ProjectData& data, const UnitSet& units, Analysis& analysis,
                   unsigned threads) {
    const IncidentSet& incidents = data.incidents.incidents;
    analysis.categories = analyse_categories(project, incidents, units, threads);
    analysis.findings.insert(analysis.findings.end(), analysis.categories.findings.begin(),
                             analysis.categories.findings.end());
    for (const OverlayData& overlay : data.overlays) {
        analysis.overlays.push_back(
            count_overlay(overlay, data.areas, {project.periods.baseline, project.periods.current}, threads));
    }
    std::vector<std::optional<AreaClass>> classes;
    for (std::size_t i = 0; i < data.areas.size(); ++i) {
        classes.push_back(printed_class(analysis, i));
    }
    for (std::size_t k = 0; k < data.levels.size(); ++k) {
        analysis.levels.push_back(analyse_level(project.levels[k], data.levels[k],
                                                {project, data.areas, incidents, classes, threads}, analysis.findings));
    }
    analysis.themes = classify_themes({project, data, units, analysis.levels, threads}, analysis.findings);
}

std::vector<WindowCounts> count_months(const Project& project, const IncidentSet& incidents, std::size_t areas) {
    std::vector<WindowCounts> months;
    for (const TimeWindow& window : {project.periods.baseline, project.periods.current}) {
        for (LocalDay day = window.from; day <= window.to;) {
            TimeWindow month = month_containing(day, project.periods.month_start);
            day = month.to + std::chrono::days{1};
            month.from = std::max(month.from, window.from);
            month.to = std::min(month.to, window.to);
            months.push_back(count_window(incidents, incidents.area_of, areas, month));
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
    const IncidentSet& incidents = data.incidents.incidents;
    progress.begin("step.count", 0);
    analysis.baseline = count_window(incidents, incidents.area_of, data.areas.size(), project.periods.baseline);
    analysis.current = count_window(incidents, incidents.area_of, data.areas.size(), project.periods.current);
    analysis.months = count_months(project, incidents, data.areas.size());
    analysis.outside_windows = incidents.size() - analysis.baseline.in_window - analysis.current.in_window;
    analysis.exposure_basis = exposure_basis(project, data.areas, analysis.findings);
    progress.begin("step.classify", 0);
    const UnitSet units = area_units(data, analysis);
    analysis.evidence = classify_watch_list(project, units, analysis, threads);
    analysis.verdicts = decide(project, analysis.evidence, data.reviews.history);
    analysis.neighbours = neighbour_states(data.areas, analysis.verdicts);
    progress.throw_if_cancelled();
    analyse_sides(project, data, units, analysis, threads);
    progress.throw_if_cancelled();
    progress.begin("step.sensitivity", 0);
    analysis.sensitivity = study_sensitivity(project, data, analysis, threads);
    analysis.findings.insert(analysis.findings.end(), analysis.sensitivity.findings.begin(),
                             analysis.sensitivity.findings.end());
    if (project.classify.rule.overridden) {
        analysis.findings.push_back(
            {Severity::kWarning,
             "finding.rule-overridden",
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
    analysis.density = analyse_density({project, data, threads, progress, analysis.findings});
    return analysis;
}

}  // namespace diaban
