// Points sorted into square bins, so that a tile of the surface finds those within reach without looking at the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/density/weighted_points.hpp"
#include "layers/model/grid.hpp"

namespace diaban::detail {

/// Bin rows or columns from `first` up to and without `end`.
struct BinRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

/// Where the bins lie: square, row 0 in the north.
struct BinFrame {
    double x_min = 0.0;  ///< west edge of bin column 0
    double y_max = 0.0;  ///< north edge of bin row 0
    double side = 1.0;   ///< metres
    std::int64_t columns = 0;
    std::int64_t rows = 0;
};

/// A copy of the points that lie in a frame of bins, in order of bins (row by row from the north-west) and within a bin in order of
/// input. Points of weight 0 and points outside are left out.
struct PointBins {
    BinFrame frame;
    BinRange rows;                     ///< rows of bins that are held
    std::vector<std::uint64_t> begin;  ///< positions in `points`, one a bin that is held and one more
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;  ///< empty when every weight is 1

    [[nodiscard]] std::size_t bin(std::int64_t row, std::int64_t column) const {
        return static_cast<std::size_t>(row - rows.first) * static_cast<std::size_t>(frame.columns) +
               static_cast<std::size_t>(column);
    }
};

/// Bins around every place from which a point reaches a cell of the grid: 8 cells wide, or a sixteenth of the reach where that
/// is more, so that their number is bounded by the grid and not by the reach.
BinFrame bins_around(const Grid& grid, double reach);

/// Sorts by counting: O(n + bins), parallel over the points; the order does not depend on `threads`.
PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, unsigned threads);

/// The same for the points of some bin rows only. What memory the copy takes is thus a matter of how many rows are asked for.
PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, BinRange rows, unsigned threads);

/// Bins that may hold a point with x in [x_min, x_max], or y in [y_min, y_max].
BinRange bin_columns(const PointBins& bins, double x_min, double x_max);
BinRange bin_rows(const PointBins& bins, double y_min, double y_max);
BinRange bin_rows(const BinFrame& frame, double y_min, double y_max);

}  // namespace diaban::detail
