// Maximum coverage in which some points must be seen, whatever else is given up for them.
//
//   maximise  sum_i weight_i [n_i >= 1] + ...   (coverage_problem.hpp)    so that   n_i >= 1 for each required i.
//
// The requirement is moved into the objective with a price P for each required point (a Lagrangian relaxation with one
// multiplier): for any P >= 0 the optimum with prices, less P times the number of required points, is an upper bound of
// the constrained optimum; and a plan that is optimal with prices and sees all required points is optimal. P begins at
// the most that one site can see (what a swap can lose) and, where that is not enough, becomes more than all demand
// together.
#pragma once

#include "engine/siting/max_coverage.hpp"

namespace diaban {

struct RequiredResult {
    SitingResult result;                ///< objective and bound without prices
    std::vector<std::uint32_t> unseen;  ///< required points that the plan does not see, ascending; empty: all are seen
    bool impossible = false;            ///< proven: no plan within the budget sees them all
    double least_cost = 0.0;            ///< lower bound of what seeing all required points costs, conflicts left aside
};

/// `required` has one entry a demand point, 1 = must be seen; its weight may be 0. Throws what solve_max_coverage
/// throws.
RequiredResult solve_required_coverage(const CoverageProblem& problem, const std::vector<std::uint8_t>& required,
                                       const SitingOptions& options, Progress& progress);

}  // namespace diaban
