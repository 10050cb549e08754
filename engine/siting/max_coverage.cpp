#include "engine/siting/max_coverage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/siting/branch_and_bound.hpp"
#include "engine/siting/coverage_core.hpp"
#include "engine/siting/coverage_model.hpp"
#include "engine/siting/local_search.hpp"

namespace diaban {

namespace {

/// Best plan and bound of a core so far.
class CoreSearch {
public:
    CoreSearch(const CoverageCore& core, const SitingOptions& options, Progress& progress, const SearchClock& clock)
        : m_core(core), m_options(options), m_progress(progress), m_clock(clock), m_step(value_step(core)) {}

    void run() {
        announce(m_progress, "step.siting-heuristic");
        m_sites = greedy_sites(m_core);
        m_value = value_of(m_core, m_sites);
        greedy_value = m_value;
        // Nothing can bring more than every site together; with it a time-out before any bound still has one.
        std::vector<std::uint32_t> all(m_core.sites());
        std::iota(all.begin(), all.end(), 0u);
        m_bound = value_of(m_core, all);
        if (closed()) {
            return finish(SitingSolver::kTrivial);
        }
        search_locally(1);
        if (closed()) {
            return finish(SitingSolver::kHeuristic);
        }
        announce(m_progress, "step.siting-bound");
        constexpr std::uint64_t kFirstNodes = 60;
        BranchAnswer branched = branch(kFirstNodes);
        if (closed()) {
            return finish(branched.nodes <= 1 ? SitingSolver::kHeuristic : SitingSolver::kLagrangian);
        }
        if (m_clock.must_stop()) {
            return finish(SitingSolver::kLagrangian);
        }
        if (m_options.exact && !branched.root_state.empty()) {
            announce(m_progress, "step.siting-exact");
            solve_exactly(branched.root_state);
            if (closed() || m_clock.must_stop()) {
                return finish(SitingSolver::kCbc);
            }
        }
        announce(m_progress, "step.siting-bound");
        branch(0);
        finish(SitingSolver::kLagrangian);
    }

    [[nodiscard]] const std::vector<std::uint32_t>& sites() const { return m_sites; }
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] double bound() const { return closed_exactly() ? m_value : m_bound; }
    [[nodiscard]] bool closed() const {
        return closed_exactly() || relative_gap(m_bound, m_value) <= m_options.target_gap;
    }
    double greedy_value = 0.0;
    SitingSolver solver = SitingSolver::kTrivial;

private:
    [[nodiscard]] bool closed_exactly() const {
        const double next = m_step > 0.0 ? m_step * (1.0 - 1e-6) : m_core.tolerance;
        return m_bound < m_value + next;
    }
    void finish(SitingSolver by) { solver = by; }

    void take(const std::vector<std::uint32_t>& sites) {
        const double value = value_of(m_core, sites);
        if (value > m_value + m_core.tolerance) {
            m_sites = sites;
            m_value = value;
        }
    }

    void search_locally(std::uint32_t stream) {
        CoverageState state(m_core);
        state.assign(m_sites);
        improve_by_swaps(state, m_clock);
        take(state.sites());
        // Pairs cost p^2 fills; with very many sites to place that is not worth its time.
        constexpr std::size_t kMostForPairs = 200;
        if (state.sites().size() <= kMostForPairs) {
            improve_by_pairs(state, m_clock);
            take(state.sites());
        }
        RestartOptions restarts;
        restarts.seed = m_options.seed;
        restarts.stream = stream;
        // About the same work for small and large problems: a restart costs p fills of m sites.
        constexpr double kWork = 4e8;
        const double one = static_cast<double>(state.sites().size() + 1) * static_cast<double>(m_core.sites() + 1);
        restarts.restarts = static_cast<std::uint32_t>(std::clamp(kWork / one, 20.0, 2000.0));
        improve_by_restarts(state, restarts, m_clock);
        take(state.sites());
    }

    BranchAnswer branch(std::uint64_t most_nodes) {
        BranchOptions options;
        options.target_gap = m_options.target_gap;
        options.seed = m_options.seed;
        options.most_nodes = most_nodes;
        BranchAnswer answer = branch_and_bound(m_core, m_sites, options, m_clock);
        take(answer.sites);
        m_bound = std::min(m_bound, answer.bound);
        return answer;
    }

    void solve_exactly(const std::vector<SiteState>& state) {
        const CoverageModel model = coverage_model(m_core, state, m_sites);
        // Sites settled by the bound hold for plans better than the best one only: the answer's bound is then the
        // larger of what the rest can reach and the best plan.
        const MixedIntegerAnswer answer = m_options.exact(model.problem, m_clock);
        if (!answer.x.empty()) {
            std::vector<std::uint32_t> sites(model.decided_in);
            for (std::size_t c = 0; c < model.site_of_column.size(); ++c) {
                if (answer.x[c] > 0.5) {
                    sites.push_back(model.site_of_column[c]);
                }
            }
            if (feasible(sites)) {
                std::sort(sites.begin(), sites.end());
                take(sites);
            }
        }
        if (answer.infeasible) {
            m_bound = m_value;
        } else if (std::isfinite(answer.bound)) {
            m_bound = std::min(m_bound, std::max(m_value, model.constant - answer.bound));
        }
    }

    /// A solver's rounding must not overspend.
    [[nodiscard]] bool feasible(const std::vector<std::uint32_t>& sites) const {
        CoverageState state(m_core);
        for (const std::uint32_t j : sites) {
            if (!state.allowed(j)) {
                return false;
            }
            state.add(j);
        }
        return true;
    }

    const CoverageCore& m_core;
    const SitingOptions& m_options;
    Progress& m_progress;
    const SearchClock& m_clock;
    double m_step;
    std::vector<std::uint32_t> m_sites;
    double m_value = 0.0;
    double m_bound = INFINITY;
};

}  // namespace

SitingResult solve_max_coverage(const CoverageProblem& problem, const SitingOptions& options, Progress& progress) {
    validate(problem);
    const SearchClock clock(options.time_limit_seconds, progress);
    const ReducedCoverage reduced = reduce(problem);
    CoreSearch search(reduced.core, options, progress, clock);
    search.run();
    SitingResult result;
    for (const std::uint32_t j : search.sites()) {
        result.sites.push_back(reduced.site_of[j]);
    }
    std::sort(result.sites.begin(), result.sites.end());
    result.objective = objective_of(problem, result.sites);
    result.upper_bound = std::max(result.objective, reduced.constant + search.bound());
    if (search.bound() <= search.value() + reduced.core.tolerance) {
        result.upper_bound = result.objective;
    }
    result.gap = relative_gap(result.upper_bound, result.objective);
    result.greedy_objective = reduced.constant + search.greedy_value;
    result.solver = search.solver;
    result.stop = search.closed() ? SitingStop::kProven : clock.reason();
    result.seconds = clock.elapsed();
    return result;
}

}  // namespace diaban
