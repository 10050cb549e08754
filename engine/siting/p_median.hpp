// p sites so that the weighted distance from each demand point to its nearest site is smallest.
//
//   minimise sum_i weight_i min over chosen and fixed sites j of d_ij     with p sites that are not fixed.
//
// Hakimi 1964, doi:10.1287/opre.12.3.450; linear problem: ReVelle and Swain 1970,
// doi:10.1111/j.1538-4632.1970.tb00142.x.
#pragma once

#include "engine/siting/max_coverage.hpp"

namespace diaban {

struct MedianProblem {
    std::vector<double> weight;    ///< of each demand point, >= 0
    std::vector<double> distance;  ///< demand-major: distance[i * sites + j], >= 0
    std::size_t sites = 0;
    std::vector<std::uint8_t> fixed;  ///< 1 = stands already; empty: none
    std::uint32_t count = 0;          ///< p; 1 or more unless something is fixed

    [[nodiscard]] bool is_fixed(std::size_t site) const { return !fixed.empty() && fixed[site] != 0; }
};

/// The objective of a set of sites together with the fixed ones. O(demand x sites named).
double median_objective(const MedianProblem& problem, const std::vector<std::uint32_t>& sites);

/// Greedy, interchange (Teitz and Bart 1968) with nearest and second nearest kept, the Lagrangian bound on "each point
/// has one site" (Narula, Ogbu, Samuelsson 1977, doi:10.1287/opre.25.4.709), and the exact solver where the problem has
/// at most a few ten thousand pairs. `objective` is the weighted distance, `upper_bound` the lower bound. O(demand x
/// sites) a step. Throws Error{kInput, "error.siting-value"} for bad numbers, "error.siting-count" for a count of 0
/// with nothing fixed.
SitingResult solve_p_median(const MedianProblem& problem, const SitingOptions& options, Progress& progress);

}  // namespace diaban
