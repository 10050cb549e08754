#include "engine/density/detail/gaussian_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/density/detail/spreading_window.hpp"
#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

constexpr std::int64_t kMostRowsABlock = 16;
/// Blocks over the grid's height, and how many are worked on at once: the points of these are copied.
constexpr std::int64_t kBlocks = 128;
constexpr std::int64_t kMostBlocksAtOnce = 8;
constexpr std::int64_t kLeastBlocksAtOnce = 4;
/// Of the grid's height, a band of points: few, so that each is found fast.
constexpr std::int64_t kBands = 32;
constexpr std::int64_t kColumnsATask = 256;

/// Vector at an address that is only a double's.
using LooseVector2 = double __attribute__((vector_size(16), aligned(8), may_alias));

std::int64_t spread_columns(const GaussianLattice& lattice) { return lattice.bands.held.frame.columns + kSpreadNodes - 1; }

/// One block of lattice rows: the nodes its points touch, rows_a_block + 9 rows of them.
struct BlockTask {
    const GaussianLattice& lattice;
    const Progress& progress;
    std::int64_t row_begin;
    std::int64_t row_end;
    double* nodes;
};

DIABAN_FLATTEN void spread_block(const BlockTask& task) {
    const GaussianLattice& lattice = task.lattice;
    const PointBins& bins = lattice.bands.held;
    const std::int64_t columns = spread_columns(lattice);
    const double inverse_spacing = 1.0 / bins.frame.side;
    const bool weighted = !bins.weights.empty();
    const SpreadingWindow& window = spreading_window();
    alignas(64) double row_weight[kSpreadNodes];
    for (std::int64_t row = task.row_begin; row < task.row_end; ++row) {
        task.progress.throw_if_cancelled();
        for (std::int64_t column = 0; column < bins.frame.columns; ++column) {
            const std::size_t bin = bins.bin(row, column);
            const std::size_t begin = bins.begin[bin];
            const std::size_t end = bins.begin[bin + 1];
            if (begin == end) {
                continue;
            }
            // Ten rows of ten nodes, kept in registers while the points of one lattice cell are added.
            Vector8 left[kSpreadNodes] = {};
            Vector2 right[kSpreadNodes] = {};
            for (std::size_t i = begin; i < end; ++i) {
                const double x =
                    (bins.points[i].x - bins.frame.x_min) * inverse_spacing - static_cast<double>(column);
                const double y = (bins.frame.y_max - bins.points[i].y) * inverse_spacing - static_cast<double>(row);
                Vector8 first;
                Vector2 second;
                window_weights(window, y, first, second);
                *reinterpret_cast<Vector8*>(row_weight) = first;
                *reinterpret_cast<Vector2*>(row_weight + 8) = second;
                window_weights(window, x, first, second);
                if (weighted) {
                    first *= bins.weights[i];
                    second *= bins.weights[i];
                }
#pragma GCC unroll 10
                for (std::int64_t r = 0; r < kSpreadNodes; ++r) {
                    left[r] += row_weight[r] * first;
                    right[r] += row_weight[r] * second;
                }
            }
            double* target = task.nodes + (row - task.row_begin) * columns + column;
#pragma GCC unroll 10
            for (std::int64_t r = 0; r < kSpreadNodes; ++r) {
                *reinterpret_cast<LooseVector8*>(target + r * columns) += left[r];
                *reinterpret_cast<LooseVector2*>(target + r * columns + 8) += right[r];
            }
        }
    }
}

/// target[j] = sum_t weights[t] source[j + t], eight j at a time; both arrays have 8 places to spare.
DIABAN_FLATTEN void convolve(const double* source, const double* weights, std::int64_t taps, std::int64_t count,
                             double* target) {
    std::int64_t j = 0;
    for (; j < count; j += 16) {
        Vector8 first = {};
        Vector8 second = {};
        for (std::int64_t t = 0; t < taps; ++t) {
            first += weights[t] * *reinterpret_cast<const LooseVector8*>(source + j + t);
            second += weights[t] * *reinterpret_cast<const LooseVector8*>(source + j + t + 8);
        }
        *reinterpret_cast<LooseVector8*>(target + j) = first;
        *reinterpret_cast<LooseVector8*>(target + j + 8) = second;
    }
}

