#include <algorithm>
#include <cmath>

#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

/// Vectors of one row that are painted together, their dx^2 held in registers.
constexpr std::int64_t kMostVectors = 4;
constexpr std::int64_t kLanes = 4;

struct Disc {
    double x;  ///< of the point, local to the tile
    double y;
    double weight;
    double h;
    double h_squared;
};

/// Adds one point to `count` vectors of each of the rows [row_begin, row_end).
template <Kernel kKernel, bool kWeighted, int kCount>
DIABAN_FLATTEN void add_columns(const Disc& disc, const double* column_x, const double* row_y, std::int64_t row_begin,
                                std::int64_t row_end, double* sums, std::int64_t width) {
    Vector4 dx_squared[kCount];
    for (int v = 0; v < kCount; ++v) {
        const Vector4 dx = *reinterpret_cast<const Vector4*>(column_x + v * kLanes) - disc.x;
        dx_squared[v] = dx * dx;
    }
    const Vector4 zero = {0.0, 0.0, 0.0, 0.0};
    for (std::int64_t row = row_begin; row < row_end; ++row) {
        const double dy = row_y[row] - disc.y;
        double* line = sums + row * width;
        for (int v = 0; v < kCount; ++v) {
            Vector4& sum = *reinterpret_cast<Vector4*>(line + v * kLanes);
            if constexpr (kKernel == Kernel::kUniform) {
                const Vector4 d_squared = dx_squared[v] + dy * dy;
                const Vector4 one = zero + disc.weight;
                sum += d_squared < disc.h_squared ? one : zero;
            } else if constexpr (kKernel == Kernel::kTriangular) {
                Vector4 distance = dx_squared[v] + dy * dy;
                for (int lane = 0; lane < kLanes; ++lane) {
                    distance[lane] = std::sqrt(distance[lane]);
                }
                const Vector4 rest = disc.h - distance;
                const Vector4 value = rest > zero ? rest : zero;
                sum += kWeighted ? value * disc.weight : value;
            } else {
                const double rest_y = disc.h_squared - dy * dy;
                const Vector4 rest = rest_y - dx_squared[v];
                const Vector4 above = rest > zero ? rest : zero;
                const Vector4 value = kKernel == Kernel::kQuartic ? above * above : above;
                sum += kWeighted ? value * disc.weight : value;
            }
        }
    }
}

