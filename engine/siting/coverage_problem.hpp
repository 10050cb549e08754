// Maximum coverage as plain values: demand, candidate sites, who sees what, and what may be spent.
//
//   maximise  sum_i weight_i ([n_i >= 1] + second_share [n_i >= 2]) + sum_j bonus_j x_j
//   so that   sum over sites that are not fixed of cost_j x_j <= budget,   x_j = 1 for fixed sites,   x_j in {0, 1},
//             x_a + x_b <= 1 for each pair in conflict,                    n_i = number of chosen sites that see i.
//
// Church and ReVelle 1974, doi:10.1007/BF01942293; the second view: Hogan and ReVelle 1986,
// doi:10.1287/mnsc.32.11.1434.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/siting/compressed_rows.hpp"

namespace diaban {

/// Choosing exactly "p sites" is cost 1 for each and budget p. A fixed site (an existing camera) costs nothing.
struct CoverageProblem {
    std::vector<double> weight;       ///< of each demand point, >= 0
    CompressedRows demand_of_site;    ///< one row a site
    std::vector<double> cost;         ///< of each site, > 0
    double budget = 0.0;              ///< >= 0
    std::vector<std::uint8_t> fixed;  ///< 1 = stands already; empty: none
    double second_share = 0.0;        ///< what a second view counts against the first, 0..1
    /// What a second view of each point adds, <= its weight; empty: weight x second_share.
    std::vector<double> second_weight;
    std::vector<double> bonus;  ///< added to the objective for a chosen site (its class), >= 0; empty: none
    std::vector<std::pair<std::uint32_t, std::uint32_t>> conflicts;  ///< sites that must not both be chosen

    [[nodiscard]] std::size_t demands() const { return weight.size(); }
    [[nodiscard]] std::size_t sites() const { return demand_of_site.rows(); }
    [[nodiscard]] bool is_fixed(std::size_t site) const { return !fixed.empty() && fixed[site] != 0; }
    [[nodiscard]] double second_of(std::size_t demand) const {
        return second_weight.empty() ? weight[demand] * second_share : second_weight[demand];
    }
    [[nodiscard]] double bonus_of(std::size_t site) const { return bonus.empty() ? 0.0 : bonus[site]; }
};

/// Throws Error{kInput, "error.siting-value"} for a weight, cost, bonus or budget that is negative, zero where it may
/// not be or not finite, and Error{kInternal} where lengths differ. O(size).
void validate(const CoverageProblem& problem);

/// The objective of a set of sites (fixed ones need not be named; they count). O(entries of those sites + demand).
double objective_of(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites);

/// For each demand point how many of the given sites see it (fixed sites count only where they are named).
std::vector<std::uint32_t> views_of(const CompressedRows& demand_of_site, std::size_t demands,
                                    const std::vector<std::uint32_t>& sites);

/// How an answer came to be.
enum class SitingSolver {
    kTrivial,     ///< nothing to choose, or everything fits
    kHeuristic,   ///< greedy and swap met the bound, or time was up before any exact step
    kLagrangian,  ///< proven by branching on Lagrangian bounds
    kCbc,         ///< proven or improved by CBC
};
/// "trivial", "greedy+swap", "lagrangian", "cbc".
std::string siting_solver_name(SitingSolver solver);

/// Why the search ended.
enum class SitingStop {
    kProven,  ///< the gap is 0, or what was asked for
    kTimeLimit,
    kCancelled,
    kTooLarge,  ///< every step is done, the problem is too large for the exact one: the gap stays
};
/// "proven", "time-limit", "cancelled", "too-large".
std::string siting_stop_name(SitingStop stop);

/// The best plan found and how far from the best possible it can be.
struct SitingResult {
    std::vector<std::uint32_t> sites;  ///< chosen sites that are not fixed, ascending
    double objective = 0.0;
    double upper_bound = 0.0;  ///< of a minimum (LSCP, p-median): the lower bound
    double gap = 0.0;          ///< |bound - objective| / |objective|; 0 = proven optimal
    SitingSolver solver = SitingSolver::kTrivial;
    SitingStop stop = SitingStop::kProven;
    double seconds = 0.0;
    double greedy_objective = 0.0;  ///< what plain greedy alone gave
};

/// |bound - objective| / |objective|, 0 where both are 0.
double relative_gap(double bound, double objective);

}  // namespace diaban
