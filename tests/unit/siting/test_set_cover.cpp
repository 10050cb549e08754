// The fewest or cheapest sites against trying every set.
#include "engine/siting/set_cover.hpp"

#include <gtest/gtest.h>

#include "engine/solver/cbc_solver.hpp"
#include "tests/unit/siting/small_instances.hpp"

namespace diaban {
namespace {

using namespace testing;

/// Every point of weight that some site sees is seen.
bool covers(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites) {
    for (std::uint32_t i = 0; i < problem.demands(); ++i) {
        bool can = false;
        bool does = false;
        for (std::uint32_t j = 0; j < problem.sites(); ++j) {
            const auto row = problem.demand_of_site.row(j);
            if (std::find(row.begin(), row.end(), i) != row.end()) {
                can = true;
                does = does || problem.is_fixed(j) || std::find(sites.begin(), sites.end(), j) != sites.end();
            }
        }
        if (can && !does && problem.weight[i] > 0.0) {
            return false;
        }
    }
    return true;
}

TEST(SetCover, TheOptimum) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        CoverageProblem problem = random_coverage(seed, Weights::kWhole, seed % 2 == 0 ? Costs::kOne : Costs::kUnequal);
        problem.fixed.assign(problem.sites(), 0);
        problem.fixed[seed % problem.sites()] = seed % 3 == 0 ? 1 : 0;
        double best = INFINITY;
        for_each_subset(problem.sites(), [&](const std::vector<std::uint32_t>& sites) {
            if (covers(problem, sites)) {
                best = std::min(best, cost_of(problem, sites));
            }
        });
        Progress progress;
        SitingOptions options;
        options.exact = solve_with_cbc;
        const SitingResult result = solve_set_cover(problem, options, progress);
        EXPECT_TRUE(covers(problem, result.sites)) << "seed " << seed;
        EXPECT_NEAR(result.objective, best, 1e-9) << "seed " << seed;
        EXPECT_NEAR(cost_of(problem, result.sites), result.objective, 1e-9) << "seed " << seed;
        EXPECT_DOUBLE_EQ(result.gap, 0.0) << "seed " << seed;
    }
}

TEST(SetCover, TheBoundHoldsWithoutAnExactSolver) {
    for (std::uint64_t seed = 300; seed < 400; ++seed) {
        const CoverageProblem problem = random_coverage(seed, Weights::kWhole, Costs::kUnequal);
        double best = INFINITY;
        for_each_subset(problem.sites(), [&](const std::vector<std::uint32_t>& sites) {
            if (covers(problem, sites)) {
                best = std::min(best, cost_of(problem, sites));
            }
        });
        Progress progress;
        const SitingResult result = solve_set_cover(problem, {}, progress);
        EXPECT_TRUE(covers(problem, result.sites));
        EXPECT_LE(result.upper_bound, best + 1e-9);
        EXPECT_GE(result.objective, best - 1e-9);
    }
}

}  // namespace
}  // namespace diaban
