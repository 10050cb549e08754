#include <algorithm>
#include <cmath>

#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

constexpr int kRows = static_cast<int>(kRowsOfDifferences);

/// How a point's polynomial is laid out. With s and t the point's and the cell's x in bandwidths from the tile's centre,
/// q = 1 - dy^2 and e = q - s^2:
///     Epanechnikov  q - (t-s)^2     = e + 2s t - t^2
///     quartic      (q - (t-s)^2)^2 = e^2 + 4se t + (4s^2 - 2e) t^2 - 4s t^3 + t^4
/// All coefficients times the weight, in lanes of their own, and one more lane that counts the points: the count is exact,
/// and where it is 0 whatever the subtractions left behind is dropped.
template <Kernel kKernel>
struct Layout;

template <>
struct Layout<Kernel::kQuartic> {
    static constexpr int kLanes = 8;
    static constexpr int kPowers = 5;
    static constexpr int kCountLane = 5;
    using Vector = Vector8;
    /// The ends of a row's interval may be off by a millionth of the bandwidth: there K is (2e-6)^2 = 4e-12.
    using End = float;
    using Ends = Float8;
};

template <>
struct Layout<Kernel::kEpanechnikov> {
    static constexpr int kLanes = 4;
    static constexpr int kPowers = 3;
    static constexpr int kCountLane = 3;
    using Vector = Vector4;
    using End = double;
    using Ends = Vector8;
};

/// The tile's cell centres: as the grid puts them, from the tile's centre.
struct TileFrame {
    double origin_x;
    double origin_y;
    std::int64_t rows;
    std::int64_t columns;
    BinRange bin_rows;
    BinRange bin_columns;
};

DIABAN_FLATTEN void prepare(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileFrame& frame) {
    const Grid& grid = job.grid;
    frame.rows = tile.row_end - tile.row_begin;
    frame.columns = tile.column_end - tile.column_begin;
    frame.origin_x = grid.centre_x((tile.column_begin + tile.column_end) / 2);
    frame.origin_y = grid.centre_y((tile.row_begin + tile.row_end) / 2);
    const std::int64_t lines = (frame.columns + 7) / 8;
    memory.columns.resize(static_cast<std::size_t>(lines));
    double* column_x = memory.columns.data()->lane;
    for (std::int64_t c = 0; c < lines * 8; ++c) {
        column_x[c] = grid.centre_x(tile.column_begin + c) - frame.origin_x;
    }
    memory.rows.resize(kRows);
    for (int r = 0; r < kRows; ++r) {
        memory.rows[static_cast<std::size_t>(r)] = grid.centre_y(tile.row_begin + r) - frame.origin_y;
    }
    const double h = job.bandwidth;
    frame.bin_rows = bin_rows(job.bins, grid.centre_y(tile.row_end - 1) - h, grid.centre_y(tile.row_begin) + h);
    frame.bin_columns =
        bin_columns(job.bins, column_x[0] + frame.origin_x - h, column_x[frame.columns - 1] + frame.origin_x + h);
}

/// Points are worked on in batches, so that the roots of one point are under way while another's coefficients are added.
constexpr int kBatch = 16;

template <Kernel kKernel>
struct alignas(64) Batch {
    double e[kBatch][kRows];
    typename Layout<kKernel>::End root[kBatch][kRows];
    int first[kBatch][kRows];
    int last[kBatch][kRows];
    double s[kBatch];
    double w[kBatch];
    double centre[kBatch];
    int row_begin[kBatch];
    int row_end[kBatch];
};

/// Adds the coefficients of one point at the first and takes them away behind the last cell of one row.
template <typename Vector>
DIABAN_FLATTEN void add_row(Vector* sums, int first, int last, const Vector& coefficients) {
    *reinterpret_cast<Vector*>(reinterpret_cast<char*>(sums) + first) += coefficients;
    *reinterpret_cast<Vector*>(reinterpret_cast<char*>(sums) + last) -= coefficients;
}

