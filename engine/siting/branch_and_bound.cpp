#include "engine/siting/branch_and_bound.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <queue>

namespace diaban {

namespace {

using Multipliers = std::shared_ptr<const std::vector<float>>;

/// An open node: decisions on the way down, and where its bound search starts.
struct Node {
    double bound = 0.0;
    std::uint64_t number = 0;  ///< ties go to the older node
    std::vector<SiteState> state;
    Multipliers multipliers;
};

struct WorstFirst {
    bool operator()(const Node& a, const Node& b) const {
        return a.bound != b.bound ? a.bound < b.bound : a.number > b.number;
    }
};

class Search {
public:
    Search(const CoverageCore& core, const BranchOptions& options, const SearchClock& clock)
        : m_core(core), m_options(options), m_clock(clock), m_state(core), m_step(value_step(core)) {}

    BranchAnswer run(const std::vector<std::uint32_t>& start) {
        m_state.assign(start);
        improve_by_swaps(m_state, m_clock);
        keep_if_better();
        Node root;
        root.bound = INFINITY;
        root.state.assign(m_core.sites(), SiteState::kFree);
        m_open.push(std::move(root));
        while (!m_open.empty()) {
            const double bound = std::min(m_answer_bound, m_open.top().bound);
            m_answer_bound = bound;
            if (closed(bound) || relative_gap(bound, m_best_value) <= m_options.target_gap) {
                break;
            }
            if (m_clock.must_stop() || (m_options.most_nodes > 0 && m_nodes >= m_options.most_nodes)) {
                return answer(false);
            }
            Node node = m_open.top();
            m_open.pop();
            expand(std::move(node));
        }
        if (m_open.empty()) {
            m_answer_bound = m_best_value;
        }
        return answer(true);
    }

private:
    /// The smallest value that a better plan has.
    [[nodiscard]] double next_value() const {
        return m_step > 0.0 ? m_best_value + m_step - 1e-6 * m_step : m_best_value + m_core.tolerance;
    }
    [[nodiscard]] bool closed(double bound) const { return bound < next_value(); }

    BranchAnswer answer(bool finished) {
        BranchAnswer out;
        out.sites = m_best;
        std::sort(out.sites.begin(), out.sites.end());
        out.value = m_best_value;
        double bound = closed(m_answer_bound) ? m_best_value : m_answer_bound;
        if (m_step > 0.0 && std::isfinite(bound)) {
            bound = std::floor(bound / m_step + 1e-6) * m_step;
        }
        out.bound = std::max(bound, m_best_value);
        out.finished = finished;
        out.nodes = m_nodes;
        out.root_state = m_root_state;
        return out;
    }

    void keep_if_better() {
        if (m_best.empty() || m_state.value() > m_best_value + m_core.tolerance) {
            m_best = m_state.sites();
            m_best_value = value_of(m_core, m_best);
        }
    }

    /// The relaxation's choice as a plan: what is in and what it takes, most valuable demand first, filled up and
    /// swapped.
    void try_plan(const std::vector<SiteState>& state, const LagrangianAnswer& relaxed) {
        std::vector<std::uint32_t> wanted;
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            if (state[j] == SiteState::kIn) {
                wanted.push_back(j);
            }
        }
        m_state.assign({});
        for (const std::uint32_t j : wanted) {
            if (m_state.allowed(j)) {
                m_state.add(j);
            }
        }
        std::vector<std::uint32_t> taken;
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            if (state[j] == SiteState::kFree && relaxed.in_relaxation[j] != 0) {
                taken.push_back(j);
            }
        }
        std::sort(taken.begin(), taken.end(), [&](std::uint32_t a, std::uint32_t b) {
            return relaxed.share[a] != relaxed.share[b] ? relaxed.share[a] > relaxed.share[b] : a < b;
        });
        for (const std::uint32_t j : taken) {
            if (m_state.allowed(j) && m_state.gain(j) > m_core.tolerance) {
                m_state.add(j);
            }
        }
        improve_by_swaps(m_state, m_clock);
        keep_if_better();
    }

