// Rows of a surface in which every point has a bandwidth of its own.
#pragma once

#include <cstdint>
#include <span>

#include "engine/density/kernel.hpp"
#include "engine/density/weighted_points.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"

namespace diaban::detail {

struct AdaptiveRows {
    Grid grid;
    WeightedPoints points;              ///< they have to stay while rows are painted
    std::span<const double> bandwidth;  ///< metres, one a point, > 0
    Kernel kernel = Kernel::kQuartic;
    unsigned threads = 0;
};

/// Writes  1e6 sum_i w_i K(|s - x_i| / h_i) / h_i^2  at the centres of rows [row_begin, row_end). The Gaussian is cut off at 8 h_i, where
/// it is 1.3e-14 of its peak. Terms are added in the order of the points for every cell, so the bytes depend neither on threads nor,
/// for cuts at multiples of 64 rows, on how the rows are cut. O(points per 64 rows + cells within reach of each point).
void paint_adaptive_rows(const AdaptiveRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values,
                         Progress& progress);

}  // namespace diaban::detail
