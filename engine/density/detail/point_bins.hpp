// Points sorted into square bins, so that a tile of the surface finds those within reach without looking at the others.
//
// A sorted copy of all points would double their memory. So each point is given the number of its band of bin rows, one byte, and
// only the rows that are being worked on hold copies of theirs: bands come in as the work moves south, rows behind it go.
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

/// A copy of the points that lie in some rows of a frame of bins, in order of bins (row by row from the north-west) and within a
/// bin in order of input. Points of weight 0 and points outside are left out.
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

/// The points of a frame, from which rows of bins are held one after the other.
struct BinBands {
    WeightedPoints points;  ///< the caller's: they have to stay
    std::int64_t rows_a_band = 1;
    unsigned threads = 0;
    bool all_one = true;                ///< no weight but 0 and 1
    std::vector<std::uint8_t> band_of;  ///< of each point
    std::vector<std::size_t> in_band;   ///< points of each band
    PointBins held;
};

/// Numbers the points' bands: O(n), parallel over the points. Bands are `rows_a_band` rows or, where there were too many, more.
BinBands lay_bands(const WeightedPoints& points, const BinFrame& frame, std::int64_t rows_a_band, unsigned threads);

/// Makes `bands.held` hold the bin rows `wanted`, and perhaps some behind; both ends rise from call to call. Each point is sorted
/// once, by counting. What is held depends neither on threads nor on the bands.
void hold_rows(BinBands& bands, BinRange wanted);

/// All points of a frame at once: O(n + bins).
PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, unsigned threads);

/// Bins that may hold a point with x in [x_min, x_max], or y in [y_min, y_max].
BinRange bin_columns(const PointBins& bins, double x_min, double x_max);
BinRange bin_rows(const PointBins& bins, double y_min, double y_max);
BinRange bin_rows(const BinFrame& frame, double y_min, double y_max);

}  // namespace diaban::detail