/// One row of nodes, convolved along itself, at the grid's columns.
struct RowTask {
    const GaussianLattice& lattice;
    const double* nodes;  ///< spread_columns + 32 of them
    double* phase;        ///< as many again, working memory
    double* target;       ///< grid.columns
};

DIABAN_FLATTEN void smooth_row(const RowTask& task) {
    const GaussianLattice& lattice = task.lattice;
    const std::int64_t step = lattice.cells_a_node;
    const std::int64_t taps = 2 * lattice.taps + 2;
    // Node P of the lattice lies on the centre of column 0; node 0 is at place kSpreadBefore of the spread row.
    const double* first = task.nodes + lattice.pad - lattice.taps + kSpreadBefore;
    for (std::int64_t phase = 0; phase < step; ++phase) {
        const std::int64_t count = (lattice.grid.columns - phase + step - 1) / step;
        convolve(first, lattice.tap_weights.data() + phase * taps, taps, count, task.phase);
        for (std::int64_t j = 0; j < count; ++j) {
            task.target[j * step + phase] = task.phase[j];
        }
    }
}

/// Cells of some rows and columns from rows of smoothed nodes.
struct CellTask {
    const GaussianLattice& lattice;
    std::int64_t row_begin;
    std::int64_t row_end;
    std::int64_t column_begin;
    std::int64_t column_end;
    double* values;  ///< of row `row_begin`, column 0
};

DIABAN_FLATTEN void smooth_columns(const CellTask& task) {
    const GaussianLattice& lattice = task.lattice;
    const std::int64_t columns = lattice.grid.columns;
    const std::int64_t taps = 2 * lattice.taps + 2;
    for (std::int64_t row = task.row_begin; row < task.row_end; ++row) {
        const std::int64_t node = lattice.pad + row / lattice.cells_a_node - lattice.taps;
        const double* weights = lattice.tap_weights.data() + (row % lattice.cells_a_node) * taps;
        const double* source = lattice.smooth.data() + (node - lattice.smooth_first) * columns;
        double* target = task.values + (row - task.row_begin) * columns;
        std::int64_t column = task.column_begin;
        for (; column + 32 <= task.column_end; column += 32) {
            Vector8 sums[4] = {};
            for (std::int64_t t = 0; t < taps; ++t) {
                const double* line = source + t * columns + column;
                for (int v = 0; v < 4; ++v) {
                    sums[v] += weights[t] * *reinterpret_cast<const LooseVector8*>(line + v * 8);
                }
            }
            for (int v = 0; v < 4; ++v) {
                *reinterpret_cast<LooseVector8*>(target + column + v * 8) = sums[v] * lattice.options.scale;
            }
        }
        for (; column < task.column_end; ++column) {
            double sum = 0.0;
            for (std::int64_t t = 0; t < taps; ++t) {
                sum += weights[t] * source[t * columns + column];
            }
            target[column] = sum * lattice.options.scale;
        }
    }
}

void run_baseline(const BlockTask& task) { spread_block(task); }
DIABAN_TARGET_AVX2 void run_avx2(const BlockTask& task) { spread_block(task); }
DIABAN_TARGET_AVX512 void run_avx512(const BlockTask& task) { spread_block(task); }
void run_baseline(const RowTask& task) { smooth_row(task); }
DIABAN_TARGET_AVX2 void run_avx2(const RowTask& task) { smooth_row(task); }
DIABAN_TARGET_AVX512 void run_avx512(const RowTask& task) { smooth_row(task); }
void run_baseline(const CellTask& task) { smooth_columns(task); }
DIABAN_TARGET_AVX2 void run_avx2(const CellTask& task) { smooth_columns(task); }
DIABAN_TARGET_AVX512 void run_avx512(const CellTask& task) { smooth_columns(task); }

template <typename Task>
void run(const Task& task) {
    switch (task.lattice.options.instructions) {
        case InstructionSet::kAvx512: return run_avx512(task);
        case InstructionSet::kAvx2: return run_avx2(task);
        case InstructionSet::kBaseline: return run_baseline(task);
    }
}

