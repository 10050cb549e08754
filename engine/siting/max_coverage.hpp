// The best places for p cameras or a budget, with proof of how good they are.
#pragma once

#include "engine/siting/coverage_problem.hpp"
#include "engine/siting/mixed_integer.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct SitingOptions {
    double time_limit_seconds = 60.0;
    double target_gap = 0.0;   ///< stop once proven this close, relative
    std::uint64_t seed = 1;    ///< of the restarts
    MixedIntegerSolver exact;  ///< empty: no exact solver, Lagrangian branching alone
};

/// Maximum coverage: reduction, greedy, swaps, restarts, then a Lagrangian bound that also settles most sites, a short
/// branching on it, the exact solver on what is left (begun from the best plan), and branching again for the time that
/// remains. The better of all plans and the best of all bounds are returned, also after a time-out or when `progress`
/// is cancelled (which is no error here). Without a time-out the answer depends on the problem and the seed alone.
/// Throws what `validate` throws.
SitingResult solve_max_coverage(const CoverageProblem& problem, const SitingOptions& options, Progress& progress);

}  // namespace diaban