    void expand(Node node) {
        ++m_nodes;
        const bool root = m_nodes == 1;
        LagrangianOptions lagrangian;
        lagrangian.steps = root ? m_options.root_steps : m_options.node_steps;
        lagrangian.step_size = root ? 1.5 : 0.5;
        lagrangian.patience = root ? 80 : 10;
        std::vector<double> start;
        if (node.multipliers) {
            start.assign(node.multipliers->begin(), node.multipliers->end());
        }
        const LagrangianAnswer relaxed =
            lagrangian_bound(m_core, node.state, std::move(start), next_value(), lagrangian);
        if (!relaxed.feasible) {
            return;
        }
        const double bound = std::min(node.bound, relaxed.bound);
        constexpr std::uint64_t kPlanEvery = 16;
        if (root || m_nodes % kPlanEvery == 0) {
            try_plan(node.state, relaxed);
        }
        if (closed(bound)) {
            return;
        }
        fix_sites(node.state, relaxed);
        if (root) {
            m_root_state = node.state;
        }
        const std::uint32_t branch = branching_site(node.state, relaxed);
        if (branch == m_core.sites()) {
            take_leaf(node.state);
            return;
        }
        auto multipliers = std::make_shared<std::vector<float>>(relaxed.multipliers.begin(), relaxed.multipliers.end());
        for (const SiteState decision : {SiteState::kIn, SiteState::kOut}) {
            Node child;
            child.state = node.state;
            child.state[branch] = decision;
            if (decision == SiteState::kIn) {
                for (const std::uint32_t other : m_core.conflicts_of_site.row(branch)) {
                    child.state[other] = SiteState::kOut;
                }
            }
            const bool flipped = (relaxed.in_relaxation[branch] != 0) != (decision == SiteState::kIn);
            child.bound = flipped ? std::min(bound, relaxed.bound - relaxed.change_if_flipped[branch]) : bound;
            child.number = ++m_numbered;
            child.multipliers = multipliers;
            if (!closed(child.bound)) {
                m_open.push(std::move(child));
            }
        }
    }

    /// Sites that no better plan below this node can have the other way.
    void fix_sites(std::vector<SiteState>& state, const LagrangianAnswer& relaxed) const {
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            if (state[j] == SiteState::kFree && closed(relaxed.bound - relaxed.change_if_flipped[j])) {
                state[j] = relaxed.in_relaxation[j] != 0 ? SiteState::kIn : SiteState::kOut;
            }
        }
    }

    /// The free site whose share is nearest to a half, sites() when none is free. Ties: the lowest index.
    [[nodiscard]] std::uint32_t branching_site(const std::vector<SiteState>& state,
                                               const LagrangianAnswer& relaxed) const {
        auto best = static_cast<std::uint32_t>(m_core.sites());
        double best_distance = 2.0;
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            if (state[j] == SiteState::kFree) {
                const double distance = std::fabs(relaxed.share[j] - 0.5);
                if (distance < best_distance) {
                    best = j;
                    best_distance = distance;
                }
            }
        }
        return best;
    }

    /// Nothing is left to decide: the node is one plan.
    void take_leaf(const std::vector<SiteState>& state) {
        m_state.assign({});
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            if (state[j] == SiteState::kIn && m_state.allowed(j)) {
                m_state.add(j);
            }
        }
        keep_if_better();
    }

    const CoverageCore& m_core;
    const BranchOptions& m_options;
    const SearchClock& m_clock;
    CoverageState m_state;
    double m_step;
    std::priority_queue<Node, std::vector<Node>, WorstFirst> m_open;
    std::uint64_t m_nodes = 0;
    std::uint64_t m_numbered = 0;
    std::vector<std::uint32_t> m_best;
    double m_best_value = 0.0;
    double m_answer_bound = INFINITY;
    std::vector<SiteState> m_root_state;
};

}  // namespace

double value_step(const CoverageCore& core) {
    std::int64_t step = 0;
    constexpr double kLargest = 1e9;
    for (const auto* gains : {&core.first_gain, &core.second_gain, &core.bonus}) {
        for (const double gain : *gains) {
            if (gain != std::floor(gain) || gain > kLargest) {
                return 0.0;
            }
            step = std::gcd(step, static_cast<std::int64_t>(gain));
        }
    }
    return static_cast<double>(step);
}

BranchAnswer branch_and_bound(const CoverageCore& core, const std::vector<std::uint32_t>& start,
                              const BranchOptions& options, const SearchClock& clock) {
    return Search(core, options, clock).run(start);
}

}  // namespace diaban
