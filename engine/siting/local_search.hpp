// Good plans fast: greedy, swaps of one and two sites, and restarts from a partly emptied plan.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/siting/coverage_state.hpp"
#include "engine/siting/search_clock.hpp"

namespace diaban {

/// Adds the site that gains most until the budget is spent or nothing gains; with unequal costs, the better of "most
/// gain" and "most gain for its cost". At least 1 - 1/e of the optimum for equal costs (Nemhauser, Wolsey, Fisher 1978,
/// doi:10.1007/BF01588971). Gains are kept by updates, which does lazy evaluation's work without its heap. O(p (m +
/// updates)).
std::vector<std::uint32_t> greedy_sites(const CoverageCore& core);

/// Takes a site out, puts the best allowed ones in, and keeps what is better, until no site's turn improves (Teitz and
/// Bart 1968, doi:10.1287/opre.16.5.955). `state` is left at the local optimum.
void improve_by_swaps(CoverageState& state, const SearchClock& clock);

/// The same with two sites taken out that see demand in common with a third. O(p^2 m) a pass.
void improve_by_pairs(CoverageState& state, const SearchClock& clock);

struct RestartOptions {
    std::uint64_t seed = 1;
    std::uint32_t restarts = 0;
    std::uint32_t stream = 0;  ///< another one for another call with the same seed
};

/// Iterated local search: takes out a few sites around a random one, fills up, swaps, and keeps what is not worse. The
/// state is left at the best plan. Depends on the seed, not on the clock, unless the clock runs out.
void improve_by_restarts(CoverageState& state, const RestartOptions& options, const SearchClock& clock);

}  // namespace diaban
