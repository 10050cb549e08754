// The honest baselines of the density benchmark: the loop one would write, and the same made as even as a compiler likes it.
#pragma once

#include <vector>

#include "layers/model/grid.hpp"
#include "layers/model/point.hpp"

namespace diaban::bench {

/// kTested: the distance of every cell of the square around the disc, and what is within adds. kSquare: the same cells with what belongs to
/// the row taken out of the inner loop and no test in it. kDisc: a root a row and only the cells of the disc.
enum class PlainCells { kSquare, kDisc, kTested };

struct PlainLoop {
    int power = 2;  ///< 2 quartic, 1 Epanechnikov
    PlainCells cells = PlainCells::kSquare;
    double bandwidth = 0.0;
};

/// Adds (1 - u^2)^power of every point to `values`; compiled for any processor, and for the one at hand (-O3 both).
void plain_loop_portable(const std::vector<ProjectedPoint>& points, const Grid& grid, const PlainLoop& loop,
                         std::vector<double>& values);
void plain_loop_native(const std::vector<ProjectedPoint>& points, const Grid& grid, const PlainLoop& loop,
                       std::vector<double>& values);

}  // namespace diaban::bench
