#include "engine/siting/coverage_state.hpp"

#include <algorithm>

namespace diaban {

CoverageState::CoverageState(const CoverageCore& core)
    : m_core(core),
      m_views(core.demands(), 0),
      m_chosen(core.sites(), 0),
      m_blocked(core.sites(), 0),
      m_gain(core.bonus),
      m_cost_slack(core.unit_costs ? 1e-6 : 1e-12 * core.budget) {
    for (std::uint32_t j = 0; j < core.sites(); ++j) {
        for (const std::uint32_t i : core.demand_of_site.row(j)) {
            m_gain[j] += core.first_gain[i];
        }
    }
}

double CoverageState::loss(std::uint32_t site) const {
    double lost = m_core.bonus[site];
    for (const std::uint32_t i : m_core.demand_of_site.row(site)) {
        lost += m_views[i] == 1 ? m_core.first_gain[i] : m_views[i] == 2 ? m_core.second_gain[i] : 0.0;
    }
    return lost;
}

void CoverageState::toggle(std::uint32_t site, int direction) {
    const auto marginal = [&](std::uint32_t i, std::uint32_t views) {
        return views == 0 ? m_core.first_gain[i] : views == 1 ? m_core.second_gain[i] : 0.0;
    };
    if (direction > 0) {
        m_value += m_gain[site];
        m_sites.push_back(site);
    } else {
        m_value -= loss(site);
        m_sites.erase(std::find(m_sites.begin(), m_sites.end(), site));
    }
    m_chosen[site] = direction > 0 ? 1 : 0;
    m_spent += direction * m_core.cost[site];
    for (const std::uint32_t i : m_core.demand_of_site.row(site)) {
        const std::uint32_t before = m_views[i];
        const std::uint32_t after = direction > 0 ? before + 1 : before - 1;
        m_views[i] = after;
        const double change = marginal(i, after) - marginal(i, before);
        if (change != 0.0) {
            for (const std::uint32_t j : m_core.sites_of_demand.row(i)) {
                m_gain[j] += change;
            }
        }
    }
    for (const std::uint32_t other : m_core.conflicts_of_site.row(site)) {
        m_blocked[other] = direction > 0 ? m_blocked[other] + 1 : m_blocked[other] - 1;
    }
}

std::uint32_t CoverageState::best_addition(Rule rule) const {
    const auto none = static_cast<std::uint32_t>(m_core.sites());
    std::uint32_t best = none;
    double best_score = 0.0;
    const bool by_cost = rule == Rule::kGainForCost && !m_core.unit_costs;
    for (std::uint32_t j = 0; j < none; ++j) {
        if (m_gain[j] > m_core.tolerance && allowed(j)) {
            const double score = by_cost ? m_gain[j] / m_core.cost[j] : m_gain[j];
            // Gains that differ by rounding alone are ties, and go to the lowest index.
            if (best == none || score > best_score * (1.0 + 1e-12)) {
                best = j;
                best_score = score;
            }
        }
    }
    return best;
}

void CoverageState::fill(Rule rule) {
    for (std::uint32_t j = best_addition(rule); j < m_core.sites(); j = best_addition(rule)) {
        add(j);
    }
}

void CoverageState::assign(const std::vector<std::uint32_t>& sites) {
    const std::vector<std::uint32_t> old(m_sites);
    std::vector<std::uint8_t> wanted(m_core.sites(), 0);
    for (const std::uint32_t j : sites) {
        wanted[j] = 1;
    }
    for (const std::uint32_t j : old) {
        if (wanted[j] == 0) {
            remove(j);
        }
    }
    for (const std::uint32_t j : sites) {
        if (m_chosen[j] == 0) {
            add(j);
        }
    }
}

double value_of(const CoverageCore& core, const std::vector<std::uint32_t>& sites) {
    std::vector<std::uint32_t> views(core.demands(), 0);
    double value = 0.0;
    for (const std::uint32_t j : sites) {
        value += core.bonus[j];
        for (const std::uint32_t i : core.demand_of_site.row(j)) {
            ++views[i];
        }
    }
    for (std::size_t i = 0; i < views.size(); ++i) {
        value += views[i] == 0 ? 0.0 : core.first_gain[i] + (views[i] > 1 ? core.second_gain[i] : 0.0);
    }
    return value;
}

}  // namespace diaban