/// Spreads blocks until the node rows before `node_end` are complete.
void spread_until(GaussianLattice& lattice, std::int64_t node_end, Progress& progress) {
    const std::int64_t rows = lattice.bands.held.frame.rows;
    const std::int64_t columns = spread_columns(lattice);
    const std::int64_t blocks = (rows + lattice.rows_a_block - 1) / lattice.rows_a_block;
    // A point in lattice row r touches node rows r - 4 .. r + 5.
    const std::int64_t row_end = std::clamp<std::int64_t>(node_end + kSpreadBefore, 0, rows);
    const std::int64_t block_end = std::min(blocks, (row_end + lattice.rows_a_block - 1) / lattice.rows_a_block);
    const std::int64_t rows_of_block = lattice.rows_a_block + kSpreadNodes - 1;
    const std::int64_t at_once = std::clamp(rows / lattice.rows_a_block / 16, kLeastBlocksAtOnce, kMostBlocksAtOnce);
    std::vector<std::vector<double>> parts(static_cast<std::size_t>(at_once));
    while (lattice.next_block < block_end) {
        const std::int64_t first = lattice.next_block;
        const auto count = static_cast<std::size_t>(
            std::min(block_end - first, at_once));
        hold_rows(lattice.bands, {first * lattice.rows_a_block,
                                  std::min(rows, (first + static_cast<std::int64_t>(count)) * lattice.rows_a_block)});
        lattice.options.team->for_each_chunk(count, 1, [&](std::size_t index, std::size_t, std::size_t) {
            const std::int64_t row_begin = (first + static_cast<std::int64_t>(index)) * lattice.rows_a_block;
            parts[index].assign(static_cast<std::size_t>(rows_of_block * columns + 8), 0.0);
            run(BlockTask{lattice, progress, row_begin, std::min(rows, row_begin + lattice.rows_a_block),
                          parts[index].data()});
        });
        // Added in the order of blocks, so that the sums do not depend on threads.
        const std::int64_t last_row = (first + static_cast<std::int64_t>(count)) * lattice.rows_a_block +
                                      kSpreadNodes - 1 - kSpreadBefore;
        const auto needed = static_cast<std::size_t>((last_row - lattice.spread_first) * columns + 64);
        if (lattice.spread.size() < needed) {
            lattice.spread.resize(needed, 0.0);
        }
        lattice.options.team->for_each_chunk(static_cast<std::size_t>(columns), static_cast<std::size_t>(kColumnsATask),
                       [&](std::size_t column_begin, std::size_t column_end, std::size_t) {
            for (std::size_t index = 0; index < count; ++index) {
                const std::int64_t node_row =
                    (first + static_cast<std::int64_t>(index)) * lattice.rows_a_block - kSpreadBefore;
                for (std::int64_t r = 0; r < rows_of_block; ++r) {
                    double* target = lattice.spread.data() + (node_row + r - lattice.spread_first) * columns;
                    const double* source = parts[index].data() + r * columns;
                    for (std::size_t k = column_begin; k < column_end; ++k) {
                        target[k] += source[k];
                    }
                }
            }
        });
        lattice.next_block = first + static_cast<std::int64_t>(count);
    }
}

