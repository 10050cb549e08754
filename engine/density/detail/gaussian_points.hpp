// The Gaussian sum at the points themselves: what the data-driven bandwidth rules are made of.
#pragma once

#include <vector>

#include "engine/density/weighted_points.hpp"
#include "layers/model/progress.hpp"

namespace diaban::detail {

/// Up to this many points every pair is taken; above, the lattice of two narrow and one wide Gaussian (see gaussian_lattice.hpp).
inline constexpr std::size_t kPairwisePoints = 4000;

struct GaussianSumOptions {
    double bandwidth = 0.0;  ///< metres
    unsigned threads = 0;
};

/// sum of w_j exp(-|x_i - x_j|^2 / 2h^2) over all j but i, for each i. Up to `kPairwisePoints` points exact, O(n^2); above,
/// within 1e-9 of the largest value, O(n + (extent / h)^2).
std::vector<double> gaussian_sums_of_others(const WeightedPoints& points, const GaussianSumOptions& options,
                                            Progress& progress);

}  // namespace diaban::detail