template <Kernel kKernel>
DIABAN_FLATTEN void finish(Batch<kKernel>& batch, int filled, double cells_a_bandwidth, double width, const Int8& row_places,
                           typename Layout<kKernel>::Vector* sums) {
    using Vector = typename Layout<kKernel>::Vector;
    using End = typename Layout<kKernel>::End;
    using Ends = typename Layout<kKernel>::Ends;
    End* roots = &batch.root[0][0];
    for (int k = 0; k < filled * kRows; ++k) {
        roots[k] = std::sqrt(roots[k]);
    }
    const Ends zero = {};
    const Ends limit = zero + static_cast<End>(width);
    const End reach = static_cast<End>(cells_a_bandwidth);
    constexpr int kBytes = static_cast<int>(sizeof(Vector));
    for (int p = 0; p < filled; ++p) {
        // The first cell right of each end; a cell at the end itself has K = 0 and may fall on either side.
        const Ends half = *reinterpret_cast<const Ends*>(batch.root[p]) * reach;
        const End behind = static_cast<End>(batch.centre[p] + 1.0);
        const Ends left = behind - half;
        const Ends right = behind + half;
        Int8& first = *reinterpret_cast<Int8*>(batch.first[p]);
        Int8& last = *reinterpret_cast<Int8*>(batch.last[p]);
        if (batch.centre[p] >= cells_a_bandwidth && batch.centre[p] + cells_a_bandwidth < width - 1.0) {
            first = __builtin_convertvector(left, Int8) * kBytes + row_places;
            last = __builtin_convertvector(right, Int8) * kBytes + row_places;
        } else {
            const Ends left_inside = left > zero ? left : zero;
            const Ends right_inside = right > zero ? right : zero;
            first = __builtin_convertvector(left_inside < limit ? left_inside : limit, Int8) * kBytes + row_places;
            last = __builtin_convertvector(right_inside < limit ? right_inside : limit, Int8) * kBytes + row_places;
        }
    }
    for (int p = 0; p < filled; ++p) {
        const double s = batch.s[p];
        const double w = batch.w[p];
        const double* e = batch.e[p];
        const int* first = batch.first[p];
        const int* last = batch.last[p];
        const int row_begin = batch.row_begin[p];
        const int row_end = batch.row_end[p];
        if constexpr (kKernel == Kernel::kQuartic) {
            const Vector c0 = {0.0, 0.0, 4.0 * s * s * w, -4.0 * s * w, w, 1.0, 0.0, 0.0};
            const Vector c1 = {0.0, 4.0 * s * w, -2.0 * w, 0.0, 0.0, 0.0, 0.0, 0.0};
            const Vector c2 = {w, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0};
            if (row_begin == 0 && row_end == kRows) {
#pragma GCC unroll 8
                for (int r = 0; r < kRows; ++r) {
                    add_row(sums, first[r], last[r], c0 + e[r] * (c1 + e[r] * c2));
                }
            } else {
                for (int r = row_begin; r < row_end; ++r) {
                    add_row(sums, first[r], last[r], c0 + e[r] * (c1 + e[r] * c2));
                }
            }
        } else {
            const Vector c0 = {0.0, 2.0 * s * w, -w, 1.0};
            const Vector c1 = {w, 0.0, 0.0, 0.0};
            if (row_begin == 0 && row_end == kRows) {
#pragma GCC unroll 8
                for (int r = 0; r < kRows; ++r) {
                    add_row(sums, first[r], last[r], c0 + e[r] * c1);
                }
            } else {
                for (int r = row_begin; r < row_end; ++r) {
                    add_row(sums, first[r], last[r], c0 + e[r] * c1);
                }
            }
        }
    }
}

