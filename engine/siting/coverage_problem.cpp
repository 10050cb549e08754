#include "engine/siting/coverage_problem.hpp"

#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

void require(bool good, const char* what, std::size_t index, double value) {
    if (!good) {
        throw Error(ErrorCode::kInput, "error.siting-value",
                    {{"what", what}, {"index", std::to_string(index + 1)}, {"value", std::to_string(value)}});
    }
}

}  // namespace

void validate(const CoverageProblem& problem) {
    const std::size_t sites = problem.sites();
    if (problem.cost.size() != sites || (!problem.fixed.empty() && problem.fixed.size() != sites) ||
        (!problem.bonus.empty() && problem.bonus.size() != sites) ||
        (!problem.second_weight.empty() && problem.second_weight.size() != problem.demands())) {
        throw Error(ErrorCode::kInternal, "error.siting-lengths", {{"sites", std::to_string(sites)}});
    }
    for (std::size_t i = 0; i < problem.weight.size(); ++i) {
        require(std::isfinite(problem.weight[i]) && problem.weight[i] >= 0.0, "weight", i, problem.weight[i]);
        // A second view worth more than the first would break the greedy order and the bound.
        require(problem.second_of(i) >= 0.0 && problem.second_of(i) <= problem.weight[i], "second_weight", i,
                problem.second_of(i));
    }
    for (std::size_t j = 0; j < sites; ++j) {
        require(std::isfinite(problem.cost[j]) && problem.cost[j] > 0.0, "cost", j, problem.cost[j]);
        require(std::isfinite(problem.bonus_of(j)) && problem.bonus_of(j) >= 0.0, "bonus", j, problem.bonus_of(j));
    }
    require(std::isfinite(problem.budget) && problem.budget >= 0.0, "budget", 0, problem.budget);
    require(problem.second_share >= 0.0 && problem.second_share <= 1.0, "second_share", 0, problem.second_share);
}

std::vector<std::uint32_t> views_of(const CompressedRows& demand_of_site, std::size_t demands,
                                    const std::vector<std::uint32_t>& sites) {
    std::vector<std::uint32_t> views(demands, 0);
    for (const std::uint32_t site : sites) {
        for (const std::uint32_t i : demand_of_site.row(site)) {
            ++views[i];
        }
    }
    return views;
}

double objective_of(const CoverageProblem& problem, const std::vector<std::uint32_t>& sites) {
    std::vector<std::uint8_t> chosen(problem.sites(), 0);
    for (const std::uint32_t site : sites) {
        chosen[site] = 1;
    }
    std::vector<std::uint32_t> all;
    double objective = 0.0;
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        if (chosen[j] != 0 || problem.is_fixed(j)) {
            all.push_back(j);
            objective += problem.bonus_of(j);
        }
    }
    const std::vector<std::uint32_t> views = views_of(problem.demand_of_site, problem.demands(), all);
    for (std::size_t i = 0; i < views.size(); ++i) {
        objective += views[i] == 0 ? 0.0 : problem.weight[i] + (views[i] == 1 ? 0.0 : problem.second_of(i));
    }
    return objective;
}

std::string siting_solver_name(SitingSolver solver) {
    switch (solver) {
        case SitingSolver::kTrivial:
            return "trivial";
        case SitingSolver::kHeuristic:
            return "greedy+swap";
        case SitingSolver::kLagrangian:
            return "lagrangian";
        case SitingSolver::kCbc:
            return "cbc";
    }
    return "";
}

std::string siting_stop_name(SitingStop stop) {
    switch (stop) {
        case SitingStop::kProven:
            return "proven";
        case SitingStop::kTimeLimit:
            return "time-limit";
        case SitingStop::kCancelled:
            return "cancelled";
        case SitingStop::kTooLarge:
            return "too-large";
    }
    return "";
}

double relative_gap(double bound, double objective) {
    const double difference = std::fabs(bound - objective);
    if (difference == 0.0) {
        return 0.0;
    }
    return objective == 0.0 ? INFINITY : difference / std::fabs(objective);
}

}  // namespace diaban
