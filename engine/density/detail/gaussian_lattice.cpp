#include "engine/density/detail/gaussian_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/density/detail/loose_lanes.hpp"
#include "engine/density/detail/spreading_window.hpp"
#include "engine/density/detail/surface_tile.hpp"

namespace diaban::detail {
namespace {

constexpr std::int64_t kMostRowsABlock = 16;
/// Blocks over the grid's height, and how many are worked on at once: the points of these are copied.
constexpr std::int64_t kBlocks = 128;
constexpr std::int64_t kMostBlocksAtOnce = 16;
constexpr std::int64_t kLeastBlocksAtOnce = 4;
constexpr std::int64_t kColumnsATask = 256;
/// Rows of cells between two looks at what nodes are held, and rows a task.
constexpr std::int64_t kRowsAStep = 64;
constexpr std::int64_t kRowsATask = 4;
constexpr std::int64_t kMostNodesAPeriod = 4;
/// Places behind a row that vectors may read.
constexpr std::int64_t kSpare = 40;

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
    const std::int64_t columns = lattice.row_places;
    constexpr double kSide = 1.0 / kOffsetsASide;
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
                const double x = (static_cast<double>(bins.offsets[i].east) + 0.5) * kSide + 0.5;
                const double y = (static_cast<double>(bins.offsets[i].south) + 0.5) * kSide + 0.5;
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
                store_lanes(target + r * columns, load_lanes(target + r * columns) + left[r]);
                store_pair(target + r * columns + 8, load_pair(target + r * columns + 8) + right[r]);
            }
        }
    }
}

/// sum over taps of weight times line, for `count` vectors side by side; the lines of the taps lie where `place(t)` says.
template <int kVectors, typename Place>
DIABAN_FLATTEN void add_taps(const double* weights, std::int64_t taps, Place place, double* target) {
    Vector8 sums[kVectors] = {};
    for (std::int64_t t = 0; t < taps; ++t) {
        const double* line = place(t);
        for (int v = 0; v < kVectors; ++v) {
            sums[v] += weights[t] * load_lanes(line + v * 8);
        }
    }
    for (int v = 0; v < kVectors; ++v) {
        store_lanes(target + v * 8, sums[v]);
    }
}

/// Whole vectors that hold `count` places, convolved; target and lines have room for them.
template <typename Place>
DIABAN_FLATTEN void convolve(const double* weights, std::int64_t taps, std::int64_t count, Place place,
                             double* target) {
    std::int64_t j = 0;
    for (; j + 32 <= count; j += 32) {
        add_taps<4>(
            weights, taps, [&](std::int64_t t) __attribute__((always_inline)) { return place(t) + j; }, target + j);
    }
    for (; j < count; j += 8) {
        add_taps<1>(
            weights, taps, [&](std::int64_t t) __attribute__((always_inline)) { return place(t) + j; }, target + j);
    }
}

/// Rows of cells from rows of nodes.
struct CellTask {
    const GaussianLattice& lattice;
    std::int64_t row_begin;
    std::int64_t row_end;
    double* values;  ///< of row `row_begin`
};

/// Working memory of one thread.
struct RowMemory {
    LineBuffer nodes;   ///< a row of nodes, convolved along the columns
    LineBuffer planes;  ///< the same, every period_nodes-th node side by side
    LineBuffer cells;   ///< every period_cells-th cell of a row
    std::vector<std::int64_t> places;
};

