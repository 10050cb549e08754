// The Gaussian surface in two stages, for bandwidths of three and a half cells and more.
//
// Each point is spread over 10 x 10 nodes of a lattice that is coarser than the grid where h allows, by the window that
// spreading_window.hpp describes; the nodes are then convolved, along columns and along rows apart and at the cells' centres, with
// what makes a Gaussian of it. Spacings are ratios of small whole numbers of cells, 5/3 of a cell say, so that cells lie at few places
// between nodes. Bound: 2e-10 of the peak for the sum over nodes in two axes, and about 1e-10 for leaving
// out nodes further than seven standard deviations. Stated: 1e-9.
//
// The work is n for the first stage and cells times about 14 h / g for the second, so it hardly depends on the bandwidth.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/density/detail/point_bins.hpp"
#include "engine/density/detail/vector_lanes.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"

namespace diaban::detail {

/// From this many cells a bandwidth on the two stages can be used: then a lattice of the grid's own spacing is fine enough.
inline constexpr double kLatticeFromCells = 3.5;

struct LatticeOptions {
    double bandwidth = 0.0;  ///< metres, at least kLatticeFromCells cells
    double scale = 1.0;      ///< multiplies the sum of w exp(-d^2 / 2 h^2)
    std::shared_ptr<ThreadTeam> team;
    InstructionSet instructions = InstructionSet::kBaseline;
};

/// The state of a surface that is made from north to south. Rows of nodes come in and go out as the rows of cells proceed, so
/// the memory is that of the nodes within reach of a few rows of cells, not of the surface.
struct GaussianLattice {
    Grid grid;
    BinBands bands;                 ///< one bin a lattice cell
    std::int64_t period_cells = 1;  ///< the lattice meets the cells' centres again after so many cells,
    std::int64_t period_nodes = 1;  ///< which are so many spacings
    std::int64_t pad = 0;           ///< nodes before the first cell centre
    std::int64_t taps = 0;          ///< nodes before and behind a cell that the second stage reads
    LatticeOptions options;
    /// period_cells phases of 2 * taps + 2 nodes; phase k is k / period_cells of a spacing behind a node.
    std::vector<double> tap_weights;

    std::int64_t rows_a_block = 1;
    std::int64_t blocks_at_once = 1;
    std::int64_t next_block = 0;    ///< blocks of lattice rows not yet spread
    std::int64_t row_places = 0;    ///< doubles from one row of `spread` to the next
    std::int64_t spread_first = 0;  ///< node row of the first row in `spread`
    LineBuffer spread;              ///< rows of nodes, being added to
    std::vector<LineBuffer> parts;  ///< nodes that each block's points touch
};

/// Sorts the points and chooses spacing and weights. O(n + lattice).
GaussianLattice lay_lattice(const WeightedPoints& points, const Grid& grid, const LatticeOptions& options);

/// Writes the rows [row_begin, row_end) of cells; to be called with rising rows, each once. The bytes do not depend on how the
/// rows are cut nor on threads.
void paint_lattice_rows(GaussianLattice& lattice, std::int64_t row_begin, std::int64_t row_end, double* values,
                        Progress& progress);

}  // namespace diaban::detail
