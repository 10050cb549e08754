#include "engine/review/density_analysis.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "engine/density/density_surface.hpp"
#include "layers/geometry/cells_of_areas.hpp"
#include "layers/geometry/union.hpp"

namespace diaban {

namespace {

/// Memory that one raster may take: three of them, a working copy and the maps must fit beside one another.
std::size_t raster_memory_limit() {
    const auto bytes =
        static_cast<std::size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<std::size_t>(sysconf(_SC_PAGE_SIZE));
    return bytes / 8;
}

std::vector<ProjectedPoint> points_in(const IncidentSet& incidents, IncidentPlace place, const TimeWindow& window) {
    return points_of(incidents, rows_where(incidents, {place, {window}}));
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
            // The border of all areas together may run past a centre that one of them takes in.
            if (std::isnan(density.surfaces.current.values[i])) {
                continue;
            }
            sum[area] += density.surfaces.current.values[i];
            largest[area] = std::max(largest[area], density.surfaces.current.values[i]);
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

/// The given bandwidth, or the one the rule gives for the points of the current window (of the baseline where it has none).
void choose_bandwidth(const DensityContext& context, DensityAnalysis& density) {
    const Project& project = context.project;
    const IncidentSet& incidents = context.data.incidents.incidents;
    if (project.density.bandwidth_m) {
        density.bandwidth_m = *project.density.bandwidth_m;
        return;
    }
    context.progress.begin("step.bandwidth", 0);
    // Far outliers must not widen everybody's bandwidth: only points in areas have a say.
    constexpr IncidentPlace kInAreas = IncidentPlace::kLocatedInArea;
    std::vector<ProjectedPoint> inside = points_in(incidents, kInAreas, project.periods.current);
    if (inside.empty()) {
        inside = points_in(incidents, kInAreas, project.periods.baseline);
    }
    if (inside.empty()) {
        // Counts by area name still classify; the surface is zero whatever the bandwidth.
        context.findings.push_back({Severity::kWarning, "finding.no-located-incidents", {}});
        density.bandwidth_m = 10.0 * project.density.cell_m;
        return;
    }
    density.chosen = select_bandwidth(
        {inside, {}}, {project.density.bandwidth_rule, project.density.kernel, context.threads}, context.progress);
    density.bandwidth_m = density.chosen->value.value;
    if (density.chosen->note == BandwidthNote::kMedianDistanceZero) {
        context.findings.push_back({Severity::kWarning, "note.bandwidth-median-distance-zero", {}});
    } else if (density.chosen->note == BandwidthNote::kOneAxis) {
        context.findings.push_back({Severity::kWarning, "note.bandwidth-one-axis", {}});
    } else if (density.chosen->note != BandwidthNote::kNone) {
        context.findings.push_back({Severity::kWarning, "note.bandwidth-search-end", {}});
    }
}

}  // namespace

DensityAnalysis analyse_density(const DensityContext& context) {
    const Project& project = context.project;
    const ProjectData& data = context.data;
    DensityAnalysis density;
    const Grid grid = grid_of(data.areas, project.density.cell_m);
    const IncidentSet& incidents = data.incidents.incidents;
    choose_bandwidth(context, density);
    const DensityOptions options{project.density.kernel, Metres{density.bandwidth_m}, context.threads};
    DensityRequest request;
    request.grid = grid;
    request.options = options;
    request.smoothing = project.density.smoothing;
    request.edge = project.density.edge;
    if (request.edge != EdgeCorrection::kNone) {
        request.within = union_of(data.areas.geometry);
    }
    const auto surface = [&](const TimeWindow& window) {
        const std::vector<ProjectedPoint> points = points_in(incidents, IncidentPlace::kLocated, window);
        context.progress.begin("step.density", 0);
        return density_within({points, {}}, request, context.progress).raster;
    };
    density.surfaces.current = surface(project.periods.current);
    density.surfaces.baseline = surface(project.periods.baseline);
    // Rows that have an area name only stand at 0,0 and would look like degrees.
    const std::vector<ProjectedPoint> current_points =
        points_in(incidents, IncidentPlace::kLocated, project.periods.current);
    for (const DensityNotice& notice : density_notices({current_points, {}}, grid, options, raster_memory_limit())) {
        context.findings.push_back({Severity::kWarning, notice.key, notice.arguments});
    }
    context.progress.begin("step.mask", 0);
    const std::vector<std::uint32_t> area_of_cell = cells_of_areas(data.areas.geometry, grid);
    summarise_by_area(density, area_of_cell, data.areas.size());
    mask(density.surfaces.current, area_of_cell);
    mask(density.surfaces.baseline, area_of_cell);
    density.surfaces.change = density.surfaces.current;
    for (std::size_t i = 0; i < density.surfaces.change.values.size(); ++i) {
        density.surfaces.change.values[i] -= density.surfaces.baseline.values[i];
    }
    return density;
}

}  // namespace diaban
