// A coverage core as a linear problem with whole numbers, for an exact solver.
#pragma once

#include <vector>

#include "engine/siting/lagrangian_bound.hpp"
#include "engine/siting/mixed_integer.hpp"

namespace diaban {

/// The problem with sites already decided by a bound left out. Its minimum is minus the core's optimum, less
/// `constant`.
struct CoverageModel {
    MixedIntegerProblem problem;
    std::vector<std::uint32_t> site_of_column;  ///< the first columns are free sites
    std::vector<std::uint32_t> decided_in;
    double constant = 0.0;  ///< value that the decided sites bring: core value = constant - objective
};

/// Columns: a whole x for each free site, a continuous y (and z for a second view) for each demand class that is still
/// to be gained; rows: y + z <= sum of x, the budget, and x_a + x_b <= 1 for conflicts. `start` is a plan whose decided
/// sites agree with `state`; otherwise no start is given. O(entries).
CoverageModel coverage_model(const CoverageCore& core, const std::vector<SiteState>& state,
                             const std::vector<std::uint32_t>& start);

}  // namespace diaban
