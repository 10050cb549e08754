#include <algorithm>
#include <cmath>

#include "engine/density/detail/loose_lanes.hpp"
#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

constexpr int kRows = static_cast<int>(kRowsOfDifferences);
using Count = int __attribute__((may_alias));

/// How a point's polynomial is laid out. With s and t the point's and the cell's x in bandwidths from the tile's centre, dy the
/// distance of the point to the row and e = 1 - dy^2 - s^2:
///     quartic      (e + 2s t - t^2)^2 = e^2 + 4se t + (4s^2 - 2e) t^2 - 4s t^3 + t^4
///     Epanechnikov  1 - Y^2 - t^2 + 2Y y + 2t s - (y^2 + s^2)   with Y the row's and y the point's place: the same for every row
/// All coefficients times the weight, in lanes of their own. What is active at a cell is counted as well: the count is exact, and
/// where it is 0 whatever the subtractions left behind is dropped. Without weights the count is a coefficient.
template <Kernel kKernel, bool kWeighted>
struct Layout;

/// Four coefficients; that of t^4 is the count.
template <>
struct Layout<Kernel::kQuartic, false> {
    static constexpr bool kCounted = true;
    using Vector = Vector4;
    /// The ends of a row's interval may be off by a millionth of the bandwidth: there K is (2e-6)^2 = 4e-12.
    using End = float;
    using Ends = Float8;
};

/// Five coefficients and the count in lane 5.
template <>
struct Layout<Kernel::kQuartic, true> {
    static constexpr bool kCounted = false;
    using Vector = Vector8;
    using End = float;
    using Ends = Float8;
};