DIABAN_FLATTEN void smooth_rows(const CellTask& task) {
    const GaussianLattice& lattice = task.lattice;
    const std::int64_t columns = lattice.grid.columns;
    const std::int64_t cells = lattice.period_cells;
    const std::int64_t nodes = lattice.period_nodes;
    const std::int64_t taps = 2 * lattice.taps + 2;
    const std::int64_t width = lattice.row_places;
    const std::int64_t plane = (width / nodes + kSpare + 7) / 8 * 8;
    thread_local RowMemory memory;
    memory.nodes.resize(static_cast<std::size_t>(width / 8));
    memory.planes.assign(static_cast<std::size_t>(plane * nodes / 8), Line{});
    memory.cells.resize(static_cast<std::size_t>((columns / cells + kSpare) / 8 + 1));
    memory.places.resize(static_cast<std::size_t>(taps));
    double* row_nodes = memory.nodes.data()->lane;
    double* planes = memory.planes.data()->lane;
    double* row_cells = memory.cells.data()->lane;
    for (std::int64_t row = task.row_begin; row < task.row_end; ++row) {
        const std::int64_t down = row % cells * nodes;
        const std::int64_t first_row = lattice.pad + row / cells * nodes + down / cells - lattice.taps;
        const double* source = lattice.spread.data()->lane + (first_row - lattice.spread_first) * width;
        convolve(
            lattice.tap_weights.data() + down % cells * taps, taps,
            width, [&](std::int64_t t) __attribute__((always_inline)) { return source + t * width; }, row_nodes);
        for (std::int64_t n = 0; n < nodes; ++n) {
            for (std::int64_t k = n, place = n * plane; k < width; k += nodes, ++place) {
                planes[place] = row_nodes[k];
            }
        }
        double* target = task.values + (row - task.row_begin) * columns;
        for (std::int64_t phase = 0; phase < std::min(cells, columns); ++phase) {
            // Node `pad` of the lattice lies on the centre of column 0; node 0 is at place kSpreadBefore of the row.
            const std::int64_t along = phase * nodes;
            const std::int64_t first = lattice.pad + along / cells - lattice.taps + kSpreadBefore;
            for (std::int64_t t = 0; t < taps; ++t) {
                memory.places[static_cast<std::size_t>(t)] = (first + t) % nodes * plane + (first + t) / nodes;
            }
            const std::int64_t* places = memory.places.data();
            const std::int64_t count = (columns - phase + cells - 1) / cells;
            convolve(
                lattice.tap_weights.data() + along % cells * taps, taps,
                count, [&](std::int64_t t) __attribute__((always_inline)) { return planes + places[t]; }, row_cells);
            for (std::int64_t j = 0; j < count; ++j) {
                target[j * cells + phase] = row_cells[j] * lattice.options.scale;
            }
        }
    }
}

void run_baseline(const BlockTask& task) {
    spread_block(task);
}
DIABAN_TARGET_AVX2 void run_avx2(const BlockTask& task) {
    spread_block(task);
}
DIABAN_TARGET_AVX512 void run_avx512(const BlockTask& task) {
    spread_block(task);
}
void run_baseline(const CellTask& task) {
    smooth_rows(task);
}
DIABAN_TARGET_AVX2 void run_avx2(const CellTask& task) {
    smooth_rows(task);
}
DIABAN_TARGET_AVX512 void run_avx512(const CellTask& task) {
    smooth_rows(task);
}

template <typename Task>
void run(const Task& task) {
    switch (task.lattice.options.instructions) {
        case InstructionSet::kAvx512:
            return run_avx512(task);
        case InstructionSet::kAvx2:
            return run_avx2(task);
        case InstructionSet::kBaseline:
            return run_baseline(task);
    }
}

/// Rows of nodes that a step of cell rows and the blocks spread for it take.
std::int64_t rows_in_spread(const GaussianLattice& lattice) {
    const std::int64_t step = std::max(kRowsAStep, 2 * lattice.period_cells);
    return step * lattice.period_nodes / lattice.period_cells + 2 * lattice.taps + 4 +
           lattice.rows_a_block * lattice.blocks_at_once + kSpreadNodes;
}

void make_room(LineBuffer& rows, std::int64_t places) {
    const auto needed = static_cast<std::size_t>(places / 8);
    if (rows.size() < needed) {
        rows.resize(needed);
    }
}

