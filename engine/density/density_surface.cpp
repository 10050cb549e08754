#include "engine/density/density_surface.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/parallel_chunks.hpp"
#include "engine/density/detail/point_bins.hpp"
#include "engine/density/detail/surface_tile.hpp"

namespace diaban {

void validate(const DensityOptions& options) {
    const double h = options.bandwidth.value;
    if (!(h > 0.0) || !std::isfinite(h)) {
        throw Error(ErrorCode::kInput, "error.density-bandwidth-not-positive", {{"value", std::to_string(h)}});
    }
}

void validate_density_grid(const Grid& grid) {
    if (!(grid.cell.value > 0.0) || !std::isfinite(grid.cell.value)) {
        throw Error(ErrorCode::kInput, "error.cell-not-positive", {{"value", std::to_string(grid.cell.value)}});
    }
    if (grid.columns < 0 || grid.rows < 0 || !std::isfinite(grid.x_min) || !std::isfinite(grid.y_max)) {
        throw Error(ErrorCode::kInput, "error.density-grid-invalid",
                    {{"columns", std::to_string(grid.columns)}, {"rows", std::to_string(grid.rows)}});
    }
}

std::size_t raster_bytes(const Grid& grid) { return grid.size() * sizeof(double); }

std::vector<DensityNotice> density_notices(const WeightedPoints& points, const Grid& grid,
                                           const DensityOptions& options, std::size_t memory_bytes) {
    std::vector<DensityNotice> notices;
    if (options.bandwidth < grid.cell) {
        notices.push_back({"warning.density-bandwidth-below-cell",
                           {{"bandwidth", std::to_string(options.bandwidth.value)},
                            {"cell", std::to_string(grid.cell.value)}}});
    }
    const Box box = bounding_box(points);
    if (!box.empty() && box.x_min >= -180.0 && box.x_max <= 180.0 && box.y_min >= -180.0 && box.y_max <= 180.0) {
        notices.push_back({"warning.density-looks-like-degrees",
                           {{"x_min", std::to_string(box.x_min)},
                            {"x_max", std::to_string(box.x_max)},
                            {"y_min", std::to_string(box.y_min)},
                            {"y_max", std::to_string(box.y_max)}}});
    }
    if (memory_bytes > 0 && raster_bytes(grid) > memory_bytes) {
        notices.push_back({"warning.density-grid-exceeds-memory",
                           {{"columns", std::to_string(grid.columns)},
                            {"rows", std::to_string(grid.rows)},
                            {"megabytes", std::to_string(raster_bytes(grid) / 1'000'000)},
                            {"available", std::to_string(memory_bytes / 1'000'000)}}});
    }
    return notices;
}

namespace {

constexpr const char* kUnit = "per km2";
/// From this many cells a bandwidth on, differences cost less than scattering (see density.md).
constexpr double kDifferencesFromCells = 9.0;
constexpr std::int64_t kScatterTileRows = 64;
constexpr std::int64_t kScatterTileColumns = 512;
/// Columns of a tile of differences in bandwidths: wide tiles replay fewer points, narrow ones round less (x/h stays small).
constexpr double kDifferencesTileBandwidths = 13.0;
constexpr double kDifferencesLeastColumns = 64.0;
/// 32 bits count the bytes of a tile.
constexpr double kDifferencesMostColumns = 32768.0;

enum class Method { kScatter, kDifferences };

struct TilePlan {
    Method method = Method::kScatter;
    std::int64_t tile_rows = 1;
    std::int64_t tile_columns = 1;
};

/// Depends on the grid and the bandwidth only, never on threads.
TilePlan plan_tiles(const Grid& grid, const DensityOptions& options) {
    const double cells = options.bandwidth.value / grid.cell.value;
    const bool polynomial = options.kernel != Kernel::kTriangular;
    TilePlan plan;
    if (polynomial && cells >= kDifferencesFromCells) {
        const double widest = std::clamp(kDifferencesTileBandwidths * cells, kDifferencesLeastColumns, kDifferencesMostColumns);
        const double parts = std::ceil(static_cast<double>(grid.columns) / widest);
        plan.method = Method::kDifferences;
        plan.tile_rows = detail::kRowsOfDifferences;
        plan.tile_columns = static_cast<std::int64_t>(std::ceil(static_cast<double>(grid.columns) / parts));
    } else {
        plan.method = Method::kScatter;
        plan.tile_rows = kScatterTileRows;
        plan.tile_columns = kScatterTileColumns;
    }
    return plan;
}

void paint_rows(const detail::SurfaceJob& job, const TilePlan& plan, std::int64_t row_begin, std::int64_t row_end,
                double* values, const DensityOptions& options, Progress& progress) {
    const Grid& grid = job.grid;
    const std::int64_t across = (grid.columns + plan.tile_columns - 1) / plan.tile_columns;
    const std::int64_t down = (row_end - row_begin + plan.tile_rows - 1) / plan.tile_rows;
    const detail::InstructionSet instructions = options.instructions.value_or(detail::widest_instruction_set());
    for_each_chunk(static_cast<std::size_t>(across * down), 1, options.threads,
                   [&](std::size_t index, std::size_t, std::size_t) {
        thread_local detail::TileMemory memory;
        detail::Tile tile;
        tile.row_begin = row_begin + static_cast<std::int64_t>(index) / across * plan.tile_rows;
        tile.row_end = std::min(row_end, tile.row_begin + plan.tile_rows);
        tile.column_begin = static_cast<std::int64_t>(index) % across * plan.tile_columns;
        tile.column_end = std::min(grid.columns, tile.column_begin + plan.tile_columns);
        double* first = values + (tile.row_begin - row_begin) * grid.columns + tile.column_begin;
        if (plan.method == Method::kDifferences) {
            detail::paint_by_differences(job, tile, memory, {first, grid.columns}, instructions);
        } else {
            detail::paint_by_scatter(job, tile, memory, {first, grid.columns}, instructions);
        }
        progress.advance(static_cast<std::uint64_t>((tile.row_end - tile.row_begin) *
                                                    (tile.column_end - tile.column_begin)));
    });
}

}  // namespace

Raster density_surface(const WeightedPoints& points, const Grid& grid, const DensityOptions& options,
                       Progress& progress) {
    validate(points);
    validate_density_grid(grid);
    validate(options);
    Raster raster{grid, std::vector<double>(grid.size(), 0.0), kUnit};
    if (raster.values.empty()) {
        return raster;
    }
    progress.begin("step.density", grid.size());
    const double h = options.bandwidth.value;
    const detail::PointBins bins = detail::sort_into_bins(points, grid, h, options.threads);
    const detail::SurfaceJob job{grid, bins, progress, options.kernel, h,
                                 kernel_peak(options.kernel) * kSquareMetresPerKm2 / (h * h)};
    paint_rows(job, plan_tiles(grid, options), 0, grid.rows, raster.values.data(), options, progress);
    return raster;
}

}  // namespace diaban
