#include "engine/density/density_surface.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "engine/density/detail/surface_rows.hpp"

namespace diaban {

void validate(const DensityOptions& options) {
    const double h = options.bandwidth.value;
    if (!(h >= kLeastBandwidth.value && h <= kMostBandwidth.value)) {
        throw Error(ErrorCode::kInput, "error.density-bandwidth-out-of-range", {{"value", std::to_string(h)}});
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
/// A band of rows that is handed on takes about this much.
constexpr std::int64_t kBandBytes = 64'000'000;

}  // namespace

Raster density_surface(const WeightedPoints& points, const Grid& grid, const DensityOptions& options,
                       Progress& progress) {
    validate(points);
    validate_density_grid(grid);
    validate(options);
    Raster raster{grid, std::vector<double>(grid.size(), 0.0), kUnit};
    progress.begin("step.density", grid.size());
    if (!raster.values.empty()) {
        detail::SurfaceRows rows = detail::prepare_rows(points, grid, options);
        detail::paint_rows(rows, 0, grid.rows, raster.values.data(), progress);
    }
    return raster;
}

void density_rows(const WeightedPoints& points, const DensityRequest& request, RowConsumer& consumer,
                  Progress& progress) {
    const Grid& grid = request.grid;
    validate(points);
    validate_density_grid(grid);
    validate(request.options);
    progress.begin("step.density", grid.size());
    if (grid.size() == 0) {
        return;
    }
    detail::SurfaceRows rows = detail::prepare_rows(points, grid, request.options);
    const std::int64_t row_bytes = grid.columns * static_cast<std::int64_t>(sizeof(double));
    const std::int64_t band =
        std::max<std::int64_t>(1, kBandBytes / row_bytes / detail::kRowsACut) * detail::kRowsACut;
    std::vector<double> values(static_cast<std::size_t>(std::min(band, grid.rows) * grid.columns));
    for (std::int64_t begin = 0; begin < grid.rows; begin += band) {
        const std::int64_t end = std::min(grid.rows, begin + band);
        detail::paint_rows(rows, begin, end, values.data(), progress);
        consumer.take(begin, std::span<const double>(values.data(), static_cast<std::size_t>((end - begin) * grid.columns)));
    }
}

}  // namespace diaban
