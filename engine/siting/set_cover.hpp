// The fewest (or cheapest) sites that cover everything that can be covered.
//
//   minimise sum_j cost_j x_j   so that every demand point that some site sees is seen by a chosen or fixed one.
//
// Location set covering: Toregas, Swain, ReVelle, Bergman 1971, doi:10.1287/opre.19.6.1363.
#pragma once

#include "engine/siting/max_coverage.hpp"

namespace diaban {

/// `problem.budget`, bonuses, conflicts and second views are left aside. Points of no weight need no cover; points that
/// no site sees cannot have it and are left out (the caller tells). Rows that contain another row and dominated sites
/// go first; greedy with redundant sites removed and swapped begins; the bound is the Lagrangian dual (rounded up where
/// all costs are whole numbers), the exact solver closes. `objective` is the cost of the chosen sites that are not
/// fixed, `upper_bound` the lower bound.
SitingResult solve_set_cover(const CoverageProblem& problem, const SitingOptions& options, Progress& progress);

}  // namespace diaban
