// Maximum coverage with points that must be seen, against trying every set of sites.
#include "engine/siting/required_coverage.hpp"

#include <gtest/gtest.h>

#include "engine/solver/cbc_solver.hpp"
#include "tests/unit/siting/small_instances.hpp"

namespace diaban {
namespace {

using namespace testing;

bool sees_all(const CoverageProblem& problem, const std::vector<std::uint8_t>& required,
              const std::vector<std::uint32_t>& sites) {
    for (std::uint32_t i = 0; i < problem.demands(); ++i) {
        bool seen = required[i] == 0;
        for (std::uint32_t j = 0; j < problem.sites() && !seen; ++j) {
            const auto row = problem.demand_of_site.row(j);
            const bool stands = problem.is_fixed(j) || std::find(sites.begin(), sites.end(), j) != sites.end();
            seen = stands && std::find(row.begin(), row.end(), i) != row.end();
        }
        if (!seen) {
            return false;
        }
    }
    return true;
}

TEST(RequiredCoverage, TheOptimumOfAllPlansThatSeeWhatMustBeSeen) {
    int possible = 0;
    int impossible = 0;
    int binding = 0;
    for (std::uint64_t seed = 1000; seed < 1240; ++seed) {
        CoverageProblem problem = random_coverage(seed, seed % 2 == 0 ? Weights::kWhole : Weights::kReal,
                                                  seed % 3 == 0 ? Costs::kUnequal : Costs::kOne);
        if (seed % 4 == 1) {
            problem.second_share = 0.5;
        }
        if (seed % 5 == 2 && problem.sites() > 2) {
            problem.conflicts = {{0, 1}};
        }
        std::vector<std::uint8_t> required(problem.demands(), 0);
        for (std::uint32_t i = 0; i < problem.demands(); i += 7) {
            required[i] = 1;
            problem.weight[i] = 0.0;  // a place with no incident of its own
        }
        double best = -1.0;
        for_each_subset(problem.sites(), [&](const std::vector<std::uint32_t>& sites) {
            if (allowed(problem, sites) && sees_all(problem, required, sites)) {
                best = std::max(best, plain_objective(problem, sites));
            }
        });
        Progress progress;
        SitingOptions options;
        options.exact = solve_with_cbc;
        const RequiredResult answer = solve_required_coverage(problem, required, options, progress);
        EXPECT_EQ(answer.impossible, best < 0.0) << "seed " << seed;
        if (best < 0.0) {
            ++impossible;
            EXPECT_FALSE(answer.unseen.empty()) << "seed " << seed;
            continue;
        }
        ++possible;
        binding += best < best_by_trying(problem) - 1e-9 ? 1 : 0;
        EXPECT_TRUE(answer.unseen.empty()) << "seed " << seed;
        EXPECT_TRUE(sees_all(problem, required, answer.result.sites)) << "seed " << seed;
        EXPECT_TRUE(allowed(problem, answer.result.sites)) << "seed " << seed;
        EXPECT_NEAR(answer.result.objective, best, 1e-9 * (1.0 + best)) << "seed " << seed;
        EXPECT_NEAR(answer.result.upper_bound, best, 1e-9 * (1.0 + best)) << "seed " << seed;
    }
    EXPECT_GT(possible, 20);
    EXPECT_GT(impossible, 20);
    EXPECT_GT(binding, 10);
}

TEST(RequiredCoverage, SaysWhatTheRequiredPlacesCostAtLeast) {
    // Two required points, each seen by one site alone: two sites are needed, one may be chosen.
    CoverageProblem problem;
    problem.weight = {0.0, 0.0, 5.0};
    problem.demand_of_site.push_row({0});
    problem.demand_of_site.push_row({1});
    problem.demand_of_site.push_row({2});
    problem.cost = {1.0, 1.0, 1.0};
    problem.budget = 1.0;
    Progress progress;
    SitingOptions options;
    options.exact = solve_with_cbc;
    RequiredResult answer = solve_required_coverage(problem, {1, 1, 0}, options, progress);
    EXPECT_TRUE(answer.impossible);
    EXPECT_DOUBLE_EQ(answer.least_cost, 2.0);
    problem.budget = 2.0;
    answer = solve_required_coverage(problem, {1, 1, 0}, options, progress);
    EXPECT_FALSE(answer.impossible);
    EXPECT_EQ(answer.result.sites, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_DOUBLE_EQ(answer.result.objective, 0.0);
    problem.budget = 3.0;
    answer = solve_required_coverage(problem, {1, 1, 0}, options, progress);
    EXPECT_DOUBLE_EQ(answer.result.objective, 5.0);
}

}  // namespace
}  // namespace diaban