template <Kernel kKernel>
DIABAN_FLATTEN void polynomial(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    using Vector = typename Layout<kKernel>::Vector;
    using Ends = typename Layout<kKernel>::Ends;
    constexpr int kLanes = Layout<kKernel>::kLanes;
    constexpr int kPowers = Layout<kKernel>::kPowers;
    constexpr int kCountLane = Layout<kKernel>::kCountLane;
    TileFrame frame;
    prepare(job, tile, memory, frame);
    const std::int64_t columns = frame.columns;
    const std::int64_t stride = columns + 1;  // vectors a row: a place behind the last cell takes what ends there
    memory.sums.assign(static_cast<std::size_t>((kRows * stride * kLanes + 7) / 8), Line{});
    auto* sums = reinterpret_cast<Vector*>(memory.sums.data());
    const double h = job.bandwidth;
    const double inverse_h = 1.0 / h;
    const double inverse_cell = 1.0 / job.grid.cell.value;
    const double cells_a_bandwidth = h * inverse_cell;
    const double west = memory.columns.data()->lane[0];
    const double width = static_cast<double>(columns);
    alignas(64) double row_y[kRows];  // in bandwidths
    for (int r = 0; r < kRows; ++r) {
        row_y[r] = memory.rows[static_cast<std::size_t>(r)] * inverse_h;
    }
    const double top = row_y[0];
    const double bottom = row_y[frame.rows - 1];
    const double inverse_row = -cells_a_bandwidth;
    const Vector8 rows_y = *reinterpret_cast<const Vector8*>(row_y);
    const Vector8 zero = {};
    const bool weighted = !job.bins.weights.empty();
    const Vector8 stride_lanes = zero + static_cast<double>(stride * static_cast<std::int64_t>(sizeof(Vector)));
    const Int8 row_places = __builtin_convertvector(stride_lanes * Vector8{0, 1, 2, 3, 4, 5, 6, 7}, Int8);
    const double last_row = static_cast<double>(frame.rows);
    Batch<kKernel> batch;
    int filled = 0;
    for (std::int64_t bin_row = frame.bin_rows.first; bin_row < frame.bin_rows.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        if (frame.bin_columns.first >= frame.bin_columns.end) {
            break;
        }
        const std::size_t begin = job.bins.begin[job.bins.bin(bin_row, frame.bin_columns.first)];
        const std::size_t end = job.bins.begin[job.bins.bin(bin_row, frame.bin_columns.end - 1) + 1];
        for (std::size_t i = begin; i < end; ++i) {
            const double local_x = job.bins.points[i].x - frame.origin_x;
            const double y = (job.bins.points[i].y - frame.origin_y) * inverse_h;
            const double s = local_x * inverse_h;
            const double centre = (local_x - west) * inverse_cell;
            const bool reaches = (y - 1.0 < top) & (y + 1.0 > bottom) & (centre + cells_a_bandwidth > 0.0) &
                                 (centre - cells_a_bandwidth < width);
            if (!reaches) {
                continue;
            }
            const Vector8 dy = rows_y - y;
            const Vector8 q = 1.0 - dy * dy;
            const Ends q_of_ends = __builtin_convertvector(q, Ends);
            const Ends no_end = {};
            *reinterpret_cast<Vector8*>(batch.e[filled]) = q - s * s;
            *reinterpret_cast<Ends*>(batch.root[filled]) = q_of_ends > no_end ? q_of_ends : no_end;
            batch.s[filled] = s;
            batch.w[filled] = weighted ? job.bins.weights[i] : 1.0;
            batch.centre[filled] = centre;
            // Rows that the point reaches.
            batch.row_begin[filled] = static_cast<int>(std::max((y + 1.0 - top) * inverse_row + 1.0, 0.0));
            batch.row_end[filled] = static_cast<int>(std::min((y - 1.0 - top) * inverse_row + 1.0, last_row));
            if (++filled == kBatch) {
                finish<kKernel>(batch, filled, cells_a_bandwidth, width, row_places, sums);
                filled = 0;
            }
        }
    }
    finish<kKernel>(batch, filled, cells_a_bandwidth, width, row_places, sums);
    const double* column_x = memory.columns.data()->lane;
    for (std::int64_t r = 0; r < frame.rows; ++r) {
        Vector run = {};
        for (std::int64_t c = 0; c < columns; ++c) {
            run += sums[r * stride + c];
            double value = 0.0;
            if (run[kCountLane] == 0.0) {
                run = Vector{};
            } else {
                const double t = column_x[c] * inverse_h;
                value = run[kPowers - 1];
                for (int power = kPowers - 2; power >= 0; --power) {
                    value = value * t + run[power];
                }
            }
            out.values[r * out.stride + c] = value > 0.0 ? value * job.scale : 0.0;
        }
    }
}

