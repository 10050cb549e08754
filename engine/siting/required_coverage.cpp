#include "engine/siting/required_coverage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/siting/set_cover.hpp"

namespace diaban {

namespace {

std::vector<std::uint32_t> unseen_by(const CoverageProblem& problem, const std::vector<std::uint8_t>& required,
                                     const std::vector<std::uint32_t>& chosen) {
    std::vector<std::uint32_t> all(chosen);
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        if (problem.is_fixed(j)) {
            all.push_back(j);
        }
    }
    const std::vector<std::uint32_t> views = views_of(problem.demand_of_site, problem.demands(), all);
    std::vector<std::uint32_t> unseen;
    for (std::uint32_t i = 0; i < problem.demands(); ++i) {
        if (required[i] != 0 && views[i] == 0) {
            unseen.push_back(i);
        }
    }
    return unseen;
}

/// What the required points cost at least, all else left aside.
SitingResult cheapest_cover(const CoverageProblem& problem, const std::vector<std::uint8_t>& required,
                            const SitingOptions& options, Progress& progress) {
    CoverageProblem only = problem;
    for (std::size_t i = 0; i < only.weight.size(); ++i) {
        only.weight[i] = required[i] != 0 ? 1.0 : 0.0;
    }
    only.second_weight.clear();
    only.second_share = 0.0;
    return solve_set_cover(only, options, progress);
}

double most_of_one_site(const CoverageProblem& problem) {
    double most = 0.0;
    for (std::size_t j = 0; j < problem.sites(); ++j) {
        double weight = problem.bonus_of(j);
        for (const std::uint32_t i : problem.demand_of_site.row(j)) {
            weight += problem.weight[i];
        }
        most = std::max(most, weight);
    }
    return most;
}

}  // namespace

RequiredResult solve_required_coverage(const CoverageProblem& problem, const std::vector<std::uint8_t>& required,
                                       const SitingOptions& options, Progress& progress) {
    validate(problem);
    RequiredResult answer;
    const auto count = static_cast<double>(std::count(required.begin(), required.end(), std::uint8_t{1}));
    SitingOptions left = options;
    left.time_limit_seconds = 0.25 * options.time_limit_seconds;
    const SitingResult cover = cheapest_cover(problem, required, left, progress);
    double seconds = cover.seconds;
    answer.least_cost = cover.upper_bound;
    // A point that nobody sees is left out of the cover: it shows in the cover's own plan.
    answer.impossible =
        cover.upper_bound > problem.budget * (1.0 + 1e-12) + 1e-9 || !unseen_by(problem, required, cover.sites).empty();

    const double everything = std::accumulate(problem.weight.begin(), problem.weight.end(), 0.0) +
                              std::accumulate(problem.bonus.begin(), problem.bonus.end(), 0.0);
    const double swap = std::ceil(most_of_one_site(problem)) + 1.0;
    double bound = INFINITY;
    for (const double price : {swap, std::ceil(2.0 * everything) + 1.0}) {
        CoverageProblem priced = problem;
        priced.second_weight.assign(problem.demands(), 0.0);
        for (std::size_t i = 0; i < problem.demands(); ++i) {
            priced.second_weight[i] = problem.second_of(i);
            priced.weight[i] += required[i] != 0 ? price : 0.0;
        }
        left.time_limit_seconds = std::max(0.1, options.time_limit_seconds - seconds);
        const SitingResult result = solve_max_coverage(priced, left, progress);
        seconds += result.seconds;
        bound = std::min(bound, result.upper_bound - price * count);
        std::vector<std::uint32_t> unseen = unseen_by(problem, required, result.sites);
        if (answer.result.seconds == 0.0 || unseen.size() <= answer.unseen.size()) {
            answer.result = result;
            answer.unseen = std::move(unseen);
        }
        answer.result.seconds = seconds;
        if (answer.unseen.empty()) {
            break;
        }
    }
    SitingResult& result = answer.result;
    answer.impossible = answer.impossible || (!answer.unseen.empty() && result.stop == SitingStop::kProven);
    const bool proven = answer.unseen.empty() && result.stop == SitingStop::kProven && result.gap == 0.0;
    result.objective = objective_of(problem, result.sites);
    result.greedy_objective = std::min(result.greedy_objective, result.objective);
    result.upper_bound = proven ? result.objective : std::max(bound, answer.unseen.empty() ? result.objective : 0.0);
    result.gap = relative_gap(result.upper_bound, result.objective);
    return answer;
}

}  // namespace diaban
