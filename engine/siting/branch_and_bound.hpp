// Closing the gap: branching on sites with Lagrangian bounds.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/siting/lagrangian_bound.hpp"
#include "engine/siting/local_search.hpp"

namespace diaban {

struct BranchOptions {
    double target_gap = 0.0;          ///< stop once bound and plan are this close, relative
    std::uint32_t root_steps = 5000;  ///< subgradient steps at the root
    std::uint32_t node_steps = 80;
    std::uint64_t seed = 1;
    std::uint64_t most_nodes = 0;  ///< 0 = no limit
};

struct BranchAnswer {
    std::vector<std::uint32_t> sites;  ///< best plan, core indices, ascending
    double value = 0.0;
    double bound = 0.0;     ///< no plan is worth more
    bool finished = false;  ///< false: stopped by the clock or by most_nodes
    std::uint64_t nodes = 0;
    std::vector<SiteState> root_state;  ///< what the root's bound settled: for another solver to go on from
};

/// Step between two values that differ: the greatest common divisor of all gains and bonuses where all are whole
/// numbers, else 0.
double value_step(const CoverageCore& core);

/// Best-first search. At each node the bound is minimised from the parent's multipliers; sites whose forcing the other
/// way would fall below the best plan are fixed; the relaxation's choice, completed and swapped, is tried as a plan;
/// then the site whose average share is nearest to a half is branched on. `start` is a plan to begin with.
/// Deterministic but for the clock. Memory: the multipliers of each open node's parent (4 bytes a demand class).
BranchAnswer branch_and_bound(const CoverageCore& core, const std::vector<std::uint32_t>& start,
                              const BranchOptions& options, const SearchClock& clock);

}  // namespace diaban