/// Spreads blocks until the node rows before `node_end` are complete.
void spread_until(GaussianLattice& lattice, std::int64_t node_end, Progress& progress) {
    const std::int64_t rows = lattice.bands.held.frame.rows;
    const std::int64_t width = lattice.row_places;
    const std::int64_t blocks = (rows + lattice.rows_a_block - 1) / lattice.rows_a_block;
    // A point in lattice row r touches node rows r - 4 .. r + 5.
    const std::int64_t row_end = std::clamp<std::int64_t>(node_end + kSpreadBefore, 0, rows);
    const std::int64_t block_end = std::min(blocks, (row_end + lattice.rows_a_block - 1) / lattice.rows_a_block);
    const std::int64_t rows_of_block = lattice.rows_a_block + kSpreadNodes - 1;
    ThreadTeam& team = *lattice.options.team;
    while (lattice.next_block < block_end) {
        const std::int64_t first = lattice.next_block;
        const auto count = static_cast<std::size_t>(std::min(block_end - first, lattice.blocks_at_once));
        hold_rows(lattice.bands, {first * lattice.rows_a_block,
                                  std::min(rows, (first + static_cast<std::int64_t>(count)) * lattice.rows_a_block)});
        team.for_each_chunk(count, 1, [&](std::size_t index, std::size_t, std::size_t) {
            const std::int64_t row_begin = (first + static_cast<std::int64_t>(index)) * lattice.rows_a_block;
            LineBuffer& part = lattice.parts[index];
            part.assign(static_cast<std::size_t>(rows_of_block * width / 8), Line{});
            run(BlockTask{lattice, progress, row_begin, std::min(rows, row_begin + lattice.rows_a_block),
                          part.data()->lane});
        });
        // Added in the order of blocks, so that the sums do not depend on threads.
        const std::int64_t last_row =
            (first + static_cast<std::int64_t>(count)) * lattice.rows_a_block + kSpreadNodes - 1 - kSpreadBefore;
        make_room(lattice.spread, (last_row - lattice.spread_first) * width);
        team.for_each_chunk(
            static_cast<std::size_t>(width), static_cast<std::size_t>(kColumnsATask),
            [&](std::size_t column_begin, std::size_t column_end, std::size_t) {
                for (std::size_t index = 0; index < count; ++index) {
                    const std::int64_t node_row =
                        (first + static_cast<std::int64_t>(index)) * lattice.rows_a_block - kSpreadBefore;
                    for (std::int64_t r = 0; r < rows_of_block; ++r) {
                        double* target = lattice.spread.data()->lane + (node_row + r - lattice.spread_first) * width;
                        const double* source = lattice.parts[index].data()->lane + r * width;
                        for (std::size_t k = column_begin; k < column_end; ++k) {
                            target[k] += source[k];
                        }
                    }
                }
            });
        lattice.next_block = first + static_cast<std::int64_t>(count);
    }
}

/// Makes `spread` hold the complete rows of nodes [node_begin, node_end) and drops those before.
void hold_nodes(GaussianLattice& lattice, std::int64_t node_begin, std::int64_t node_end, Progress& progress) {
    const std::int64_t width = lattice.row_places;
    const auto held = static_cast<std::int64_t>(lattice.spread.size()) * 8 / width;
    const std::int64_t dropped = std::clamp<std::int64_t>(node_begin - lattice.spread_first, 0, held);
    lattice.spread.erase(lattice.spread.begin(), lattice.spread.begin() + dropped * width / 8);
    lattice.spread_first += dropped;
    spread_until(lattice, node_end, progress);
    make_room(lattice.spread, (node_end - lattice.spread_first) * width);  // south of all points
}

/// Cells and spacings of the widest lattice that is fine enough.
void choose_spacing(GaussianLattice& lattice, double cells_a_bandwidth) {
    double widest = 0.0;
    for (std::int64_t nodes = 1; nodes <= kMostNodesAPeriod; ++nodes) {
        // 15 cells a bandwidth are 5 a spacing, whatever the rounding.
        const double cells =
            std::floor(cells_a_bandwidth * static_cast<double>(nodes) / kLeastSpacings * (1.0 + 1e-12));
        const double spacing = cells / static_cast<double>(nodes);
        // More places between nodes have to be worth it.
        if (cells >= 1.0 && spacing > 1.02 * widest) {
            widest = spacing;
            lattice.period_cells = static_cast<std::int64_t>(cells);
            lattice.period_nodes = nodes;
        }
    }
}

}  // namespace

