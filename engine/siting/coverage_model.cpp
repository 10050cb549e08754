#include "engine/siting/coverage_model.hpp"

#include <cmath>

#include "engine/siting/branch_and_bound.hpp"
#include "engine/siting/coverage_state.hpp"

namespace diaban {

CoverageModel coverage_model(const CoverageCore& core, const std::vector<SiteState>& state,
                             const std::vector<std::uint32_t>& start) {
    CoverageModel model;
    MixedIntegerProblem& problem = model.problem;
    std::vector<std::uint32_t> column_of(core.sites(), 0);
    double left = core.budget;
    for (std::uint32_t j = 0; j < core.sites(); ++j) {
        if (state[j] == SiteState::kFree) {
            column_of[j] = problem.add_column(-core.bonus[j], 0.0, 1.0, true);
            model.site_of_column.push_back(j);
        } else if (state[j] == SiteState::kIn) {
            model.decided_in.push_back(j);
            left -= core.cost[j];
        }
    }
    model.constant = value_of(core, model.decided_in);
    std::vector<std::uint32_t> views(core.demands(), 0);
    for (const std::uint32_t j : model.decided_in) {
        for (const std::uint32_t i : core.demand_of_site.row(j)) {
            ++views[i];
        }
    }
    std::vector<std::uint8_t> in_start(core.sites(), 0);
    for (const std::uint32_t j : start) {
        in_start[j] = 1;
    }
    bool agrees = true;
    for (std::uint32_t j = 0; j < core.sites(); ++j) {
        agrees = agrees && (state[j] == SiteState::kFree || (state[j] == SiteState::kIn) == (in_start[j] != 0));
    }
    std::vector<double> values;
    for (const std::uint32_t j : model.site_of_column) {
        values.push_back(in_start[j]);
    }
    for (std::uint32_t i = 0; i < core.demands(); ++i) {
        const double first = views[i] == 0 ? core.first_gain[i] : views[i] == 1 ? core.second_gain[i] : 0.0;
        const double second = views[i] == 0 ? core.second_gain[i] : 0.0;
        if (first <= 0.0) {
            continue;
        }
        std::uint32_t seen = 0;
        std::vector<std::uint32_t> by;
        for (const std::uint32_t j : core.sites_of_demand.row(i)) {
            if (state[j] == SiteState::kFree) {
                by.push_back(column_of[j]);
                seen += in_start[j];
            }
        }
        if (by.empty()) {
            continue;
        }
        problem.add_entry(problem.add_column(-first, 0.0, 1.0, false), 1.0);
        values.push_back(seen > 0 ? 1.0 : 0.0);
        if (second > 0.0) {
            problem.add_entry(problem.add_column(-second, 0.0, 1.0, false), 1.0);
            values.push_back(seen > 1 ? 1.0 : 0.0);
        }
        for (const std::uint32_t column : by) {
            problem.add_entry(column, -1.0);
        }
        problem.end_row(-HUGE_VAL, 0.0);
    }
    for (const std::uint32_t j : model.site_of_column) {
        problem.add_entry(column_of[j], core.cost[j]);
    }
    problem.end_row(-HUGE_VAL, core.unit_costs ? std::floor(left + 1e-9) : left);
    for (const std::uint32_t j : model.site_of_column) {
        for (const std::uint32_t other : core.conflicts_of_site.row(j)) {
            if (other > j && state[other] == SiteState::kFree) {
                problem.add_entry(column_of[j], 1.0);
                problem.add_entry(column_of[other], 1.0);
                problem.end_row(-HUGE_VAL, 1.0);
            } else if (state[other] == SiteState::kIn) {
                problem.upper[column_of[j]] = 0.0;
            }
        }
    }
    if (agrees) {
        problem.start = std::move(values);
    }
    problem.objective_step = value_step(core);
    return model;
}

}  // namespace diaban
