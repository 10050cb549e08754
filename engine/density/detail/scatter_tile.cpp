#include <algorithm>
#include <cmath>

#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

constexpr std::int64_t kLanes = 4;
/// Vectors of one row that are painted together, their dx^2 held in registers. A disc that never has more is narrow.
constexpr std::int64_t kMostVectors = 6;

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

/// The tile's sums and where they lie, in metres from the tile's centre. Narrow discs write beyond the tile's columns instead of being
/// cut off, into columns that nothing is read from.
struct TileSums {
    double origin_x;
    double origin_y;
    std::int64_t rows;
    std::int64_t first_column;  ///< of the tile's own, a multiple of eight
    std::int64_t columns;       ///< of the tile's own
    std::int64_t width;         ///< all columns
    const double* column_x;
    const double* row_y;
    double* sums;
    double reach;  ///< cells
    double h;      ///< metres
};

DIABAN_FLATTEN TileSums prepare(const SurfaceJob& job, const Tile& tile, TileMemory& memory) {
    const Grid& grid = job.grid;
    TileSums place{};
    place.h = job.bandwidth;
    place.rows = tile.row_end - tile.row_begin;
    place.columns = tile.column_end - tile.column_begin;
    place.origin_x = grid.centre_x((tile.column_begin + tile.column_end) / 2);
    place.origin_y = grid.centre_y((tile.row_begin + tile.row_end) / 2);
    // A little more than the bandwidth: a cell too many adds 0, a cell too few would be wrong.
    place.reach = job.bandwidth / grid.cell.value * (1.0 + 1e-9) + 1e-6;
    const bool narrow = 2.0 * place.reach + 1.0 + 6.0 < static_cast<double>((kMostVectors + 1) * kLanes);
    const std::int64_t aside = narrow ? (static_cast<std::int64_t>(2.0 * place.reach) / 8 + 1) * 8 : 0;
    place.first_column = aside;
    place.width = (place.columns + 7) / 8 * 8 + 2 * aside;
    memory.sums.assign(static_cast<std::size_t>(place.rows * place.width / 8), Line{});
    memory.columns.assign(static_cast<std::size_t>(place.width / 8), Line{});
    memory.rows.resize(static_cast<std::size_t>(place.rows));
    // Differences of neighbouring doubles are exact: a cell centre is where the grid's own formula puts it.
    double* column_x = memory.columns.data()->lane;
    for (std::int64_t c = 0; c < place.width; ++c) {
        column_x[c] = grid.centre_x(tile.column_begin - aside + c) - place.origin_x;
    }
    for (std::int64_t r = 0; r < place.rows; ++r) {
        memory.rows[static_cast<std::size_t>(r)] = grid.centre_y(tile.row_begin + r) - place.origin_y;
    }
    place.column_x = column_x;
    place.row_y = memory.rows.data();
    place.sums = memory.sums.data()->lane;
    return place;
}

/// What a point's disc covers of the tile: all its columns, the rows cut off.
struct Cover {
    double x;
    double y;
    double weight;
    std::int32_t first_row;
    std::int32_t end_row;
    std::int64_t first_vector;
};

/// Points whose discs cover as many vectors a row, so that one loop without a branch fits them all.
constexpr int kAlike = 32;
struct Alike {
    int filled = 0;
    Cover covers[kAlike];
};

template <Kernel kKernel, bool kWeighted, int kCount>
DIABAN_FLATTEN void add_alike(Alike& alike, const TileSums& place) {
    for (int k = 0; k < alike.filled; ++k) {
        const Cover& cover = alike.covers[k];
        const Disc disc{cover.x, cover.y, cover.weight, place.h, place.h * place.h};
        add_columns<kKernel, kWeighted, kCount>(disc, place.column_x + cover.first_vector * kLanes, place.row_y,
                                                cover.first_row, cover.end_row,
                                                place.sums + cover.first_vector * kLanes, place.width);
    }
    alike.filled = 0;
}

/// What one kernel needs, with and without weights: each is compiled once for a set of instructions and called, not inlined anew
/// wherever it is used.
struct Painter {
    void (*alike[kMostVectors + 1])(Alike&, const TileSums&);  ///< by vectors a row, from 1
    void (*wide)(const SurfaceJob&, const TileSums&, BinRange);
};

