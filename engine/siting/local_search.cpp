#include "engine/siting/local_search.hpp"

#include <algorithm>

#include "layers/base/random.hpp"

namespace diaban {

namespace {

using Rule = CoverageState::Rule;

std::vector<std::uint32_t> greedy_by(const CoverageCore& core, Rule rule) {
    CoverageState state(core);
    state.fill(rule);
    return state.sites();
}

/// Fills up in the way that suits the costs. With unequal costs a single dear site may beat what fits by ratio.
void fill_up(CoverageState& state) {
    if (state.core().unit_costs) {
        state.fill(Rule::kGain);
        return;
    }
    const std::vector<std::uint32_t> kept(state.sites());
    state.fill(Rule::kGainForCost);
    const std::vector<std::uint32_t> by_ratio(state.sites());
    const double ratio_value = state.value();
    state.assign(kept);
    state.fill(Rule::kGain);
    if (state.value() < ratio_value + state.core().tolerance) {
        state.assign(by_ratio);
    }
}

/// Takes `out` away and fills up. True when the plan got better; otherwise the plan is as before.
bool try_without(CoverageState& state, const std::vector<std::uint32_t>& out) {
    const std::vector<std::uint32_t> before(state.sites());
    const double value = state.value();
    for (const std::uint32_t j : out) {
        state.remove(j);
    }
    fill_up(state);
    if (state.value() > value + state.core().tolerance) {
        return true;
    }
    state.assign(before);
    return false;
}

}  // namespace

std::vector<std::uint32_t> greedy_sites(const CoverageCore& core) {
    std::vector<std::uint32_t> by_gain = greedy_by(core, Rule::kGain);
    if (core.unit_costs) {
        return by_gain;
    }
    std::vector<std::uint32_t> by_ratio = greedy_by(core, Rule::kGainForCost);
    return value_of(core, by_ratio) > value_of(core, by_gain) ? by_ratio : by_gain;
}

void improve_by_swaps(CoverageState& state, const SearchClock& clock) {
    fill_up(state);
    bool improved = true;
    while (improved) {
        improved = false;
        std::vector<std::uint32_t> turn(state.sites());
        std::sort(turn.begin(), turn.end());
        for (const std::uint32_t j : turn) {
            if (clock.must_stop()) {
                return;
            }
            if (state.chosen(j)) {
                improved = try_without(state, {j}) || improved;
            }
        }
    }
}

void improve_by_pairs(CoverageState& state, const SearchClock& clock) {
    const CoverageCore& core = state.core();
    bool improved = true;
    while (improved) {
        improved = false;
        std::vector<std::uint32_t> turn(state.sites());
        std::sort(turn.begin(), turn.end());
        // Two sites are worth taking out together only when a third one could stand in for parts of both.
        std::vector<std::uint32_t> near(core.sites(), 0);
        for (std::size_t a = 0; a < turn.size(); ++a) {
            std::vector<std::uint32_t> around;
            for (const std::uint32_t i : core.demand_of_site.row(turn[a])) {
                for (const std::uint32_t k : core.sites_of_demand.row(i)) {
                    if (near[k] != a + 1) {
                        near[k] = static_cast<std::uint32_t>(a + 1);
                        around.push_back(k);
                    }
                }
            }
            for (std::size_t b = a + 1; b < turn.size(); ++b) {
                if (clock.must_stop()) {
                    return;
                }
                if (!state.chosen(turn[a])) {
                    break;
                }
                if (!state.chosen(turn[b])) {
                    continue;
                }
                const auto row = core.demand_of_site.row(turn[b]);
                const bool close = std::any_of(row.begin(), row.end(), [&](std::uint32_t i) {
                    const auto seen_by = core.sites_of_demand.row(i);
                    return std::any_of(seen_by.begin(), seen_by.end(),
                                       [&](std::uint32_t k) { return near[k] == a + 1; });
                });
                if (close && try_without(state, {turn[a], turn[b]})) {
                    improved = true;
                }
            }
        }
        if (improved) {
            improve_by_swaps(state, clock);
        }
    }
}

void improve_by_restarts(CoverageState& state, const RestartOptions& options, const SearchClock& clock) {
    const CoverageCore& core = state.core();
    if (state.sites().empty()) {
        return;
    }
    std::vector<std::uint32_t> best(state.sites());
    double best_value = state.value();
    for (std::uint32_t restart = 0; restart < options.restarts && !clock.must_stop(); ++restart) {
        RandomSequence random(options.seed, options.stream, restart);
        const std::vector<std::uint32_t> chosen(state.sites());
        const std::uint32_t centre = chosen[random.below(static_cast<std::uint32_t>(chosen.size()))];
        // Chosen sites by how much demand they share with sites around the centre: the neighbourhood is emptied
        // together.
        std::vector<std::uint32_t> nearness(core.sites(), 0);
        for (const std::uint32_t i : core.demand_of_site.row(centre)) {
            for (const std::uint32_t k : core.sites_of_demand.row(i)) {
                ++nearness[k];
            }
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ranked;
        for (const std::uint32_t j : chosen) {
            std::uint32_t links = j == centre ? 0xFFFFFFFFu : 0u;
            if (j != centre) {
                for (const std::uint32_t i : core.demand_of_site.row(j)) {
                    for (const std::uint32_t k : core.sites_of_demand.row(i)) {
                        links += nearness[k] > 0 ? 1 : 0;
                    }
                }
            }
            ranked.emplace_back(links, random.next_u32() >> 8);
            ranked.back().second = j;
        }
        std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
        const std::size_t most = std::min<std::size_t>(chosen.size(), 2 + random.below(4));
        for (std::size_t k = 0; k < most; ++k) {
            state.remove(ranked[k].second);
        }
        // One random addition keeps the fill from rebuilding what stood there.
        const auto row = core.demand_of_site.row(centre);
        if (!row.empty()) {
            const auto seen_by = core.sites_of_demand.row(row[random.below(static_cast<std::uint32_t>(row.size()))]);
            const std::uint32_t extra = seen_by[random.below(static_cast<std::uint32_t>(seen_by.size()))];
            if (state.allowed(extra)) {
                state.add(extra);
            }
        }
        improve_by_swaps(state, clock);
        if (state.value() > best_value + core.tolerance) {
            best = state.sites();
            best_value = state.value();
        } else if (state.value() < best_value - core.tolerance) {
            state.assign(best);
        } else {
            best = state.sites();
        }
    }
    state.assign(best);
}

}  // namespace diaban