/// Counts weights in and out of the row. At the rim K jumps from 1/pi to 0, so the cell beside each end is tested again with
/// the distance itself.
void uniform(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    TileFrame frame;
    prepare(job, tile, memory, frame);
    const std::int64_t columns = frame.columns;
    const std::int64_t stride = columns + 1;
    // Two lanes a place: the weight and the count.
    memory.sums.assign(static_cast<std::size_t>((kRows * stride * 2 + 7) / 8), Line{});
    double* sums = memory.sums.data()->lane;
    const double* column_x = memory.columns.data()->lane;
    const double h = job.bandwidth;
    const double h_squared = h * h;
    const double inverse_cell = 1.0 / job.grid.cell.value;
    const bool weighted = !job.bins.weights.empty();
    for (std::int64_t bin_row = frame.bin_rows.first; bin_row < frame.bin_rows.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        if (frame.bin_columns.first >= frame.bin_columns.end) {
            break;
        }
        const std::size_t begin = job.bins.begin[job.bins.bin(bin_row, frame.bin_columns.first)];
        const std::size_t end = job.bins.begin[job.bins.bin(bin_row, frame.bin_columns.end - 1) + 1];
        for (std::size_t i = begin; i < end; ++i) {
            const double x = job.bins.points[i].x - frame.origin_x;
            const double y = job.bins.points[i].y - frame.origin_y;
            const double w = weighted ? job.bins.weights[i] : 1.0;
            const double centre = (x - column_x[0]) * inverse_cell;
            for (std::int64_t r = 0; r < frame.rows; ++r) {
                const double dy = memory.rows[static_cast<std::size_t>(r)] - y;
                const double rest = h_squared - dy * dy;
                if (!(rest > 0.0)) {
                    continue;
                }
                const auto inside = [&](std::int64_t c) {
                    const double dx = column_x[c] - x;
                    return dx * dx + dy * dy < h_squared;
                };
                const double half = std::sqrt(rest) * inverse_cell;
                const double limit = static_cast<double>(columns);
                auto first = static_cast<std::int64_t>(std::clamp(std::ceil(centre - half), 0.0, limit));
                auto end_column = static_cast<std::int64_t>(std::clamp(std::floor(centre + half) + 1.0, 0.0, limit));
                while (first > 0 && inside(first - 1)) {
                    --first;
                }
                while (end_column < columns && inside(end_column)) {
                    ++end_column;
                }
                while (first < end_column && !inside(first)) {
                    ++first;
                }
                while (first < end_column && !inside(end_column - 1)) {
                    --end_column;
                }
                if (first < end_column) {
                    double* from = sums + (r * stride + first) * 2;
                    double* to = sums + (r * stride + end_column) * 2;
                    from[0] += w;
                    from[1] += 1.0;
                    to[0] -= w;
                    to[1] -= 1.0;
                }
            }
        }
    }
    for (std::int64_t r = 0; r < frame.rows; ++r) {
        double run = 0.0;
        double count = 0.0;
        for (std::int64_t c = 0; c < columns; ++c) {
            run += sums[(r * stride + c) * 2];
            count += sums[(r * stride + c) * 2 + 1];
            run = count == 0.0 ? 0.0 : run;
            out.values[r * out.stride + c] = run > 0.0 ? run * job.scale : 0.0;
        }
    }
}

DIABAN_FLATTEN void polynomial_any(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    switch (job.kernel) {
        case Kernel::kQuartic: return polynomial<Kernel::kQuartic>(job, tile, memory, out);
        case Kernel::kEpanechnikov: return polynomial<Kernel::kEpanechnikov>(job, tile, memory, out);
        default: return uniform(job, tile, memory, out);
    }
}

void polynomial_baseline(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    polynomial_any(job, tile, memory, out);
}
DIABAN_TARGET_AVX2 void polynomial_avx2(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    polynomial_any(job, tile, memory, out);
}
DIABAN_TARGET_AVX512 void polynomial_avx512(const SurfaceJob& job, const Tile& tile, TileMemory& memory,
                                            TileOutput out) {
    polynomial_any(job, tile, memory, out);
}

}  // namespace

void paint_by_differences(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                          InstructionSet instructions) {
    switch (instructions) {
        case InstructionSet::kAvx512: return polynomial_avx512(job, tile, memory, out);
        case InstructionSet::kAvx2: return polynomial_avx2(job, tile, memory, out);
        case InstructionSet::kBaseline: return polynomial_baseline(job, tile, memory, out);
    }
}

}  // namespace diaban::detail
