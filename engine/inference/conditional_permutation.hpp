// Conditional permutation: what a local statistic would be if its neighbours' values had been drawn by lot.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/weights/spatial_weights.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// What is summed over the neighbours j of area i, each times w_ij.
enum class NeighbourTerm {
    kValue,              ///< x_j: Gi, Gi*, local Moran (rising or falling functions of this sum, x_i being fixed)
    kSquaredDifference,  ///< (x_i - x_j)^2: local Geary
};

/// How many permutations, and which. `threads` never changes the result.
struct PermutationOptions {
    std::uint32_t permutations = 999;
    std::uint64_t seed = 1;
    unsigned threads = 1;  ///< 0 = all cores
};

/// Of the permuted sums of one area, how many reach the observed sum from either side. A sum equal to the observed
/// one counts on both sides; sums nearer to it than 1e-12 of their largest possible size are equal (they differ by
/// rounding alone).
struct PermutationTally {
    std::uint32_t at_least = 0;
    std::uint32_t at_most = 0;
};

/// For each area i with k neighbours, draws `permutations` times k different areas out of the n - 1 others, each
/// ordered choice equally likely, gives their values to the neighbours in ascending order, and compares the weighted
/// sum with the observed one. Sampling is without replacement, as the statistic's null demands (spdep 1.2 draws with
/// replacement).
///
/// Randomness is a function of (seed, area, permutation, draw): the words of Philox4x32-10 at key = seed and counter =
/// (draw / 4, permutation, area, purpose) are taken in order, each turned into a position below n - 1 by Lemire's
/// multiplication with rejection (doi:10.1145/3230636), and a position that this permutation had already is passed
/// over. `area` is the area's index here: callers that want independence of the input's order hand in areas in order of
/// their ids (`order_by_id`).
///
/// `values` has one finite number an area. An area without neighbours has the tally {permutations, permutations}.
/// Time O(permutations * links), memory O(areas) beside the input. Throws Error{kCancelled} when asked to stop.
std::vector<PermutationTally> conditional_permutation(std::span<const double> values, const SpatialWeights& weights,
                                                      NeighbourTerm term, const PermutationOptions& options,
                                                      Progress& progress);

/// Two-sided p of a tally: min(1, 2 (min(at_least, at_most) + 1) / (permutations + 1)).
double permutation_p(const PermutationTally& tally, std::uint32_t permutations);

}  // namespace diaban
