#include "engine/siting/coverage_core.hpp"

#include <algorithm>
#include <numeric>

namespace diaban {

namespace {

constexpr double kRelativeTolerance = 1e-9;

/// Groups demand points of one state and one list of sites. Returns the groups' members in order of their first point.
std::vector<std::vector<std::uint32_t>> same_sites(const CompressedRows& sites_of_demand,
                                                   const std::vector<std::uint32_t>& kept,
                                                   const std::vector<std::uint32_t>& fixed_views) {
    std::vector<std::uint32_t> order(kept);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        if (fixed_views[a] != fixed_views[b]) {
            return fixed_views[a] < fixed_views[b] ? -1 : 1;
        }
        const auto x = sites_of_demand.row(a);
        const auto y = sites_of_demand.row(b);
        if (std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end())) {
            return -1;
        }
        return std::equal(x.begin(), x.end(), y.begin(), y.end()) ? 0 : 1;
    };
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int c = before(a, b);
        return c != 0 ? c < 0 : a < b;
    });
    std::vector<std::vector<std::uint32_t>> groups;
    for (const std::uint32_t i : order) {
        if (groups.empty() || before(groups.back().front(), i) != 0) {
            groups.emplace_back();
        }
        groups.back().push_back(i);
    }
    std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.front() < b.front(); });
    return groups;
}

/// Marks sites whose view is part of another's that is no dearer and brings no smaller bonus (ties: the lower index
/// stays).
std::vector<std::uint8_t> dominated_sites(const CompressedRows& demand_of_site, const CompressedRows& sites_of_demand,
                                          const std::vector<double>& cost, const std::vector<double>& bonus) {
    const std::size_t sites = demand_of_site.rows();
    std::vector<std::uint8_t> dominated(sites, 0);
    std::vector<std::uint32_t> shared(sites, 0);
    std::vector<std::uint32_t> touched;
    for (std::uint32_t a = 0; a < sites; ++a) {
        const auto view = demand_of_site.row(a);
        touched.clear();
        for (const std::uint32_t i : view) {
            for (const std::uint32_t b : sites_of_demand.row(i)) {
                if (shared[b]++ == 0) {
                    touched.push_back(b);
                }
            }
        }
        for (const std::uint32_t b : touched) {
            const bool contains = b != a && shared[b] == view.size() && cost[b] <= cost[a] && bonus[b] >= bonus[a];
            const bool same =
                contains && demand_of_site.row(b).size() == view.size() && cost[b] == cost[a] && bonus[b] == bonus[a];
            if (contains && (!same || b < a)) {
                dominated[a] = 1;
            }
            shared[b] = 0;
        }
    }
    return dominated;
}

}  // namespace

ReducedCoverage reduce(const CoverageProblem& problem) {
    std::vector<std::uint32_t> fixed;
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        if (problem.is_fixed(j)) {
            fixed.push_back(j);
        }
    }
    const std::vector<std::uint32_t> fixed_views = views_of(problem.demand_of_site, problem.demands(), fixed);

    // Free sites that can be paid for. A site in conflict with a fixed one is out.
    std::vector<std::uint8_t> usable(problem.sites(), 1);
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        usable[j] = !problem.is_fixed(j) && problem.cost[j] <= problem.budget ? 1 : 0;
    }
    for (const auto& [a, b] : problem.conflicts) {
        if (problem.is_fixed(a)) {
            usable[b] = 0;
        }
        if (problem.is_fixed(b)) {
            usable[a] = 0;
        }
    }
    ReducedCoverage reduced;
    reduced.constant = objective_of(problem, {});
    const auto first_gain = [&](std::uint32_t i) {
        return fixed_views[i] == 0 ? problem.weight[i] : fixed_views[i] == 1 ? problem.second_of(i) : 0.0;
    };
    const auto second_gain = [&](std::uint32_t i) { return fixed_views[i] == 0 ? problem.second_of(i) : 0.0; };

    std::vector<double> bonus(problem.sites(), 0.0);
    for (std::size_t j = 0; j < problem.sites(); ++j) {
        bonus[j] = problem.bonus_of(j);
    }
    CoverageCore& core = reduced.core;
    CompressedRows groups_of_site;
    // A second round merges demand that differed only by the sites that the first round dropped.
    for (int round = 0; round < 2; ++round) {
        CompressedRows view;
        for (std::uint32_t j = 0; j < problem.sites(); ++j) {
            std::vector<std::uint32_t> row;
            if (usable[j] != 0) {
                for (const std::uint32_t i : problem.demand_of_site.row(j)) {
                    if (first_gain(i) > 0.0) {
                        row.push_back(i);
                    }
                }
            }
            view.push_row(std::move(row));
        }
        const CompressedRows sites_of = transposed(view, problem.demands());
        std::vector<std::uint32_t> kept;
        for (std::uint32_t i = 0; i < problem.demands(); ++i) {
            if (!sites_of.row(i).empty()) {
                kept.push_back(i);
            }
        }
        core.first_gain.clear();
        core.second_gain.clear();
        CompressedRows sites_of_group;
        for (const auto& group : same_sites(sites_of, kept, fixed_views)) {
            double first = 0.0;
            double second = 0.0;
            for (const std::uint32_t i : group) {
                first += first_gain(i);
                second += second_gain(i);
            }
            core.first_gain.push_back(first);
            core.second_gain.push_back(second);
            core.counts_second = core.counts_second || second > 0.0;
            const auto row = sites_of.row(group.front());
            sites_of_group.push_row({row.begin(), row.end()});
        }
        groups_of_site = transposed(sites_of_group, problem.sites());
        if (round == 1 || core.counts_second || !problem.conflicts.empty()) {
            break;
        }
        const std::vector<std::uint8_t> dominated =
            dominated_sites(groups_of_site, sites_of_group, problem.cost, bonus);
        // A bonus is earned by every chosen site, also by one whose view adds nothing.
        for (std::uint32_t j = 0; j < problem.sites(); ++j) {
            usable[j] = usable[j] != 0 && (dominated[j] == 0 || bonus[j] > 0.0) ? 1 : 0;
        }
    }
    std::vector<std::uint32_t> core_site(problem.sites(), 0);
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        const auto row = groups_of_site.row(j);
        if (usable[j] == 0 || (row.empty() && bonus[j] == 0.0)) {
            continue;
        }
        core_site[j] = static_cast<std::uint32_t>(reduced.site_of.size()) + 1;
        reduced.site_of.push_back(j);
        core.demand_of_site.push_row({row.begin(), row.end()});
        core.cost.push_back(problem.cost[j]);
        core.bonus.push_back(bonus[j]);
        core.unit_costs = core.unit_costs && problem.cost[j] == 1.0;
    }
    core.sites_of_demand = transposed(core.demand_of_site, core.demands());
    std::vector<std::vector<std::uint32_t>> against(core.sites());
    for (const auto& [a, b] : problem.conflicts) {
        if (a != b && core_site[a] != 0 && core_site[b] != 0) {
            against[core_site[a] - 1].push_back(core_site[b] - 1);
            against[core_site[b] - 1].push_back(core_site[a] - 1);
        }
    }
    for (auto& row : against) {
        core.conflicts_of_site.push_row(std::move(row));
    }
    core.budget = problem.budget;
    core.tolerance = kRelativeTolerance * (1e-300 + std::accumulate(problem.weight.begin(), problem.weight.end(), 0.0));
    return reduced;
}

}  // namespace diaban
