// A set of chosen sites of a core with every site's marginal gain kept up to date.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/siting/coverage_core.hpp"

namespace diaban {

/// Adding or removing a site costs O(sum over its demand of the sites that see it); reading a gain costs O(1).
class CoverageState {
public:
    explicit CoverageState(const CoverageCore& core);

    void add(std::uint32_t site) { toggle(site, 1); }
    void remove(std::uint32_t site) { toggle(site, -1); }

    [[nodiscard]] const CoverageCore& core() const { return m_core; }
    [[nodiscard]] bool chosen(std::uint32_t site) const { return m_chosen[site] != 0; }
    [[nodiscard]] const std::vector<std::uint32_t>& sites() const { return m_sites; }  ///< in order of adding
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] double spent() const { return m_spent; }
    /// What the objective gains by adding a site that is not chosen.
    [[nodiscard]] double gain(std::uint32_t site) const { return m_gain[site]; }
    /// What the objective loses by removing a chosen site. O(its demand).
    [[nodiscard]] double loss(std::uint32_t site) const;
    /// Not chosen, within what is left of the budget, and in conflict with no chosen site.
    [[nodiscard]] bool allowed(std::uint32_t site) const {
        return m_chosen[site] == 0 && m_blocked[site] == 0 &&
               m_spent + m_core.cost[site] <= m_core.budget + m_cost_slack;
    }
    /// The allowed site with the largest gain (or gain for its cost); sites() when none gains. Ties: the lowest index.
    enum class Rule { kGain, kGainForCost };
    [[nodiscard]] std::uint32_t best_addition(Rule rule) const;
    /// Adds best additions until none gains.
    void fill(Rule rule);
    /// Removes all and adds the given sites.
    void assign(const std::vector<std::uint32_t>& sites);

private:
    void toggle(std::uint32_t site, int direction);

    const CoverageCore& m_core;
    std::vector<std::uint32_t> m_views;
    std::vector<std::uint8_t> m_chosen;
    std::vector<std::uint32_t> m_blocked;
    std::vector<double> m_gain;
    std::vector<std::uint32_t> m_sites;
    double m_value = 0.0;
    double m_spent = 0.0;
    double m_cost_slack = 0.0;  ///< for sums of costs such as 0.1 + 0.2
};

/// Value of a set of core sites, from scratch. O(entries).
double value_of(const CoverageCore& core, const std::vector<std::uint32_t>& sites);

}  // namespace diaban
