// Maximum coverage against trying every set of sites, with and without the exact solver.
#include "engine/siting/max_coverage.hpp"

#include <gtest/gtest.h>

#include "engine/solver/cbc_solver.hpp"
#include "layers/model/error.hpp"
#include "tests/unit/siting/small_instances.hpp"

namespace diaban {
namespace {

using namespace testing;

enum class Exact { kWithCbc, kWithout };

SitingResult solve(const CoverageProblem& problem, Exact exact) {
    Progress progress;
    SitingOptions options;
    if (exact == Exact::kWithCbc) {
        options.exact = solve_with_cbc;
    }
    return solve_max_coverage(problem, options, progress);
}

void expect_optimum(const CoverageProblem& problem, std::uint64_t seed) {
    const double best = best_by_trying(problem);
    for (const Exact exact : {Exact::kWithCbc, Exact::kWithout}) {
        const SitingResult result = solve(problem, exact);
        EXPECT_NEAR(result.objective, best, 1e-9 * (1.0 + best)) << "seed " << seed;
        EXPECT_NEAR(plain_objective(problem, result.sites), result.objective, 1e-9 * (1.0 + best)) << "seed " << seed;
        EXPECT_TRUE(allowed(problem, result.sites)) << "seed " << seed;
        EXPECT_DOUBLE_EQ(result.gap, 0.0) << "seed " << seed;
        EXPECT_DOUBLE_EQ(result.upper_bound, result.objective) << "seed " << seed;
        EXPECT_EQ(result.stop, SitingStop::kProven) << "seed " << seed;
    }
}

TEST(MaxCoverage, TheOptimumForACount) {
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        expect_optimum(random_coverage(seed, seed % 2 == 0 ? Weights::kWhole : Weights::kReal, Costs::kOne), seed);
    }
}

TEST(MaxCoverage, TheOptimumForABudgetWithUnequalCosts) {
    for (std::uint64_t seed = 200; seed < 320; ++seed) {
        expect_optimum(random_coverage(seed, seed % 2 == 0 ? Weights::kWhole : Weights::kReal, Costs::kUnequal), seed);
    }
}

TEST(MaxCoverage, TheOptimumBesideFixedSites) {
    for (std::uint64_t seed = 400; seed < 480; ++seed) {
        CoverageProblem problem = random_coverage(seed, Weights::kWhole, seed % 2 == 0 ? Costs::kOne : Costs::kUnequal);
        problem.fixed.assign(problem.sites(), 0);
        problem.fixed[seed % problem.sites()] = 1;
        expect_optimum(problem, seed);
    }
}

TEST(MaxCoverage, TheOptimumWhereASecondViewCounts) {
    for (std::uint64_t seed = 500; seed < 580; ++seed) {
        CoverageProblem problem = random_coverage(seed, Weights::kReal, seed % 2 == 0 ? Costs::kOne : Costs::kUnequal);
        problem.second_share = 0.25 * static_cast<double>(1 + seed % 4);
        problem.fixed.assign(problem.sites(), 0);
        problem.fixed[seed % problem.sites()] = seed % 3 == 0 ? 1 : 0;
        expect_optimum(problem, seed);
    }
}

TEST(MaxCoverage, TheOptimumWithBonusesAndConflicts) {
    for (std::uint64_t seed = 600; seed < 700; ++seed) {
        CoverageProblem problem = random_coverage(seed, Weights::kReal, seed % 2 == 0 ? Costs::kOne : Costs::kUnequal);
        RandomSequence random(seed, 9, 0);
        for (std::size_t j = 0; j < problem.sites(); ++j) {
            problem.bonus.push_back(3.0 * random.uniform());
        }
        for (std::uint32_t a = 0; a < problem.sites(); ++a) {
            for (std::uint32_t b = a + 1; b < problem.sites(); ++b) {
                if (random.below(4) == 0) {
                    problem.conflicts.emplace_back(a, b);
                }
            }
        }
        expect_optimum(problem, seed);
    }
}

TEST(MaxCoverage, WorkedByHand) {
    // Sites see {0,1}, {1,2}, {2,3}, {0,1,2}; weights 1 2 3 4. Two sites: {0,1} or {0,1,2} with {2,3} see all = 10.
    // One site: {2,3} = 7.
    CoverageProblem problem;
    problem.weight = {1.0, 2.0, 3.0, 4.0};
    for (const auto& row : std::vector<std::vector<std::uint32_t>>{{0, 1}, {1, 2}, {2, 3}, {0, 1, 2}}) {
        problem.demand_of_site.push_row(row);
    }
    problem.cost.assign(4, 1.0);
    problem.budget = 1.0;
    EXPECT_DOUBLE_EQ(solve(problem, Exact::kWithCbc).objective, 7.0);
    EXPECT_THAT(solve(problem, Exact::kWithCbc).sites, ::testing::ElementsAre(2u));
    problem.budget = 2.0;
    EXPECT_DOUBLE_EQ(solve(problem, Exact::kWithCbc).objective, 10.0);
}

TEST(MaxCoverage, NothingToChooseIsNoError) {
    CoverageProblem problem;
    problem.weight = {1.0};
    problem.demand_of_site.push_row({});
    problem.cost = {1.0};
    problem.budget = 1.0;
    const SitingResult result = solve(problem, Exact::kWithCbc);
    EXPECT_TRUE(result.sites.empty());
    EXPECT_DOUBLE_EQ(result.gap, 0.0);
}

TEST(MaxCoverage, BadNumbersAreRefused) {
    CoverageProblem problem = random_coverage(1, Weights::kWhole, Costs::kOne);
    problem.weight[0] = -1.0;
    EXPECT_THROW(solve(problem, Exact::kWithout), Error);
    problem.weight[0] = NAN;
    EXPECT_THROW(solve(problem, Exact::kWithout), Error);
    problem.weight[0] = 1.0;
    problem.cost[0] = 0.0;
    EXPECT_THROW(solve(problem, Exact::kWithout), Error);
}

TEST(MaxCoverage, ACancelledSearchStillGivesAPlanAndATrueBound) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const CoverageProblem problem = random_coverage(seed, Weights::kReal, Costs::kUnequal);
        Progress progress;
        progress.cancel();
        SitingOptions options;
        options.exact = solve_with_cbc;
        const SitingResult result = solve_max_coverage(problem, options, progress);
        const double best = best_by_trying(problem);
        EXPECT_TRUE(allowed(problem, result.sites));
        EXPECT_LE(result.objective, best + 1e-9);
        EXPECT_GE(result.upper_bound, best - 1e-9);
    }
}

}  // namespace
}  // namespace diaban
