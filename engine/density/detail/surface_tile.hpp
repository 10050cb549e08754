// One rectangle of a compact kernel's surface, by either of two exact ways.
//
//   scatter      for each point and row within reach: add K at every cell of the row that lies in the disc. Work n h^2.
//   differences  along a row K is a polynomial of x on one interval. Add its coefficients at the interval's first cell, take them
//                away behind its last, and a running sum along the row, multiplied into the powers of x, is the surface.
//                Work n h. Not for the triangular kernel, which is no polynomial.
//
// Both keep coordinates local to the tile. With coordinates counted from far away the coefficients of the quartic are of the order
// of (x/h)^4 and their sum is nothing but rounding; counted from a tile's centre |x/h| stays below about 6.
#pragma once

#include <cstdint>

#include "engine/density/detail/point_bins.hpp"
#include "engine/density/detail/vector_lanes.hpp"
#include "engine/density/kernel.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"

namespace diaban::detail {

/// What all tiles of a surface share.
struct SurfaceJob {
    const Grid& grid;
    const PointBins& bins;
    const Progress& progress;  ///< asked about cancelling only
    Kernel kernel;
    double bandwidth;  ///< metres
    double scale;      ///< what the sum of w K is multiplied by
};

/// Cells [row_begin, row_end) x [column_begin, column_end) of the grid.
struct Tile {
    std::int64_t row_begin = 0;
    std::int64_t row_end = 0;
    std::int64_t column_begin = 0;
    std::int64_t column_end = 0;
};

/// Working memory of one thread, kept from tile to tile.
struct TileMemory {
    LineBuffer sums;
    LineBuffer counts;
    LineBuffer columns;
    LineBuffer powers;
    std::vector<double> rows;
};

/// Writes the tile's cells; the value of the tile's first cell goes to `out[0]`, the one below it to `out[stride]`.
struct TileOutput {
    double* values;
    std::int64_t stride;
};

/// Tiles at most this high for `paint_by_differences`: one row a lane.
inline constexpr std::int64_t kRowsOfDifferences = 8;

/// Any compact kernel.
void paint_by_scatter(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                      InstructionSet instructions);

/// Quartic, Epanechnikov and uniform.
void paint_by_differences(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                          InstructionSet instructions);

/// Where the Gaussian is cut off, in bandwidths: exp(-7^2/2) = 2.3e-11 of its peak.
inline constexpr double kGaussianReach = 7.0;

/// The Gaussian, point by point, as the product of a vector along the row and one along the column. Work n h^2.
void paint_gaussian(const SurfaceJob& job, const Tile& tile, TileMemory& memory, TileOutput out,
                    InstructionSet instructions);

}  // namespace diaban::detail
