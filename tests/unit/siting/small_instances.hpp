// Small siting problems and the plainest way to solve them: trying every set of sites.
#pragma once

#include <cmath>
#include <functional>

#include "engine/siting/coverage_problem.hpp"
#include "engine/siting/p_median.hpp"
#include "layers/base/random.hpp"

namespace diaban::testing {

enum class Weights { kWhole, kReal };
enum class Costs { kOne, kUnequal };

/// Points and sites in a 100 x 100 square; a site sees what lies within 15 to 30 of it.
inline CoverageProblem random_coverage(std::uint64_t seed, Weights weights, Costs costs) {
    RandomSequence random(seed, 1, 0);
    const std::uint32_t demands = 5 + random.below(26);
    const std::uint32_t sites = 3 + random.below(10);
    CoverageProblem problem;
    std::vector<std::pair<double, double>> points;
    for (std::uint32_t i = 0; i < demands; ++i) {
        points.emplace_back(100.0 * random.uniform(), 100.0 * random.uniform());
        problem.weight.push_back(weights == Weights::kWhole ? random.below(6) : 5.0 * random.uniform());
    }
    const double reach = 15.0 + 15.0 * random.uniform();
    for (std::uint32_t j = 0; j < sites; ++j) {
        const double x = 100.0 * random.uniform();
        const double y = 100.0 * random.uniform();
        std::vector<std::uint32_t> seen;
        for (std::uint32_t i = 0; i < demands; ++i) {
            if (std::hypot(points[i].first - x, points[i].second - y) <= reach) {
                seen.push_back(i);
            }
        }
        problem.demand_of_site.push_row(std::move(seen));
        problem.cost.push_back(costs == Costs::kOne ? 1.0 : 1.0 + std::floor(8.0 * random.uniform()) / 2.0);
    }
    problem.budget = costs == Costs::kOne ? 1.0 + random.below(sites) : 2.0 + 10.0 * random.uniform();
    return problem;
}

inline MedianProblem random_median(std::uint64_t seed) {
    RandomSequence random(seed, 2, 0);
    MedianProblem problem;
    const std::uint32_t demands = 4 + random.below(20);
    problem.sites = 3 + random.below(8);
    problem.count = 1 + random.below(static_cast<std::uint32_t>(problem.sites));
    std::vector<std::pair<double, double>> places;
    for (std::size_t j = 0; j < problem.sites; ++j) {
        places.emplace_back(random.uniform(), random.uniform());
    }
    for (std::uint32_t i = 0; i < demands; ++i) {
        problem.weight.push_back(random.below(5));
        const double x = random.uniform();
        const double y = random.uniform();
        for (const auto& [px, py] : places) {
            problem.distance.push_back(std::hypot(px - x, py - y));
        }
    }
    return problem;
}

/// Calls `visit` with every subset of 0 .. sites - 1.
inline void for_each_subset(std::size_t sites, const std::function<void(const std::vector<std::uint32_t>&)>& visit) {
    for (std::uint32_t mask = 0; mask < (1u << sites); ++mask) {
        std::vector<std::uint32_t> chosen;
        for (std::uint32_t j = 0; j < sites; ++j) {
            if ((mask >> j & 1u) != 0) {
                chosen.push_back(j);
            }
        }
        visit(chosen);
    }
}

/// Cost of the sites that are not fixed.
inline double cost_of(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites) {
    double cost = 0.0;
    for (const std::uint32_t j : sites) {
        cost += problem.is_fixed(j) ? 0.0 : problem.cost[j];
    }
    return cost;
}

/// The objective written out point by point, independent of `objective_of`.
inline double plain_objective(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites) {
    double total = 0.0;
    const auto stands = [&](std::uint32_t j) {
        return problem.is_fixed(j) || std::find(sites.begin(), sites.end(), j) != sites.end();
    };
    for (std::uint32_t i = 0; i < problem.demands(); ++i) {
        int seen = 0;
        for (std::uint32_t j = 0; j < problem.sites(); ++j) {
            const auto row = problem.demand_of_site.row(j);
            seen += stands(j) && std::find(row.begin(), row.end(), i) != row.end() ? 1 : 0;
        }
        total += seen == 0 ? 0.0 : seen == 1 ? problem.weight[i] : problem.weight[i] * (1.0 + problem.second_share);
    }
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        total += stands(j) ? problem.bonus_of(j) : 0.0;
    }
    return total;
}

inline bool allowed(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites) {
    const auto has = [&](std::uint32_t j) {
        return problem.is_fixed(j) || std::find(sites.begin(), sites.end(), j) != sites.end();
    };
    for (const auto& [a, b] : problem.conflicts) {
        if (has(a) && has(b) && !(problem.is_fixed(a) && problem.is_fixed(b))) {
            return false;
        }
    }
    return cost_of(problem, sites) <= problem.budget + 1e-9;
}

/// The best objective of all allowed sets.
inline double best_by_trying(const CoverageProblem& problem) {
    double best = 0.0;
    for_each_subset(problem.sites(), [&](const std::vector<std::uint32_t>& sites) {
        if (allowed(problem, sites)) {
            best = std::max(best, plain_objective(problem, sites));
        }
    });
    return best;
}

}  // namespace diaban::testing
