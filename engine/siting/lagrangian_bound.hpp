// An upper bound on maximum coverage by Lagrangian relaxation of "seen only by a chosen site".
//
// With multipliers 0 <= u_i <= first_gain_i and v_j = bonus_j + sum of u_i over what j sees,
//
//   L(u) = sum_i [max(0, first_gain_i - u_i) + max(0, second_gain_i - u_i)] + max { sum_j v_j x_j : cost x <= budget, 0 <= x <= 1 }
//
// is an upper bound for every u; its minimum over u equals the bound of the linear relaxation. One evaluation costs
// O(entries + sites), against a simplex solve of thousands of rows. Minimised by subgradient steps (Held, Wolfe,
// Crowder 1974, doi:10.1007/BF01580223) with Polyak's step; for coverage: Galvao and ReVelle 1996, doi:10.1016/0377-2217(94)00159-6.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/siting/coverage_core.hpp"
#include "engine/siting/search_clock.hpp"

namespace diaban {

/// What branching has decided about a site.
enum class SiteState : std::uint8_t { kFree, kIn, kOut };

/// The bound at one set of decisions.
struct LagrangianAnswer {
    double bound = 0.0;               ///< smallest L(u) met
    std::vector<double> multipliers;  ///< u at that bound
    /// For a free site: how far the bound falls at least when it is forced the other way.
    std::vector<double> change_if_flipped;
    std::vector<std::uint8_t> in_relaxation;  ///< 1 = the relaxation at u chooses the site (free sites only)
    std::vector<double> share;  ///< average of x over the steps: near 0 or 1 = settled, between = worth branching on
    bool feasible = true;       ///< false: the sites that are in cost more than the budget, or conflict
};

struct LagrangianOptions {
    std::uint32_t steps = 300;
    double step_size = 1.0;       ///< first factor of Polyak's step, halved when the bound stalls
    std::uint32_t patience = 20;  ///< steps without a better bound before the factor is halved
};

/// Minimises L from the given multipliers (empty: half of the gains). Stops early when the bound is below `good_enough` (the value
/// from which a branch is of no use). Conflicts are left out of the relaxation: the bound stays valid.
LagrangianAnswer lagrangian_bound(const CoverageCore& core, const std::vector<SiteState>& state,
                                  std::vector<double> multipliers, double good_enough,
                                  const LagrangianOptions& options);

}  // namespace diaban
