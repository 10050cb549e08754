// What must hold for any siting problem: more never covers less, what stands stays, a budget is never passed, order
// does not matter.
#include <gtest/gtest.h>

#include <numeric>

#include "engine/siting/coverage_core.hpp"
#include "engine/siting/max_coverage.hpp"
#include "engine/siting/set_cover.hpp"
#include "tests/unit/siting/small_instances.hpp"

namespace diaban {
namespace {

using namespace testing;

/// Larger than can be enumerated: 300 points, 60 sites.
CoverageProblem larger(std::uint64_t seed, Costs costs) {
    RandomSequence random(seed, 3, 0);
    CoverageProblem problem;
    std::vector<std::pair<double, double>> points;
    for (int i = 0; i < 300; ++i) {
        points.emplace_back(1000.0 * random.uniform(), 1000.0 * random.uniform());
        problem.weight.push_back(1.0 + random.below(4));
    }
    for (int j = 0; j < 60; ++j) {
        const double x = 1000.0 * random.uniform();
        const double y = 1000.0 * random.uniform();
        std::vector<std::uint32_t> seen;
        for (std::uint32_t i = 0; i < points.size(); ++i) {
            if (std::hypot(points[i].first - x, points[i].second - y) <= 140.0) {
                seen.push_back(i);
            }
        }
        problem.demand_of_site.push_row(std::move(seen));
        problem.cost.push_back(costs == Costs::kOne ? 1.0 : 1.0 + 9.0 * random.uniform());
    }
    return problem;
}

SitingResult solve(const CoverageProblem& problem) {
    Progress progress;
    return solve_max_coverage(problem, {}, progress);
}

TEST(SitingProperties, MoreCamerasNeverCoverLess) {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        CoverageProblem problem = larger(seed, Costs::kOne);
        double before = 0.0;
        for (int count = 0; count <= 24; count += 3) {
            problem.budget = count;
            const SitingResult result = solve(problem);
            EXPECT_GE(result.objective, before - 1e-9) << "seed " << seed << ", count " << count;
            EXPECT_LE(result.sites.size(), static_cast<std::size_t>(count));
            EXPECT_GE(result.upper_bound, result.objective);
            EXPECT_GE(result.objective, result.greedy_objective - 1e-9);
            before = result.objective;
        }
    }
}

TEST(SitingProperties, ABudgetIsNeverPassed) {
    for (std::uint64_t seed = 10; seed < 30; ++seed) {
        CoverageProblem problem = larger(seed, Costs::kUnequal);
        problem.budget = 3.0 + 2.0 * static_cast<double>(seed - 10);
        const SitingResult result = solve(problem);
        EXPECT_LE(cost_of(problem, result.sites), problem.budget + 1e-9);
        EXPECT_NEAR(plain_objective(problem, result.sites), result.objective, 1e-9 * result.objective);
    }
}

TEST(SitingProperties, FixedSitesCountAndCostNothing) {
    for (std::uint64_t seed = 40; seed < 50; ++seed) {
        CoverageProblem problem = larger(seed, Costs::kOne);
        problem.budget = 5.0;
        const double without = solve(problem).objective;
        problem.fixed.assign(problem.sites(), 0);
        problem.fixed[3] = problem.fixed[17] = 1;
        const SitingResult with = solve(problem);
        EXPECT_GE(with.objective, without - 1e-9);
        EXPECT_EQ(with.sites.size(), 5u);
        for (const std::uint32_t site : with.sites) {
            EXPECT_FALSE(problem.is_fixed(site));
        }
        problem.budget = 0.0;
        EXPECT_NEAR(solve(problem).objective, plain_objective(problem, {}), 1e-9);
    }
}

TEST(SitingProperties, TheOrderOfTheInputDoesNotChangeTheValue) {
    for (std::uint64_t seed = 60; seed < 66; ++seed) {
        CoverageProblem problem = larger(seed, Costs::kUnequal);
        problem.budget = 25.0;
        const double expected = solve(problem).objective;
        CoverageProblem mirrored;
        mirrored.budget = problem.budget;
        const auto last = static_cast<std::uint32_t>(problem.demands() - 1);
        mirrored.weight.assign(problem.weight.rbegin(), problem.weight.rend());
        for (std::size_t j = problem.sites(); j-- > 0;) {
            std::vector<std::uint32_t> row;
            for (const std::uint32_t i : problem.demand_of_site.row(j)) {
                row.push_back(last - i);
            }
            mirrored.demand_of_site.push_row(std::move(row));
            mirrored.cost.push_back(problem.cost[j]);
        }
        const SitingResult result = solve(mirrored);
        EXPECT_DOUBLE_EQ(result.gap, 0.0);
        EXPECT_NEAR(result.objective, expected, 1e-9 * expected);
    }
}

TEST(SitingProperties, TheSameProblemGivesTheSameSites) {
    CoverageProblem problem = larger(70, Costs::kUnequal);
    problem.budget = 30.0;
    EXPECT_EQ(solve(problem).sites, solve(problem).sites);
}

TEST(SitingProperties, ReductionKeepsTheOptimum) {
    for (std::uint64_t seed = 100; seed < 160; ++seed) {
        CoverageProblem problem = random_coverage(seed, Weights::kWhole, seed % 2 == 0 ? Costs::kOne : Costs::kUnequal);
        problem.fixed.assign(problem.sites(), 0);
        problem.fixed[0] = seed % 3 == 0 ? 1 : 0;
        const ReducedCoverage reduced = reduce(problem);
        EXPECT_LE(reduced.core.demands(), problem.demands());
        EXPECT_LE(reduced.core.sites(), problem.sites());
        double best = 0.0;
        for_each_subset(reduced.core.sites(), [&](const std::vector<std::uint32_t>& sites) {
            std::vector<std::uint32_t> named;
            for (const std::uint32_t j : sites) {
                named.push_back(reduced.site_of[j]);
            }
            if (cost_of(problem, named) <= problem.budget + 1e-9) {
                best = std::max(best, plain_objective(problem, named));
            }
        });
        EXPECT_NEAR(best, best_by_trying(problem), 1e-9) << "seed " << seed;
    }
}

TEST(SitingProperties, ASetCoverIsNeverSmallerThanItsBound) {
    for (std::uint64_t seed = 80; seed < 90; ++seed) {
        const CoverageProblem problem = larger(seed, Costs::kUnequal);
        Progress progress;
        const SitingResult result = solve_set_cover(problem, {}, progress);
        EXPECT_LE(result.upper_bound, result.objective + 1e-9);
        std::vector<std::uint32_t> every(problem.sites());
        std::iota(every.begin(), every.end(), 0u);
        EXPECT_NEAR(plain_objective(problem, result.sites), plain_objective(problem, every), 1e-9);
    }
}

}  // namespace
}  // namespace diaban
