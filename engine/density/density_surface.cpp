#include "engine/density/density_surface.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/core/parallel_chunks.hpp"

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

Raster density_surface(const WeightedPoints& points, const Grid& grid, const DensityOptions& options,
                       Progress& progress) {
    validate(points);
    validate_density_grid(grid);
    validate(options);
    Raster raster{grid, std::vector<double>(grid.size(), 0.0), "per km2"};
    progress.begin("step.density", static_cast<std::uint64_t>(grid.rows));
    const double h = options.bandwidth.value;
    // exp(-u^2/2) at 9 standard deviations is 3e-18.
    const double reach = options.kernel == Kernel::kGaussian ? 9.0 * h : h;
    const double scale = kSquareMetresPerKm2 / (h * h);
    constexpr std::size_t kRowsAChunk = 16;
    for_each_chunk(static_cast<std::size_t>(grid.rows), kRowsAChunk, options.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        for (std::size_t i = 0; i < points.size(); ++i) {
            const ProjectedPoint p = points.points[i];
            for (std::size_t row = begin; row < end; ++row) {
                const double dy = p.y - grid.centre_y(static_cast<std::int64_t>(row));
                if (!(std::abs(dy) <= reach)) {
                    continue;
                }
                const double half = std::sqrt(reach * reach - dy * dy) + grid.cell.value;
                const double cells = static_cast<double>(grid.columns);
                const auto first = static_cast<std::int64_t>(
                    std::clamp(std::floor((p.x - half - grid.x_min) / grid.cell.value), 0.0, cells));
                const auto last = static_cast<std::int64_t>(
                    std::clamp(std::ceil((p.x + half - grid.x_min) / grid.cell.value), 0.0, cells));
                double* values = raster.values.data() + row * static_cast<std::size_t>(grid.columns);
                for (std::int64_t column = first; column < last; ++column) {
                    const double dx = p.x - grid.centre_x(column);
                    const double d_squared = dx * dx + dy * dy;
                    if (options.kernel == Kernel::kGaussian || d_squared < h * h) {
                        // Just below 1, for the root may round up to it.
                        const double u = options.kernel == Kernel::kUniform ? 0.0 : std::sqrt(d_squared) / h;
                        values[column] += points.weight(i) * scale * kernel_value(options.kernel, u);
                    }
                }
            }
        }
        progress.advance(end - begin);
    });
    return raster;
}

}  // namespace diaban
