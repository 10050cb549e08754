#include "engine/siting/lagrangian_bound.hpp"
#include "engine/siting/step_factor.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

/// The relaxed choice: the linear knapsack over free sites.
struct Knapsack {
    double value = 0.0;
    double price = 0.0;  ///< value of one more unit of budget: a site is worth v - price * cost
};

class Relaxation {
public:
    Relaxation(const CoverageCore& core, const std::vector<SiteState>& state) : m_core(core), m_state(state) {
        m_left = core.unit_costs ? std::floor(core.budget + 1e-9) : core.budget;
        std::vector<std::uint32_t> views(core.demands(), 0);
        for (std::uint32_t j = 0; j < core.sites(); ++j) {
            if (state[j] == SiteState::kIn) {
                m_in.push_back(j);
                m_left -= core.cost[j];
                for (const std::uint32_t i : core.demand_of_site.row(j)) {
                    ++views[i];
                }
            }
        }
        feasible = m_left >= -1e-9 * (1.0 + core.budget);
        m_left = std::max(0.0, m_left);
        for (std::uint32_t j = 0; j < core.sites(); ++j) {
            if (state[j] == SiteState::kFree && core.cost[j] <= m_left * (1.0 + 1e-12)) {
                m_free.push_back(j);
            }
        }
        // Seen by a site that is in: a multiplier above the second gain never lowers the bound.
        most.resize(core.demands());
        for (std::size_t i = 0; i < views.size(); ++i) {
            most[i] = views[i] == 0 ? core.first_gain[i] : views[i] == 1 ? core.second_gain[i] : 0.0;
        }
        values.assign(core.sites(), 0.0);
        choice.assign(core.sites(), 0.0);
        slope.assign(core.demands(), 0.0);
    }

    /// L(u); fills values, choice and slope.
    double evaluate(const std::vector<double>& u) {
        double bound = 0.0;
        for (std::size_t i = 0; i < u.size(); ++i) {
            const double first = m_core.first_gain[i] - u[i];
            const double second = m_core.second_gain[i] - u[i];
            slope[i] = 0.0;
            if (first > 0.0) {
                bound += first;
                slope[i] -= 1.0;
            }
            if (second > 0.0) {
                bound += second;
                slope[i] -= 1.0;
            }
        }
        const auto value_site = [&](std::uint32_t j) {
            double v = m_core.bonus[j];
            for (const std::uint32_t i : m_core.demand_of_site.row(j)) {
                v += u[i];
            }
            values[j] = v;
        };
        const auto see = [&](std::uint32_t j, double x) {
            for (const std::uint32_t i : m_core.demand_of_site.row(j)) {
                slope[i] += x;
            }
        };
        for (const std::uint32_t j : m_in) {
            value_site(j);
            bound += values[j];
            see(j, 1.0);
        }
        for (const std::uint32_t j : m_free) {
            value_site(j);
        }
        knapsack = m_core.unit_costs ? take_most() : take_by_ratio();
        for (const std::uint32_t j : m_free) {
            if (choice[j] > 0.0) {
                see(j, choice[j]);
            }
        }
        return bound + knapsack.value;
    }

    [[nodiscard]] const std::vector<std::uint32_t>& free_sites() const { return m_free; }

    bool feasible = true;
    std::vector<double> most;    ///< largest multiplier of use
    std::vector<double> values;  ///< v_j
    std::vector<double> choice;  ///< x_j
    std::vector<double> slope;   ///< a subgradient of L
    Knapsack knapsack;
    double next_best = 0.0;  ///< unit costs: the largest value that was not taken

private:
    bool before(std::uint32_t a, std::uint32_t b) const {
        return values[a] != values[b] ? values[a] > values[b] : a < b;
    }

    Knapsack take_most() {
        const std::size_t count = std::min(static_cast<std::size_t>(m_left), m_free.size());
        m_order.assign(m_free.begin(), m_free.end());
        const auto by_value = [&](std::uint32_t a, std::uint32_t b) { return before(a, b); };
        if (count > 0 && count < m_order.size()) {
            std::nth_element(m_order.begin(), m_order.begin() + static_cast<std::ptrdiff_t>(count) - 1, m_order.end(),
                             by_value);
        }
        Knapsack taken;
        double least = INFINITY;
        next_best = 0.0;
        for (std::size_t k = 0; k < m_order.size(); ++k) {
            const std::uint32_t j = m_order[k];
            choice[j] = k < count ? 1.0 : 0.0;
            if (k < count) {
                least = std::min(least, values[j]);
            } else {
                next_best = std::max(next_best, values[j]);
            }
        }
        // Summed in order of index, so that nothing depends on how the partition was done.
        for (const std::uint32_t j : m_free) {
            taken.value += choice[j] > 0.0 ? values[j] : 0.0;
        }
        taken.price = count > 0 && count < m_order.size() ? least : 0.0;
        return taken;
    }