/// Points [begin, end) of the bins, narrow discs.
DIABAN_FLATTEN void add_narrow(const SurfaceJob& job, const TileSums& place, const Painter& painter, Alike* alike,
                               BinRange points) {
    const double* const weights = job.bins.weights.empty() ? nullptr : job.bins.weights.data();
    const double inverse_cell = 1.0 / job.grid.cell.value;
    const double first_own = static_cast<double>(place.first_column);
    const double last_own = static_cast<double>(place.first_column + place.columns - 1);
    const double last_row = static_cast<double>(place.rows - 1);
    // So many rows have their centres within reach; where now and then one more has, it is taken by all, so that the loop over rows
    // ends where it is expected to.
    const double rows = std::floor(2.0 * place.reach);
    const bool as_many = 2.0 * place.reach - rows > 0.05;
    for (std::int64_t i = points.first; i < points.end; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const double x = job.bins.points[at].x - place.origin_x;
        const double y = job.bins.points[at].y - place.origin_y;
        const double centre_column = (x - place.column_x[0]) * inverse_cell;
        const double centre_row = (place.row_y[0] - y) * inverse_cell;
        const double west = centre_column - place.reach;
        const double east = centre_column + place.reach;
        const double north = centre_row - place.reach;
        const double south = centre_row + place.reach;
        const bool reaches = (static_cast<int>(east >= first_own) & static_cast<int>(west <= last_own) &
                              static_cast<int>(south >= 0.0) & static_cast<int>(north <= last_row)) != 0;
        if (!reaches) {
            continue;
        }
        const double first_row = std::max(std::floor(north) + 1.0, 0.0);
        const double last = as_many ? std::floor(north) + 1.0 + rows : std::floor(south);
        const auto first_vector = static_cast<std::int64_t>(west + 1.0) / kLanes;
        const auto end_vector = static_cast<std::int64_t>(east) / kLanes + 1;
        Alike& mine = alike[end_vector - first_vector];
        mine.covers[mine.filled] = {x,
                                    y,
                                    weights != nullptr ? weights[at] : 1.0,
                                    static_cast<std::int32_t>(first_row),
                                    static_cast<std::int32_t>(std::min(last, last_row)) + 1,
                                    first_vector};
        if (++mine.filled == kAlike) {
            painter.alike[end_vector - first_vector](mine, place);
        }
    }
}

/// Points [begin, end) of the bins, wide discs: in groups of columns, of which each has the rows that the disc reaches there.
template <Kernel kKernel, bool kWeighted>
DIABAN_FLATTEN void add_wide(const SurfaceJob& job, const TileSums& place, BinRange points) {
    const double inverse_cell = 1.0 / job.grid.cell.value;
    const double last_column = static_cast<double>(place.columns - 1);
    const double last_row = static_cast<double>(place.rows - 1);
    Disc disc{0.0, 0.0, 1.0, job.bandwidth, job.bandwidth * job.bandwidth};
    for (std::int64_t i = points.first; i < points.end; ++i) {
        const auto at = static_cast<std::size_t>(i);
        disc.x = job.bins.points[at].x - place.origin_x;
        disc.y = job.bins.points[at].y - place.origin_y;
        if constexpr (kWeighted) {
            disc.weight = job.bins.weights[at];
        }
        const double centre_column = (disc.x - place.column_x[0]) * inverse_cell;
        const double centre_row = (place.row_y[0] - disc.y) * inverse_cell;
        const double west = centre_column - place.reach;
        const double east = centre_column + place.reach;
        if (!(east >= 0.0 && west <= last_column && centre_row + place.reach >= 0.0 &&
              centre_row - place.reach <= last_row)) {
            continue;
        }
        const auto first_vector = static_cast<std::int64_t>(std::max(west + 1.0, 0.0)) / kLanes;
        const auto end_vector = static_cast<std::int64_t>(std::min(east, last_column)) / kLanes + 1;
        for (std::int64_t v = first_vector; v < end_vector; v += kMostVectors) {
            const double left = static_cast<double>(v * kLanes);
            const double right = static_cast<double>((v + kMostVectors) * kLanes);
            const double beside = std::max({0.0, left - centre_column, centre_column - right});
            const double half = std::sqrt(std::max(0.0, place.reach * place.reach - beside * beside)) + 1e-6;
            const auto first_row = static_cast<std::int64_t>(std::clamp(centre_row - half + 1.0, 0.0, last_row + 1.0));
            const auto end_row = static_cast<std::int64_t>(std::clamp(centre_row + half + 1.0, 0.0, last_row + 1.0));
            const double* x = place.column_x + v * kLanes;
            double* target = place.sums + v * kLanes;
            // The last group may reach into what rounds the width up to a line, never beyond: a line has two vectors.
            std::int64_t left_over = end_vector - v;
            while (left_over >= 2) {
                const bool all = left_over >= kMostVectors;
                all ? add_columns<kKernel, kWeighted, 6>(disc, x, place.row_y, first_row, end_row, target, place.width)
                    : add_columns<kKernel, kWeighted, 2>(disc, x, place.row_y, first_row, end_row, target, place.width);
                const std::int64_t done = all ? 6 : 2;
                x += done * kLanes;
                target += done * kLanes;
                left_over = all ? 0 : left_over - done;
            }
            if (left_over == 1) {
                add_columns<kKernel, kWeighted, 1>(disc, x, place.row_y, first_row, end_row, target, place.width);
            }
        }
    }
}

