#include <algorithm>
#include <cmath>

#include "engine/density/detail/gaussian_lanes.hpp"
#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

/// exp(-d^2 / 2h^2) at `lines` vectors of centres.
DIABAN_FLATTEN void axis_weights(const double* centres, std::int64_t lines, double position, double factor,
                                 double* weights) {
    for (std::int64_t v = 0; v < lines; ++v) {
        const Vector8 d = *reinterpret_cast<const Vector8*>(centres + v * 8) - position;
        const Vector8 exponent = d * d * factor;
        const Vector8 least = exponent * 0.0 - 700.0;
        exp_lanes(exponent > least ? exponent : least, *reinterpret_cast<Vector8*>(weights + v * 8));
    }
}

DIABAN_FLATTEN void gaussian(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    const Grid& grid = job.grid;
    const std::int64_t rows = tile.row_end - tile.row_begin;
    const std::int64_t columns = tile.column_end - tile.column_begin;
    const std::int64_t lines = (columns + 7) / 8;
    const std::int64_t row_lines = (rows + 7) / 8;
    const double origin_x = grid.centre_x((tile.column_begin + tile.column_end) / 2);
    const double origin_y = grid.centre_y((tile.row_begin + tile.row_end) / 2);
    memory.sums.assign(static_cast<std::size_t>(rows * lines), Line{});
    memory.columns.resize(static_cast<std::size_t>(lines + row_lines));
    memory.powers.resize(static_cast<std::size_t>(lines + row_lines));
    auto* sums = reinterpret_cast<Vector8*>(memory.sums.data());
    double* column_x = memory.columns.data()->lane;
    double* row_y = column_x + lines * 8;
    double* column_weight = memory.powers.data()->lane;
    double* row_weight = column_weight + lines * 8;
    for (std::int64_t c = 0; c < lines * 8; ++c) {
        column_x[c] = grid.centre_x(tile.column_begin + c) - origin_x;
    }
    for (std::int64_t r = 0; r < row_lines * 8; ++r) {
        row_y[r] = grid.centre_y(tile.row_begin + r) - origin_y;
    }
    const double reach = kGaussianReach * job.bandwidth;
    const double inverse_cell = 1.0 / grid.cell.value;
    const double factor = -0.5 / (job.bandwidth * job.bandwidth);
    const BinRange bin_row_range = bin_rows(job.bins, row_y[rows - 1] + origin_y - reach, row_y[0] + origin_y + reach);
    const BinRange bin_column_range =
        bin_columns(job.bins, column_x[0] + origin_x - reach, column_x[columns - 1] + origin_x + reach);
    const bool weighted = !job.bins.weights.empty();
    for (std::int64_t bin_row = bin_row_range.first; bin_row < bin_row_range.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        if (bin_column_range.first >= bin_column_range.end) {
            break;
        }
        const std::size_t begin = job.bins.begin[job.bins.bin(bin_row, bin_column_range.first)];
        const std::size_t end = job.bins.begin[job.bins.bin(bin_row, bin_column_range.end - 1) + 1];
        for (std::size_t i = begin; i < end; ++i) {
            const double x = job.bins.points[i].x - origin_x;
            const double y = job.bins.points[i].y - origin_y;
            const double centre_column = (x - column_x[0]) * inverse_cell;
            const double centre_row = (row_y[0] - y) * inverse_cell;
            const double west = std::max(centre_column - reach * inverse_cell, 0.0);
            const double east = std::min(centre_column + reach * inverse_cell, static_cast<double>(columns - 1));
            const double north = std::max(centre_row - reach * inverse_cell, 0.0);
            const double south = std::min(centre_row + reach * inverse_cell, static_cast<double>(rows - 1));
            if (!(west <= east && north <= south)) {
                continue;
            }
            const auto first_line = static_cast<std::int64_t>(west) / 8;
            const auto end_line = static_cast<std::int64_t>(east) / 8 + 1;
            const auto first_row = static_cast<std::int64_t>(north);
            const auto end_row = static_cast<std::int64_t>(south) + 1;
            const auto first_row_line = first_row / 8;
            axis_weights(column_x + first_line * 8, end_line - first_line, x, factor, column_weight + first_line * 8);
            axis_weights(row_y + first_row_line * 8, (end_row + 7) / 8 - first_row_line, y, factor,
                         row_weight + first_row_line * 8);
            const double w = weighted ? job.bins.weights[i] : 1.0;
            for (std::int64_t row = first_row; row < end_row; ++row) {
                const double along = w * row_weight[row];
                for (std::int64_t v = first_line; v < end_line; ++v) {
                    sums[row * lines + v] += along * *reinterpret_cast<const Vector8*>(column_weight + v * 8);
                }
            }
        }
    }
    const double* values = memory.sums.data()->lane;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c) {
            out.values[r * out.stride + c] = values[r * lines * 8 + c] * job.scale;
        }
    }
}

void gaussian_baseline(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    gaussian(job, tile, memory, out);
}
DIABAN_TARGET_AVX2 void gaussian_avx2(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    gaussian(job, tile, memory, out);
}
DIABAN_TARGET_AVX512 void gaussian_avx512(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    gaussian(job, tile, memory, out);
}

}  // namespace

void paint_gaussian(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                    InstructionSet instructions) {
    switch (instructions) {
        case InstructionSet::kAvx512:
            return gaussian_avx512(job, tile, memory, out);
        case InstructionSet::kAvx2:
            return gaussian_avx2(job, tile, memory, out);
        case InstructionSet::kBaseline:
            return gaussian_baseline(job, tile, memory, out);
    }
}

}  // namespace diaban::detail