    Knapsack take_by_ratio() {
        m_order.assign(m_free.begin(), m_free.end());
        std::sort(m_order.begin(), m_order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const double x = values[a] * m_core.cost[b];
            const double y = values[b] * m_core.cost[a];
            return x != y ? x > y : a < b;
        });
        Knapsack taken;
        double left = m_left;
        for (const std::uint32_t j : m_order) {
            const double x = std::min(1.0, left / m_core.cost[j]);
            choice[j] = x;
            if (x > 0.0) {
                taken.value += x * values[j];
                left -= x * m_core.cost[j];
            }
            if (x < 1.0 && taken.price == 0.0) {
                taken.price = values[j] / m_core.cost[j];
            }
        }
        return taken;
    }

    const CoverageCore& m_core;
    const std::vector<SiteState>& m_state;
    double m_left = 0.0;
    std::vector<std::uint32_t> m_in;
    std::vector<std::uint32_t> m_free;
    std::vector<std::uint32_t> m_order;
};

}  // namespace

LagrangianAnswer lagrangian_bound(const CoverageCore& core, const std::vector<SiteState>& state,
                                  std::vector<double> multipliers, double good_enough,
                                  const LagrangianOptions& options) {
    LagrangianAnswer answer;
    Relaxation relaxation(core, state);
    answer.feasible = relaxation.feasible;
    answer.bound = INFINITY;
    answer.share.assign(core.sites(), 0.0);
    answer.in_relaxation.assign(core.sites(), 0);
    answer.change_if_flipped.assign(core.sites(), 0.0);
    if (!answer.feasible) {
        answer.bound = -INFINITY;
        return answer;
    }
    std::vector<double> u = std::move(multipliers);
    if (u.empty()) {
        u.resize(core.demands());
        for (std::size_t i = 0; i < u.size(); ++i) {
            u[i] = 0.5 * core.first_gain[i];
        }
    }
    for (std::size_t i = 0; i < u.size(); ++i) {
        u[i] = std::clamp(u[i], 0.0, relaxation.most[i]);
    }
    std::vector<double> direction(u.size(), 0.0);
    StepFactor factor(options.patience, options.step_size);
    constexpr double kMemory = 0.9;  // part of the last direction kept: damps zigzag
    constexpr double kAveraging = 0.05;
    for (std::uint32_t step = 0; step < options.steps; ++step) {
        const double value = relaxation.evaluate(u);
        for (const std::uint32_t j : relaxation.free_sites()) {
            answer.share[j] += (step == 0 ? 1.0 : kAveraging) * (relaxation.choice[j] - answer.share[j]);
        }
        const bool is_better = value < answer.bound - 1e-6 * std::fabs(value);
        if (value < answer.bound) {
            answer.bound = value;
            answer.multipliers = u;
            for (const std::uint32_t j : relaxation.free_sites()) {
                const double worth = relaxation.values[j] - relaxation.knapsack.price * core.cost[j];
                answer.in_relaxation[j] = relaxation.choice[j] >= 1.0 ? 1 : 0;
                // Out of a full choice by count the next best site takes its place; by budget, the budget's price does.
                answer.change_if_flipped[j] =
                    relaxation.choice[j] >= 1.0
                        ? (core.unit_costs ? relaxation.values[j] - relaxation.next_best : std::max(0.0, worth))
                        : std::max(0.0, -worth);
            }
        }
        if (answer.bound < good_enough) {
            break;
        }
        const StepFactor::Next next = factor.after(is_better);
        if (next == StepFactor::Next::kStop) {
            break;
        }
        if (next == StepFactor::Next::kFromBest) {
            u = answer.multipliers;
            std::fill(direction.begin(), direction.end(), 0.0);
            relaxation.evaluate(u);
        }
        double norm = 0.0;
        for (std::size_t i = 0; i < u.size(); ++i) {
            const double s = relaxation.slope[i];
            // At an end of its range a multiplier that would be pushed out stays: it is no part of the direction.
            const bool stuck = (u[i] <= 0.0 && s > 0.0) || (u[i] >= relaxation.most[i] && s < 0.0);
            direction[i] = stuck ? 0.0 : s + kMemory * direction[i];
            norm += direction[i] * direction[i];
        }
        if (norm == 0.0) {
            break;
        }
        const double distance = value - good_enough + 1e-3 * std::fabs(value);
        const double length = factor.value() * distance / norm;
        for (std::size_t i = 0; i < u.size(); ++i) {
            u[i] = std::clamp(u[i] - length * direction[i], 0.0, relaxation.most[i]);
        }
    }
    return answer;
}

}  // namespace diaban
