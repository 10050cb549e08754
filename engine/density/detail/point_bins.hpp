// Points sorted into square bins, so that a tile of the surface finds those within reach without looking at the others.
//
// A sorted copy of all points would double their memory. So each point is given the number of its bin row, one byte, and only the
// rows that are being worked on, and as many behind as memory allows, hold copies of theirs: rows come in as the work moves south, and
// go when it is past them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/density/weighted_points.hpp"
#include "layers/base/thread_team.hpp"
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

/// How places are held: as they are, or in half the memory as whole numbers counted from the bin's centre.
enum class PlacesHeld { kPoints, kOffsets };

/// A place in a bin: `kOffsetsASide` steps a side, to the east and to the south of the bin's centre. The point lies in the middle of
/// the step, so it is off by half a step at most: 1e-9 of a cell for a bin of 8 cells.
struct BinOffset {
    std::int32_t east;
    std::int32_t south;
};
inline constexpr double kOffsetsASide = 4294967296.0;

/// A copy of the points that lie in some rows of a frame of bins, in order of bins (row by row from the north-west) and within a
/// bin in order of input. Points of weight 0 and points outside are left out.
struct PointBins {
    BinFrame frame;
    BinRange rows;                       ///< rows of bins that are held
    std::vector<std::uint64_t> begin;    ///< positions of points, one a bin that is held and one more
    std::vector<ProjectedPoint> points;  ///< with `PlacesHeld::kPoints`
    /// With `PlacesHeld::kOffsets`; `kOffsetsToSpare` more than there are points, to be read by eights.
    std::vector<BinOffset> offsets;
    std::vector<double> weights;  ///< empty when every weight is 1

    [[nodiscard]] std::size_t bin(std::int64_t row, std::int64_t column) const {
        return static_cast<std::size_t>(row - rows.first) * static_cast<std::size_t>(frame.columns) +
               static_cast<std::size_t>(column);
    }
};

inline constexpr std::size_t kOffsetsToSpare = 8;

/// Bins around every place from which a point reaches a cell of the grid: 8 cells wide, or a sixteenth of the reach where that
/// is more, so that their number is bounded by the grid and not by the reach.
BinFrame bins_around(const Grid& grid, double reach);

struct BandOptions {
    PlacesHeld places = PlacesHeld::kPoints;
    /// About what the copies may take. The rows that are asked for are held all the same; where there is room, more rows are sorted at
    /// a time, which is faster: the points are then read in fewer rounds.
    std::size_t bytes = 0;
    std::shared_ptr<ThreadTeam> team;
};

/// The points of a frame, from which rows of bins are held one after the other.
struct BinBands {
    WeightedPoints points;  ///< the caller's: they have to stay
    BandOptions options;
    bool all_one = true;                ///< no weight but 0 and 1
    std::int64_t rows_a_step = 1;       ///< bin rows to one number of `step_of`
    std::vector<std::uint8_t> step_of;  ///< of each point
    std::vector<std::size_t> in_step;   ///< points of each
    /// Points of each bin, part by part of the input; empty where that took too much memory.
    std::vector<std::uint32_t> in_bin;
    std::vector<std::uint32_t> counters;
    PointBins held;
};

/// A ninth of what points and raster take, the raster counted up to 64 MB: larger ones are made in bands.
std::size_t bytes_to_sort_in(const WeightedPoints& points, const Grid& grid);

/// Numbers the points' rows: O(n), parallel over the points.
BinBands lay_bands(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options);

/// Makes `bands.held` hold the bin rows `wanted`, and perhaps some before and behind; both ends rise from call to call. Each point is sorted
/// once, by counting. What each bin holds depends neither on threads nor on memory.
void hold_rows(BinBands& bands, BinRange wanted);

/// All points of a frame at once, whatever `options.bytes`: O(n + bins).
PointBins sort_into_bins(const WeightedPoints& points, const BinFrame& frame, const BandOptions& options);

/// Bins that may hold a point with x in [x_min, x_max], or y in [y_min, y_max].
BinRange bin_columns(const PointBins& bins, double x_min, double x_max);
BinRange bin_rows(const PointBins& bins, double y_min, double y_max);
BinRange bin_rows(const BinFrame& frame, double y_min, double y_max);

}  // namespace diaban::detail
