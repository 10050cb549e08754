#include "engine/pipeline/analysis.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "engine/density/density_surface.hpp"
#include "layers/geometry/cells_of_areas.hpp"
#include "layers/geometry/measure.hpp"

namespace diaban {

namespace {

/// Memory that one raster may take: three of them, a working copy and the maps must fit beside one another.
std::size_t raster_memory_limit() {
    const auto bytes = static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
    return bytes / 8;
}

std::vector<ProjectedPoint> located_points(const IncidentLayer& incidents, const TimeWindow& window) {
    std::vector<ProjectedPoint> points;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] != 0 && window.contains(incidents.time[i])) {
            points.push_back(incidents.point[i]);
        }
    }
    return points;
}

/// Points of both windows that lie in an area: far outliers must not widen everybody's bandwidth.
std::vector<ProjectedPoint> points_in_areas(const IncidentLayer& incidents, const std::vector<std::uint32_t>& area_of,
                                            const TimeWindow& window) {
    std::vector<ProjectedPoint> points;
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (incidents.located[i] != 0 && area_of[i] != kNoArea && window.contains(incidents.time[i])) {
            points.push_back(incidents.point[i]);
        }
    }
    return points;
}

Grid grid_of(const AreaLayer& areas, double cell_m) {
    Box extent;
    for (const MultiPolygon& area : areas.geometry) {
        extent.expand(bounding_box(area));
    }
    const Grid grid = grid_covering(extent, Metres{cell_m});
    const double bytes = static_cast<double>(grid.columns) * static_cast<double>(grid.rows) * sizeof(double);
    if (bytes > static_cast<double>(raster_memory_limit())) {
        const double fitting = cell_m * std::sqrt(bytes / static_cast<double>(raster_memory_limit()));
        throw Error(ErrorCode::kInput, "error.grid-too-large",
                    {{"columns", std::to_string(grid.columns)},
                     {"rows", std::to_string(grid.rows)},
                     {"gigabytes", std::to_string(static_cast<long>(std::ceil(bytes / 1e9)))},
                     {"cell", std::to_string(static_cast<long>(std::ceil(fitting)))}});
    }
    return grid;
}

void mask(Raster& raster, const std::vector<std::uint32_t>& area_of_cell) {
    for (std::size_t i = 0; i < raster.values.size(); ++i) {
        if (area_of_cell[i] == kNoArea) {
            raster.values[i] = kNoData;
        }
    }
}

void summarise_by_area(DensityAnalysis& density, const std::vector<std::uint32_t>& area_of_cell, std::size_t areas) {
    std::vector<double> sum(areas, 0.0);
    std::vector<double> largest(areas, 0.0);
    std::vector<std::uint64_t> cells(areas, 0);
    for (std::size_t i = 0; i < area_of_cell.size(); ++i) {
        const std::uint32_t area = area_of_cell[i];
        if (area != kNoArea) {
            sum[area] += density.current.values[i];
            largest[area] = std::max(largest[area], density.current.values[i]);
            ++cells[area];
        }
    }
    density.mean_by_area.resize(areas);
    density.max_by_area.resize(areas);
    for (std::size_t i = 0; i < areas; ++i) {
        if (cells[i] > 0) {
            density.mean_by_area[i] = sum[i] / static_cast<double>(cells[i]);
            density.max_by_area[i] = largest[i];
        }
    }
}

DensityAnalysis analyse_density(const Project& project, const ProjectData& data,
                                const std::vector<std::uint32_t>& area_of, unsigned threads, Progress& progress,
                                std::vector<Finding>& findings) {
    DensityAnalysis density;
    const Grid grid = grid_of(data.areas, project.density.cell_m);
    const IncidentLayer& incidents = data.incidents.incidents;
    if (project.density.bandwidth_m) {
        density.bandwidth_m = *project.density.bandwidth_m;
    } else {
        progress.begin("step.bandwidth", 0);
        const std::vector<ProjectedPoint> inside = points_in_areas(incidents, area_of, project.periods.current);
        density.chosen = select_bandwidth(
            {inside, {}}, {project.density.bandwidth_rule, project.density.kernel, threads}, progress);
        density.bandwidth_m = density.chosen->value.value;
        if (density.chosen->note == BandwidthNote::kMedianDistanceZero) {
            findings.push_back({Severity::kWarning, "note.bandwidth-median-distance-zero", {}});
        } else if (density.chosen->note == BandwidthNote::kOneAxis) {
            findings.push_back({Severity::kWarning, "note.bandwidth-one-axis", {}});
        }
    }
    const DensityOptions options{project.density.kernel, Metres{density.bandwidth_m}, threads};
    const auto surface = [&](const TimeWindow& window) {
        const std::vector<ProjectedPoint> points = located_points(incidents, window);
        progress.begin("step.density", 0);
        return density_surface({points, {}}, grid, options, progress);
    };
    density.current = surface(project.periods.current);
    density.baseline = surface(project.periods.baseline);
    for (const DensityNotice& notice :
         density_notices({incidents.point, {}}, grid, options, raster_memory_limit())) {
        findings.push_back({Severity::kWarning, notice.key, notice.arguments});
    }
    progress.begin("step.mask", 0);
    const std::vector<std::uint32_t> area_of_cell = cells_of_areas(data.areas.geometry, grid);
    summarise_by_area(density, area_of_cell, data.areas.size());
    mask(density.current, area_of_cell);
    mask(density.baseline, area_of_cell);
    density.change = density.current;
    for (std::size_t i = 0; i < density.change.values.size(); ++i) {
        density.change.values[i] -= density.baseline.values[i];
    }
    return density;
}

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
        {baseline_count, current_count, baseline_exposure, current_exposure}, project.classify.rule);
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
    analysis.density = analyse_density(project, data, area_of, threads, progress, analysis.findings);
    return analysis;
}

}  // namespace diaban
