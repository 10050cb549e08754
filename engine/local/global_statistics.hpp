// One figure for the whole map: Moran's I, Geary's C, General G, with z under randomisation and p by permutation.
#pragma once

#include <cstdint>
#include <span>

#include "engine/inference/conditional_permutation.hpp"
#include "engine/weights/spatial_weights.hpp"

namespace diaban {

enum class GlobalStatistic { kMoran, kGeary, kGeneralG };

/// A global statistic; p is two-sided normal.
struct GlobalEstimate {
    double value = 0.0;
    double expectation = 0.0;
    double variance = 0.0;
    double z_score = 0.0;  ///< (value - expectation) / sqrt(variance); spdep prints Geary's with the other sign
    double p_value = 1.0;
};

/// A global statistic tested by giving the values to the areas in random order.
struct GlobalPermutation {
    double value = 0.0;
    std::uint32_t at_least = 0;  ///< permutations whose statistic reaches the observed one
    std::uint32_t at_most = 0;
    double p_value = 1.0;  ///< two-sided: min(1, 2 (smaller + 1) / (permutations + 1))
};

/// Shapes: one finite value an area. With S0 = sum w_ij, z = x - mean:
/// - Moran's I = n / S0 * sum w_ij z_i z_j / sum z^2, variance under randomisation (Cliff and Ord 1981, ch. 2);
/// - Geary's C = (n - 1) / (2 S0) * sum w_ij (x_i - x_j)^2 / sum z^2 (the same source); below 1 is likeness;
/// - General G = sum w_ij x_i x_j / sum_{i != j} x_i x_j, values >= 0 (Getis and Ord 1992,
///   doi:10.1111/j.1538-4632.1992.tb00261.x, with the 6 of its erratum in B1).
/// Self weights are not used. Areas without neighbours: n counts only areas with a neighbour, as spdep does (adjust.n;
/// for G their values are left out of the denominator too). Fewer than 4 areas with neighbours, constant values,
/// negative values for G, lengths that differ or values that are not finite: Error{kInput}. O(links log max
/// neighbours).
GlobalEstimate global_statistic(std::span<const double> values, const SpatialWeights& weights,
                                GlobalStatistic statistic);

/// Any of the three against `options.permutations` random orders of the values; order p is a function of (seed, p) with
/// areas taken in the order of their ids, so results depend on neither threads nor input order. O(permutations (areas +
/// links)).
GlobalPermutation global_permutation(std::span<const double> values, const SpatialWeights& weights,
                                     GlobalStatistic statistic, const PermutationOptions& options);

}  // namespace diaban