double scale_of(const SurfaceJob& job) {
    const double h = job.bandwidth;
    switch (job.kernel) {
        case Kernel::kQuartic:
            return job.scale / (h * h) / (h * h);
        case Kernel::kEpanechnikov:
            return job.scale / (h * h);
        case Kernel::kTriangular:
            return job.scale / h;
        default:
            return job.scale;
    }
}

DIABAN_FLATTEN void scatter(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                            const Painter& painter) {
    const double h = job.bandwidth;
    const TileSums place = prepare(job, tile, memory);
    const double east = job.grid.centre_x(tile.column_end - 1);
    const BinRange bin_row_range =
        bin_rows(job.bins, job.grid.centre_y(tile.row_end - 1) - h, job.grid.centre_y(tile.row_begin) + h);
    const BinRange bin_column_range = bin_columns(job.bins, job.grid.centre_x(tile.column_begin) - h, east + h);
    Alike alike[kMostVectors + 1];
    for (std::int64_t bin_row = bin_row_range.first; bin_row < bin_row_range.end; ++bin_row) {
        job.progress.throw_if_cancelled();
        if (bin_column_range.first >= bin_column_range.end) {
            break;
        }
        // Bins of one row lie one after the other.
        const BinRange points{
            static_cast<std::int64_t>(job.bins.begin[job.bins.bin(bin_row, bin_column_range.first)]),
            static_cast<std::int64_t>(job.bins.begin[job.bins.bin(bin_row, bin_column_range.end - 1) + 1])};
        if (place.first_column > 0) {
            add_narrow(job, place, painter, alike, points);
        } else {
            painter.wide(job, place, points);
        }
    }
    for (std::int64_t vectors = 1; vectors <= kMostVectors; ++vectors) {
        painter.alike[vectors](alike[vectors], place);
    }
    const double scale = scale_of(job);
    for (std::int64_t r = 0; r < place.rows; ++r) {
        const double* line = place.sums + r * place.width + place.first_column;
        for (std::int64_t c = 0; c < place.columns; ++c) {
            out.values[r * out.stride + c] = line[c] * scale;
        }
    }
}

// AVX-512 brings nothing here: a row of a narrow disc is a few vectors of four.
struct Baseline {
    template <Kernel kKernel, bool kWeighted, int kCount>
    static void alike(Alike& alike, const TileSums& place) {
        add_alike<kKernel, kWeighted, kCount>(alike, place);
    }
    template <Kernel kKernel, bool kWeighted>
    static void wide(const SurfaceJob& job, const TileSums& place, BinRange points) {
        add_wide<kKernel, kWeighted>(job, place, points);
    }
    static void paint(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                      const Painter& painter) {
        scatter(job, tile, memory, out, painter);
    }
};
struct Avx2 {
    template <Kernel kKernel, bool kWeighted, int kCount>
    DIABAN_TARGET_AVX2 static void alike(Alike& alike, const TileSums& place) {
        add_alike<kKernel, kWeighted, kCount>(alike, place);
    }
    template <Kernel kKernel, bool kWeighted>
    DIABAN_TARGET_AVX2 static void wide(const SurfaceJob& job, const TileSums& place, BinRange points) {
        add_wide<kKernel, kWeighted>(job, place, points);
    }
    DIABAN_TARGET_AVX2 static void paint(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                                         const Painter& painter) {
        scatter(job, tile, memory, out, painter);
    }
};

template <typename Set, Kernel kKernel, bool kWeighted>
constexpr Painter kPainter{
    {nullptr, Set::template alike<kKernel, kWeighted, 1>, Set::template alike<kKernel, kWeighted, 2>,
     Set::template alike<kKernel, kWeighted, 3>, Set::template alike<kKernel, kWeighted, 4>,
     Set::template alike<kKernel, kWeighted, 5>, Set::template alike<kKernel, kWeighted, 6>},
    Set::template wide<kKernel, kWeighted>};
static_assert(kMostVectors == 6);

template <typename Set>
const Painter& painter_of(const SurfaceJob& job) {
    const bool weighted = !job.bins.weights.empty();
    switch (job.kernel) {
        case Kernel::kQuartic:
            return weighted ? kPainter<Set, Kernel::kQuartic, true> : kPainter<Set, Kernel::kQuartic, false>;
        case Kernel::kEpanechnikov:
            return weighted ? kPainter<Set, Kernel::kEpanechnikov, true> : kPainter<Set, Kernel::kEpanechnikov, false>;
        case Kernel::kTriangular:
            return weighted ? kPainter<Set, Kernel::kTriangular, true> : kPainter<Set, Kernel::kTriangular, false>;
        default:
            return weighted ? kPainter<Set, Kernel::kUniform, true> : kPainter<Set, Kernel::kUniform, false>;
    }
}

}  // namespace

void paint_by_scatter(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                      InstructionSet instructions) {
    if (instructions == InstructionSet::kBaseline) {
        Baseline::paint(job, tile, memory, out, painter_of<Baseline>(job));
    } else {
        Avx2::paint(job, tile, memory, out, painter_of<Avx2>(job));
    }
}

}  // namespace diaban::detail
