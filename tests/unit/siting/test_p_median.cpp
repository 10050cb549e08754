// The p-median against trying every set of p sites.
#include "engine/siting/p_median.hpp"

#include <gtest/gtest.h>

#include "engine/solver/cbc_solver.hpp"
#include "layers/model/error.hpp"
#include "tests/unit/siting/small_instances.hpp"

namespace diaban {
namespace {

using namespace testing;

/// Weighted distance written out, independent of `median_objective`.
double weighted_distance(const MedianProblem& problem, const std::vector<std::uint32_t>& sites) {
    double total = 0.0;
    for (std::size_t i = 0; i < problem.weight.size(); ++i) {
        double nearest = INFINITY;
        for (std::uint32_t j = 0; j < problem.sites; ++j) {
            if (problem.is_fixed(j) || std::find(sites.begin(), sites.end(), j) != sites.end()) {
                nearest = std::min(nearest, problem.distance[i * problem.sites + j]);
            }
        }
        total += problem.weight[i] > 0.0 ? problem.weight[i] * nearest : 0.0;
    }
    return total;
}

double best_by_trying_medians(const MedianProblem& problem) {
    double best = INFINITY;
    for_each_subset(problem.sites, [&](const std::vector<std::uint32_t>& sites) {
        const auto fixed =
            std::count_if(sites.begin(), sites.end(), [&](std::uint32_t j) { return problem.is_fixed(j); });
        if (!sites.empty() && fixed == 0 && sites.size() <= problem.count) {
            best = std::min(best, weighted_distance(problem, sites));
        }
    });
    return best;
}

TEST(PMedian, TheOptimum) {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        MedianProblem problem = random_median(seed);
        problem.fixed.assign(problem.sites, 0);
        problem.fixed[seed % problem.sites] = seed % 4 == 0 ? 1 : 0;
        const double best = best_by_trying_medians(problem);
        Progress progress;
        SitingOptions options;
        options.exact = solve_with_cbc;
        const SitingResult result = solve_p_median(problem, options, progress);
        EXPECT_NEAR(result.objective, best, 1e-7 * (1.0 + best)) << "seed " << seed;
        EXPECT_NEAR(weighted_distance(problem, result.sites), result.objective, 1e-9 * (1.0 + best)) << "seed " << seed;
        EXPECT_LE(result.sites.size(), problem.count);
        EXPECT_LE(result.gap, 1e-6) << "seed " << seed;
    }
}

TEST(PMedian, TheBoundHoldsWithoutAnExactSolver) {
    for (std::uint64_t seed = 200; seed < 260; ++seed) {
        const MedianProblem problem = random_median(seed);
        const double best = best_by_trying_medians(problem);
        Progress progress;
        const SitingResult result = solve_p_median(problem, {}, progress);
        EXPECT_GE(result.objective, best - 1e-9);
        EXPECT_LE(result.upper_bound, best + 1e-9);
    }
}

TEST(PMedian, WorkedByHand) {
    // Points at 0, 10, 20 on a line with weights 1, 1, 3; sites at 0, 10, 20. One site: at 20 -> 20 + 10 = 30; at 10 ->
    // 10 + 30 = 40.
    MedianProblem problem;
    problem.weight = {1.0, 1.0, 3.0};
    problem.sites = 3;
    problem.distance = {0.0, 10.0, 20.0, 10.0, 0.0, 10.0, 20.0, 10.0, 0.0};
    problem.count = 1;
    Progress progress;
    const SitingResult result = solve_p_median(problem, {}, progress);
    EXPECT_DOUBLE_EQ(result.objective, 30.0);
    EXPECT_THAT(result.sites, ::testing::ElementsAre(2u));
    problem.count = 0;
    EXPECT_THROW(solve_p_median(problem, {}, progress), Error);
}

}  // namespace
}  // namespace diaban