/// Makes rows of smoothed nodes [node_begin, node_end) and drops those before.
void smooth_until(GaussianLattice& lattice, std::int64_t node_begin, std::int64_t node_end, Progress& progress) {
    const std::int64_t columns = lattice.grid.columns;
    const std::int64_t nodes = spread_columns(lattice);
    auto kept = static_cast<std::int64_t>(lattice.smooth.size()) / columns;
    const std::int64_t dropped = std::clamp<std::int64_t>(node_begin - lattice.smooth_first, 0, kept);
    lattice.smooth.erase(lattice.smooth.begin(), lattice.smooth.begin() + dropped * columns);
    kept -= dropped;
    lattice.smooth_first = node_begin;
    const std::int64_t new_begin = node_begin + kept;
    if (new_begin >= node_end) {
        return;
    }
    spread_until(lattice, node_end, progress);
    const auto needed = static_cast<std::size_t>((node_end - lattice.spread_first) * nodes + 64);
    if (lattice.spread.size() < needed) {
        lattice.spread.resize(needed, 0.0);  // south of all points
    }
    lattice.smooth.resize(static_cast<std::size_t>((node_end - node_begin) * columns));
    lattice.options.team->for_each_chunk(static_cast<std::size_t>(node_end - new_begin), 1,
                   [&](std::size_t index, std::size_t, std::size_t) {
        progress.throw_if_cancelled();
        thread_local std::vector<double> row;
        thread_local std::vector<double> phase;
        row.assign(static_cast<std::size_t>(nodes + 32), 0.0);
        phase.resize(static_cast<std::size_t>(std::max(nodes, columns) + 32));
        const std::int64_t node_row = new_begin + static_cast<std::int64_t>(index);
        const double* source = lattice.spread.data() + (node_row - lattice.spread_first) * nodes;
        std::copy(source, source + nodes, row.begin());
        run(RowTask{lattice, row.data(), phase.data(),
                    lattice.smooth.data() + (node_row - node_begin) * columns});
    });
    // What lies before the next row to be smoothed is done with.
    const std::int64_t done = node_end - lattice.spread_first;
    lattice.spread.erase(lattice.spread.begin(), lattice.spread.begin() + done * nodes);
    lattice.spread_first = node_end;
}

}  // namespace

GaussianLattice lay_lattice(const WeightedPoints& points, const Grid& grid, const LatticeOptions& options) {
    GaussianLattice lattice;
    lattice.options = options;
    const double cells = options.bandwidth / grid.cell.value;
    lattice.grid = grid;
    lattice.cells_a_node = std::max<std::int64_t>(1, static_cast<std::int64_t>(cells / kLeastSpacings));
    const double spacing = static_cast<double>(lattice.cells_a_node) * grid.cell.value;
    const double h = options.bandwidth / spacing;
    GaussianTaps taps = gaussian_taps(h, lattice.cells_a_node);
    lattice.taps = taps.reach;
    lattice.tap_weights = std::move(taps.weights);
    lattice.pad = static_cast<std::int64_t>(std::ceil(kGaussianReach * h)) + 1;
    const std::int64_t across = (grid.columns - 1) / lattice.cells_a_node + 1;
    const std::int64_t down = (grid.rows - 1) / lattice.cells_a_node + 1;
    BinFrame frame;
    frame.side = spacing;
    frame.x_min = grid.centre_x(0) - static_cast<double>(lattice.pad) * spacing;
    frame.y_max = grid.centre_y(0) + static_cast<double>(lattice.pad) * spacing;
    frame.columns = across + 2 * lattice.pad;
    frame.rows = down + 2 * lattice.pad;
    lattice.rows_a_block = std::clamp<std::int64_t>(down / kBlocks, 1, kMostRowsABlock);
    lattice.spread_first = -kSpreadBefore;
    lattice.bands = lay_bands(points, frame,
                              {.rows_a_band = std::max<std::int64_t>(1, down / kBands), .places = PlacesHeld::kPoints, .team = options.team});
    return lattice;
}

void paint_lattice_rows(GaussianLattice& lattice, std::int64_t row_begin, std::int64_t row_end, double* values,
                        Progress& progress) {
    // In steps, so that the rows of nodes kept at a time are few.
    const std::int64_t step = std::max<std::int64_t>(64, 2 * lattice.cells_a_node);
    const std::int64_t columns = lattice.grid.columns;
    for (std::int64_t begin = row_begin; begin < row_end; begin += step) {
        const std::int64_t end = std::min(row_end, begin + step);
        const std::int64_t node_begin = lattice.pad + begin / lattice.cells_a_node - lattice.taps;
        const std::int64_t node_end = lattice.pad + (end - 1) / lattice.cells_a_node + lattice.taps + 2;
        smooth_until(lattice, node_begin, node_end, progress);
        lattice.options.team->for_each_chunk(static_cast<std::size_t>(columns), static_cast<std::size_t>(kColumnsATask),
                       [&](std::size_t first, std::size_t last, std::size_t) {
            run(CellTask{lattice, begin, end, static_cast<std::int64_t>(first), static_cast<std::int64_t>(last),
                         values + (begin - row_begin) * columns});
        });
        progress.advance(static_cast<std::uint64_t>((end - begin) * columns));
    }
}

}  // namespace diaban::detail