template <Kernel kKernel, bool kWeighted>
DIABAN_FLATTEN void scatter(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    const Grid& grid = job.grid;
    const double cell = grid.cell.value;
    const std::int64_t rows = tile.row_end - tile.row_begin;
    const std::int64_t columns = tile.column_end - tile.column_begin;
    const std::int64_t lines = (columns + 7) / 8;
    const std::int64_t width = lines * 8;
    const double origin_x = grid.centre_x((tile.column_begin + tile.column_end) / 2);
    const double origin_y = grid.centre_y((tile.row_begin + tile.row_end) / 2);
    memory.sums.assign(static_cast<std::size_t>(rows * lines), Line{});
    memory.columns.assign(static_cast<std::size_t>(lines), Line{});
    memory.rows.resize(static_cast<std::size_t>(rows));
    double* sums = memory.sums.data()->lane;
    double* column_x = memory.columns.data()->lane;
    double* row_y = memory.rows.data();
    // Differences of neighbouring doubles are exact: a cell centre is where the grid's own formula puts it.
    for (std::int64_t c = 0; c < width; ++c) {
        column_x[c] = grid.centre_x(tile.column_begin + c) - origin_x;
    }
    for (std::int64_t r = 0; r < rows; ++r) {
        row_y[r] = grid.centre_y(tile.row_begin + r) - origin_y;
    }
    const double h = job.bandwidth;
    const double inverse_cell = 1.0 / cell;
    const double last_column = static_cast<double>(columns - 1);
    const double last_row = static_cast<double>(rows - 1);
    // In cells, and a little more than the bandwidth: a cell too many adds 0, a cell too few would be wrong.
    const double reach = h * inverse_cell * (1.0 + 1e-9) + 1e-6;
    const BinRange bin_row_range =
        bin_rows(job.bins, row_y[rows - 1] + origin_y - h, row_y[0] + origin_y + h);
    const BinRange bin_column_range =
        bin_columns(job.bins, column_x[0] + origin_x - h, column_x[columns - 1] + origin_x + h);
    Disc disc{0.0, 0.0, 1.0, h, h * h};
    for (std::int64_t bin_row = bin_row_range.first; bin_row < bin_row_range.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        if (bin_column_range.first >= bin_column_range.end) {
            break;
        }
        // Bins of one row lie one after the other.
        const std::size_t begin = job.bins.begin[job.bins.bin(bin_row, bin_column_range.first)];
        const std::size_t end = job.bins.begin[job.bins.bin(bin_row, bin_column_range.end - 1) + 1];
        for (std::size_t i = begin; i < end; ++i) {
            disc.x = job.bins.points[i].x - origin_x;
            disc.y = job.bins.points[i].y - origin_y;
            if constexpr (kWeighted) {
                disc.weight = job.bins.weights[i];
            }
            const double centre_column = (disc.x - column_x[0]) * inverse_cell;
            const double centre_row = (row_y[0] - disc.y) * inverse_cell;
            const double west = centre_column - reach;
            const double east = centre_column + reach;
            const double north = centre_row - reach;
            const double south = centre_row + reach;
            if (!(east >= 0.0 && west <= last_column && south >= 0.0 && north <= last_row)) {
                continue;
            }
            const auto first_row = static_cast<std::int64_t>(std::max(north + 1.0, 0.0));
            const auto end_row = static_cast<std::int64_t>(std::min(south, last_row)) + 1;
            const auto first_vector = static_cast<std::int64_t>(std::max(west + 1.0, 0.0)) / kLanes;
            const auto end_vector = static_cast<std::int64_t>(std::min(east, last_column)) / kLanes + 1;
            for (std::int64_t v = first_vector; v < end_vector; v += kMostVectors) {
                std::int64_t group_first_row = first_row;
                std::int64_t group_end_row = end_row;
                if (end_vector - first_vector > kMostVectors) {
                    // A wide disc: rows that it does not reach within these columns are left out.
                    const double left = static_cast<double>(v * kLanes);
                    const double right = static_cast<double>((v + kMostVectors) * kLanes);
                    const double aside = std::max({0.0, left - centre_column, centre_column - right});
                    const double half = std::sqrt(std::max(0.0, reach * reach - aside * aside)) + 1e-6;
                    group_first_row = static_cast<std::int64_t>(std::clamp(centre_row - half + 1.0, 0.0, last_row + 1.0));
                    group_end_row = static_cast<std::int64_t>(std::clamp(centre_row + half + 1.0, 0.0, last_row + 1.0));
                }
                const double* x = column_x + v * kLanes;
                double* target = sums + v * kLanes;
                switch (std::min(end_vector - v, kMostVectors)) {
                    case 1:
                        add_columns<kKernel, kWeighted, 1>(disc, x, row_y, group_first_row, group_end_row, target, width);
                        break;
                    case 2:
                        add_columns<kKernel, kWeighted, 2>(disc, x, row_y, group_first_row, group_end_row, target, width);
                        break;
                    case 3:
                        add_columns<kKernel, kWeighted, 3>(disc, x, row_y, group_first_row, group_end_row, target, width);
                        break;
                    default:
                        add_columns<kKernel, kWeighted, 4>(disc, x, row_y, group_first_row, group_end_row, target, width);
                        break;
                }
            }
        }
    }
    const double scale = kKernel == Kernel::kQuartic        ? job.scale / (h * h) / (h * h)
                         : kKernel == Kernel::kEpanechnikov ? job.scale / (h * h)
                         : kKernel == Kernel::kTriangular   ? job.scale / h
                                                            : job.scale;
    for (std::int64_t r = 0; r < rows; ++r) {
        for (std::int64_t c = 0; c < columns; ++c) {
            out.values[r * out.stride + c] = sums[r * width + c] * scale;
        }
    }
}

DIABAN_FLATTEN void scatter_any(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    const bool weighted = !job.bins.weights.empty();
    switch (job.kernel) {
        case Kernel::kQuartic:
            weighted ? scatter<Kernel::kQuartic, true>(job, tile, memory, out)
                     : scatter<Kernel::kQuartic, false>(job, tile, memory, out);
            break;
        case Kernel::kEpanechnikov:
            weighted ? scatter<Kernel::kEpanechnikov, true>(job, tile, memory, out)
                     : scatter<Kernel::kEpanechnikov, false>(job, tile, memory, out);
            break;
        case Kernel::kTriangular:
            weighted ? scatter<Kernel::kTriangular, true>(job, tile, memory, out)
                     : scatter<Kernel::kTriangular, false>(job, tile, memory, out);
            break;
        default:
            weighted ? scatter<Kernel::kUniform, true>(job, tile, memory, out)
                     : scatter<Kernel::kUniform, false>(job, tile, memory, out);
            break;
    }
}

void scatter_baseline(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    scatter_any(job, tile, memory, out);
}
DIABAN_TARGET_AVX2 void scatter_avx2(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    scatter_any(job, tile, memory, out);
}
DIABAN_TARGET_AVX512 void scatter_avx512(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    scatter_any(job, tile, memory, out);
}

}  // namespace

void paint_by_scatter(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                      InstructionSet instructions) {
    switch (instructions) {
        case InstructionSet::kAvx512: return scatter_avx512(job, tile, memory, out);
        case InstructionSet::kAvx2: return scatter_avx2(job, tile, memory, out);
        case InstructionSet::kBaseline: return scatter_baseline(job, tile, memory, out);
    }
}

}  // namespace diaban::detail