/// Lanes: weight, weight y, weight s, weight (y^2 + s^2).
template <bool kWeighted>
struct Layout<Kernel::kEpanechnikov, kWeighted> {
    static constexpr bool kCounted = kWeighted;
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

/// Points are read by eights and worked on in batches, step by step, so that no step waits for another's roots or branches. A batch is
/// full from `kFull` points on.
constexpr int kFull = 16;
constexpr int kBatch = kFull + 7;

template <Kernel kKernel, bool kWeighted>
struct alignas(64) Batch {
    double e[kBatch][kRows];
    typename Layout<kKernel, kWeighted>::End root[kBatch][kRows];
    /// Where the interval of a row begins and where it is over, in doubles from the tile's first.
    std::uint32_t first[kBatch][kRows];
    std::uint32_t last[kBatch][kRows];
    /// Written by eights.
    double s[kBatch + 1];
    double y[kBatch + 1];
    double w[kBatch + 1];
    double centre[kBatch + 1];
};

/// Behind a row: pairs of places for what is out of reach.
constexpr int kPlacesAside = 8;

/// The sums that the tile's cells are read from.
template <typename Shape>
struct Sums {
    static constexpr std::int64_t kRowGap =
        512 / static_cast<std::int64_t>(sizeof(typename Shape::Vector));  ///< cells in 512 bytes
    double* coefficients;                                                 ///< a Vector a cell
    char* counts;  ///< an int a cell; only where they are counted apart
};

template <typename Shape>
DIABAN_FLATTEN void add_row(const Sums<Shape>& sums, std::uint32_t first, std::uint32_t last,
                            const typename Shape::Vector& coefficients) {
    using Vector = typename Shape::Vector;
    *reinterpret_cast<Vector*>(sums.coefficients + first) += coefficients;
    *reinterpret_cast<Vector*>(sums.coefficients + last) -= coefficients;
    if constexpr (Shape::kCounted) {
        // Four doubles a cell, one int of four bytes.
        ++*reinterpret_cast<Count*>(sums.counts + first);
        --*reinterpret_cast<Count*>(sums.counts + last);
    }
}

/// What does not change from batch to batch.
struct StripFrame {
    Vector8 rows_y;  ///< of the rows, in bandwidths from the tile's centre
    Int8 row_places;
    double cells_a_bandwidth;
    double width;  ///< cells
    int aside;     ///< first of the places behind a row that nothing is read from
};

/// Without `kWithin` some rows may be out of reach. What they would add goes, without a branch, to places behind the row that nothing is
/// read from: to one of several by turns, since the next addition to a place waits for the last.
template <Kernel kKernel, bool kWeighted, bool kWithin>
DIABAN_FLATTEN void add_batch(Batch<kKernel, kWeighted>& batch, int filled, const StripFrame& strip,
                              const Sums<Layout<kKernel, kWeighted>>& sums) {
    using Shape = Layout<kKernel, kWeighted>;
    using Vector = typename Shape::Vector;
    using End = typename Shape::End;
    using Ends = typename Shape::Ends;
    const Ends none = {};
    for (int p = 0; p < filled; ++p) {
        const Vector8 dy = strip.rows_y - batch.y[p];
        const Vector8 q = 1.0 - dy * dy;
        if constexpr (kKernel == Kernel::kQuartic) {
            *reinterpret_cast<Vector8*>(batch.e[p]) = q - batch.s[p] * batch.s[p];
        }
        const Ends square = __builtin_convertvector(q, Ends);
        *reinterpret_cast<Ends*>(batch.root[p]) = square > none ? square : none;
    }
    End* roots = &batch.root[0][0];
    for (int k = 0; k < filled * kRows; ++k) {
        roots[k] = std::sqrt(roots[k]);
    }
    const Ends limit = none + static_cast<End>(strip.width);
    const End reach = static_cast<End>(strip.cells_a_bandwidth);
    constexpr int kDoubles = static_cast<int>(sizeof(Vector) / sizeof(double));
    for (int p = 0; p < filled; ++p) {
        // The first cell right of each end; a cell at the end itself has K = 0 and may fall on either side. A row out of reach
        // begins and is over at one place.
        const Ends half = *reinterpret_cast<const Ends*>(batch.root[p]) * reach;
        const End behind = static_cast<End>(batch.centre[p] + 1.0);
        Ends left = behind - half;
        Ends right = behind + half;
        left = left > none ? left : none;
        right = right > none ? right : none;
        left = left < limit ? left : limit;
        right = right < limit ? right : limit;
        Int8 from = __builtin_convertvector(left, Int8);
        Int8 to = __builtin_convertvector(right, Int8);
        if constexpr (!kWithin) {
            const Int8 empty = from == to;
            const Int8 aside = Int8{} + (strip.aside + 2 * (p % kPlacesAside));
            from = (empty & aside) | (~empty & from);
            to = (empty & (aside + 1)) | (~empty & to);
        }
        *reinterpret_cast<Int8*>(batch.first[p]) = from * kDoubles + strip.row_places;
        *reinterpret_cast<Int8*>(batch.last[p]) = to * kDoubles + strip.row_places;
    }
    for (int p = 0; p < filled; ++p) {
        const double s = batch.s[p];
        const double w = kWeighted ? batch.w[p] : 1.0;
        const std::uint32_t* first = batch.first[p];
        const std::uint32_t* last = batch.last[p];
        if constexpr (kKernel == Kernel::kQuartic) {
            const double* e = batch.e[p];
            Vector c0;
            Vector c1;
            if constexpr (kWeighted) {
                const Vector squares = {0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0};
                const Vector lines = {0.0, 0.0, 0.0, -4.0, 0.0, 0.0, 0.0, 0.0};
                const Vector ones = {0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0};
                const Vector count = {0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0};
                c0 = (squares * (s * s) + lines * s + ones) * w + count;
                c1 = (Vector{0.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0} * s +
                      Vector{0.0, 0.0, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0}) *
                     w;
            } else {
                c0 = Vector{0.0, 0.0, 4.0, 0.0} * (s * s) + Vector{0.0, 0.0, 0.0, -4.0} * s;
                c1 = Vector{0.0, 4.0, 0.0, 0.0} * s + Vector{0.0, 0.0, -2.0, 0.0};
            }
#pragma GCC unroll 8
            for (int r = 0; r < kRows; ++r) {
                const double here = e[r];
                Vector factor = c1;
                if constexpr (kWeighted) {
                    const double weighed = here * w;
                    const Vector all = {weighed, weighed, weighed, weighed, weighed, weighed, weighed, weighed};
                    factor = __builtin_shufflevector(c1, all, 8, 1, 2, 3, 4, 5, 6, 7);
                } else {
                    const Vector all = {here, here, here, here};
                    factor = __builtin_shufflevector(c1, all, 4, 1, 2, 3);
                }
                add_row<Shape>(sums, first[r], last[r], c0 + here * factor);
            }
        } else {
            const double y = batch.y[p];
            const Vector c = {w, w * y, w * s, w * (y * y + s * s)};
#pragma GCC unroll 8
            for (int r = 0; r < kRows; ++r) {
                add_row<Shape>(sums, first[r], last[r], c);
            }
        }
    }
}

template <Kernel kKernel, bool kWeighted>
DIABAN_FLATTEN void polynomial(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out) {
    using Shape = Layout<kKernel, kWeighted>;
    using Vector = typename Shape::Vector;
    using Strip = Sums<Shape>;
    constexpr int kLanes = static_cast<int>(sizeof(Vector) / sizeof(double));
    TileFrame frame;
    prepare(job, tile, memory, frame);
    const std::int64_t columns = frame.columns;
    // Cells a row. A place behind the last takes what ends there; the rest spreads eight neighbouring cells of a column over all sets
    // of an 8-way cache of 4 KiB a way, where a multiple of 4 KiB would have them push each other out.
    const std::int64_t stride =
        (columns + 1 + 2 * kPlacesAside + Strip::kRowGap * 8 - 1) / (Strip::kRowGap * 8) * (Strip::kRowGap * 8) +
        Strip::kRowGap;
    memory.sums.assign(static_cast<std::size_t>((kRows * stride * kLanes + 7) / 8), Line{});
    memory.counts.assign(Shape::kCounted ? static_cast<std::size_t>((kRows * stride + 15) / 16) : 0, Line{});
    const Strip sums{memory.sums.data()->lane, reinterpret_cast<char*>(memory.counts.data())};
    const double h = job.bandwidth;
    const double inverse_h = 1.0 / h;
    const double inverse_cell = 1.0 / job.grid.cell.value;
    StripFrame strip;
    strip.cells_a_bandwidth = h * inverse_cell;
    strip.width = static_cast<double>(columns);
    strip.aside = static_cast<int>(columns) + 1;
    const double west = memory.columns.data()->lane[0];
    alignas(64) double row_y[kRows];  // in bandwidths
    for (int r = 0; r < kRows; ++r) {
        row_y[r] = memory.rows[static_cast<std::size_t>(r)] * inverse_h;
    }
    const double top = row_y[0] + 1.0;
    const double bottom = row_y[frame.rows - 1] - 1.0;
    strip.rows_y = *reinterpret_cast<const Vector8*>(row_y);
    strip.row_places = Int8{0, 1, 2, 3, 4, 5, 6, 7} * static_cast<int>(stride * kLanes);
    const BinFrame& bins = job.bins.frame;
    // The point lies in the middle of its step.
    const double step = bins.side / kOffsetsASide;
    const double first_x = bins.x_min - frame.origin_x + 0.5 * bins.side + 0.5 * step;
    const double first_y = bins.y_max - frame.origin_y - 0.5 * bins.side - 0.5 * step;
    const double step_s = step * inverse_h;
    const double step_centre = step * inverse_cell;
    const double half_bin = 0.5 * bins.side * inverse_h;
    const double half_bin_cells = 0.5 * bins.side * inverse_cell;
    Batch<kKernel, kWeighted> batch;
    int filled = 0;
    bool within = false;  // of the batch
    const auto add = [&]() __attribute__((always_inline)) {
        within ? add_batch<kKernel, kWeighted, true>(batch, filled, strip, sums)
               : add_batch<kKernel, kWeighted, false>(batch, filled, strip, sums);
        filled = 0;
    };
    for (std::int64_t bin_row = frame.bin_rows.first; bin_row < frame.bin_rows.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        const double bin_y = (first_y - static_cast<double>(bin_row) * bins.side) * inverse_h;
        // Every point of the bins reaches a row; all rows.
        const bool reaches = bin_y + half_bin < top && bin_y - half_bin > bottom;
        const bool reaches_all = bin_y + half_bin < row_y[frame.rows - 1] + 1.0 && bin_y - half_bin > row_y[0] - 1.0;
        for (std::int64_t bin_column = frame.bin_columns.first; bin_column < frame.bin_columns.end; ++bin_column) {
            const std::size_t bin = job.bins.bin(bin_row, bin_column);
            const std::uint64_t begin = job.bins.begin[bin];
            const std::uint64_t end = job.bins.begin[bin + 1];
            const double bin_x = first_x + static_cast<double>(bin_column) * bins.side;
            const double bin_s = bin_x * inverse_h;
            const double bin_centre = (bin_x - west) * inverse_cell;
            const bool bin_within =
                reaches_all && bin_centre > half_bin_cells && bin_centre + half_bin_cells < strip.width - 1.0;
            if (bin_within != within) {
                add();
                within = bin_within;
            }
            for (std::uint64_t i = begin; i < end; i += 8) {
                const Int16 pairs = load_ints(job.bins.offsets.data() + i);
                const Vector8 east =
                    __builtin_convertvector(__builtin_shufflevector(pairs, pairs, 0, 2, 4, 6, 8, 10, 12, 14), Vector8);
                const Vector8 south =
                    __builtin_convertvector(__builtin_shufflevector(pairs, pairs, 1, 3, 5, 7, 9, 11, 13, 15), Vector8);
                const Vector8 s = bin_s + east * step_s;
                const Vector8 y = bin_y - south * step_s;
                const Vector8 centre = bin_centre + east * step_centre;
                const int count = static_cast<int>(std::min<std::uint64_t>(end - i, 8));
                if (reaches) {
                    store_lanes(batch.s + filled, s);
                    store_lanes(batch.y + filled, y);
                    store_lanes(batch.centre + filled, centre);
                    for (int k = 0; kWeighted && k < count; ++k) {
                        batch.w[filled + k] = job.bins.weights[i + static_cast<std::uint64_t>(k)];
                    }
                    filled += count;
                } else {
                    alignas(64) double lanes[3][8];
                    *reinterpret_cast<Vector8*>(lanes[0]) = s;
                    *reinterpret_cast<Vector8*>(lanes[1]) = y;
                    *reinterpret_cast<Vector8*>(lanes[2]) = centre;
                    for (int k = 0; k < count; ++k) {
                        batch.s[filled] = lanes[0][k];
                        batch.y[filled] = lanes[1][k];
                        batch.centre[filled] = lanes[2][k];
                        if constexpr (kWeighted) {
                            batch.w[filled] = job.bins.weights[i + static_cast<std::uint64_t>(k)];
                        }
                        // A place is kept only for a point that reaches a row.
                        filled += static_cast<int>((lanes[1][k] < top) & (lanes[1][k] > bottom));
                    }
                }
                if (filled >= kFull) {
                    add();
                }
            }
        }
    }
    add();
    const double* column_x = memory.columns.data()->lane;
    const auto* cells = reinterpret_cast<const Vector*>(sums.coefficients);
    const auto* counts = reinterpret_cast<const Count*>(sums.counts);
    for (std::int64_t r = 0; r < frame.rows; ++r) {
        Vector run = {};
        int active = 0;
        const double row_square = 1.0 - row_y[r] * row_y[r];
        const double row_double = 2.0 * row_y[r];
        for (std::int64_t c = 0; c < columns; ++c) {
            run += cells[r * stride + c];
            bool none = false;
            if constexpr (Shape::kCounted) {
                active += counts[r * stride + c];
                none = active == 0;
            } else {
                none = run[kKernel == Kernel::kQuartic ? 5 : 0] == 0.0;
            }
            double value = 0.0;
            if (none) {
                run = Vector{};
            } else {
                const double t = column_x[c] * inverse_h;
                if constexpr (kKernel == Kernel::kEpanechnikov) {
                    value = run[0] * (row_square - t * t) + row_double * run[1] + 2.0 * t * run[2] - run[3];
                } else {
                    double highest = static_cast<double>(active);
                    if constexpr (kWeighted) {
                        highest = run[4];
                    }
                    value = (((highest * t + run[3]) * t + run[2]) * t + run[1]) * t + run[0];
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
    const bool weighted = !job.bins.weights.empty();
    switch (job.kernel) {
        case Kernel::kQuartic:
            return weighted ? polynomial<Kernel::kQuartic, true>(job, tile, memory, out)
                            : polynomial<Kernel::kQuartic, false>(job, tile, memory, out);
        case Kernel::kEpanechnikov:
            return weighted ? polynomial<Kernel::kEpanechnikov, true>(job, tile, memory, out)
                            : polynomial<Kernel::kEpanechnikov, false>(job, tile, memory, out);
        default:
            return uniform(job, tile, memory, out);
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
        case InstructionSet::kAvx512:
            return polynomial_avx512(job, tile, memory, out);
        case InstructionSet::kAvx2:
            return polynomial_avx2(job, tile, memory, out);
        case InstructionSet::kBaseline:
            return polynomial_baseline(job, tile, memory, out);
    }
}

}  // namespace diaban::detail