GaussianLattice lay_lattice(const WeightedPoints& points, const Grid& grid, const LatticeOptions& options) {
    GaussianLattice lattice;
    lattice.options = options;
    lattice.grid = grid;
    choose_spacing(lattice, options.bandwidth / grid.cell.value);
    const double spacing =
        static_cast<double>(lattice.period_cells) * grid.cell.value / static_cast<double>(lattice.period_nodes);
    const double h = options.bandwidth / spacing;
    GaussianTaps taps = gaussian_taps(h, lattice.period_cells);
    lattice.taps = taps.reach;
    lattice.tap_weights = std::move(taps.weights);
    lattice.pad = static_cast<std::int64_t>(std::ceil(kGaussianReach * h)) + 1;
    const std::int64_t across = (grid.columns - 1) * lattice.period_nodes / lattice.period_cells + 1;
    const std::int64_t down = (grid.rows - 1) * lattice.period_nodes / lattice.period_cells + 1;
    BinFrame frame;
    frame.side = spacing;
    frame.x_min = grid.centre_x(0) - static_cast<double>(lattice.pad) * spacing;
    frame.y_max = grid.centre_y(0) + static_cast<double>(lattice.pad) * spacing;
    frame.columns = across + 2 * lattice.pad;
    frame.rows = down + 2 * lattice.pad;
    lattice.rows_a_block = std::clamp<std::int64_t>(down / kBlocks, 1, kMostRowsABlock);
    lattice.blocks_at_once = std::clamp(frame.rows / lattice.rows_a_block / 10, kLeastBlocksAtOnce, kMostBlocksAtOnce);
    lattice.parts.resize(static_cast<std::size_t>(lattice.blocks_at_once));
    // Blocks are spread by ten nodes a point and vectors end on whole lines.
    lattice.row_places = (frame.columns + kSpreadNodes - 1 + 7) / 8 * 8;
    lattice.spread_first = -kSpreadBefore;
    lattice.spread.reserve(static_cast<std::size_t>(
        std::min(rows_in_spread(lattice), frame.rows + 2 * kSpreadNodes + lattice.rows_a_block) * lattice.row_places /
        8));
    lattice.bands =
        lay_bands(points, frame,
                  {.places = PlacesHeld::kOffsets, .bytes = bytes_to_sort_in(points, grid) / 3, .team = options.team});
    return lattice;
}

void paint_lattice_rows(GaussianLattice& lattice, std::int64_t row_begin, std::int64_t row_end, double* values,
                        Progress& progress) {
    // In steps, so that the rows of nodes kept at a time are few.
    const std::int64_t step = std::max(kRowsAStep, 2 * lattice.period_cells);
    const std::int64_t columns = lattice.grid.columns;
    const auto node_of = [&](std::int64_t row) {
        return lattice.pad + row * lattice.period_nodes / lattice.period_cells;
    };
    for (std::int64_t begin = row_begin; begin < row_end; begin += step) {
        const std::int64_t end = std::min(row_end, begin + step);
        hold_nodes(lattice, node_of(begin) - lattice.taps, node_of(end - 1) + lattice.taps + 2, progress);
        lattice.options.team->for_each_chunk(
            static_cast<std::size_t>(end - begin), static_cast<std::size_t>(kRowsATask),
            [&](std::size_t first, std::size_t last, std::size_t) {
                progress.throw_if_cancelled();
                run(CellTask{lattice, begin + static_cast<std::int64_t>(first), begin + static_cast<std::int64_t>(last),
                             values + (begin - row_begin + static_cast<std::int64_t>(first)) * columns});
            });
        progress.advance(static_cast<std::uint64_t>((end - begin) * columns));
    }
}

}  // namespace diaban::detail
