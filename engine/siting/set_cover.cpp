#include "engine/siting/set_cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/siting/step_factor.hpp"
#include "layers/base/random.hpp"

namespace diaban {

namespace {

/// The rows that still need cover and the sites that can give it.
struct CoverCore {
    CompressedRows sites_of_row;
    CompressedRows rows_of_site;
    std::vector<double> cost;
    std::vector<std::uint32_t> site_of;
    [[nodiscard]] std::size_t rows() const { return sites_of_row.rows(); }
    [[nodiscard]] std::size_t sites() const { return cost.size(); }
};

bool contains(std::span<const std::uint32_t> whole, std::span<const std::uint32_t> part) {
    return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

CoverCore reduce_cover(const CoverageProblem& problem) {
    const CompressedRows sites_of = transposed(problem.demand_of_site, problem.demands());
    std::vector<std::uint32_t> needed;
    for (std::uint32_t i = 0; i < problem.demands(); ++i) {
        const auto row = sites_of.row(i);
        const bool settled = std::any_of(row.begin(), row.end(), [&](std::uint32_t j) { return problem.is_fixed(j); });
        if (!row.empty() && !settled && problem.weight[i] > 0.0) {
            needed.push_back(i);
        }
    }
    // A row whose sites include another row's is met whenever that one is: short rows first, each kept only if it holds
    // no kept row of its first site's ... checked against kept rows that share a site with it.
    std::stable_sort(needed.begin(), needed.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return sites_of.row(a).size() < sites_of.row(b).size(); });
    std::vector<std::vector<std::uint32_t>> kept_by_first(problem.sites());
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : needed) {
        const auto row = sites_of.row(i);
        // Any row inside this one has its first site in this one.
        const bool implied = std::any_of(row.begin(), row.end(), [&](std::uint32_t j) {
            return std::any_of(kept_by_first[j].begin(), kept_by_first[j].end(),
                               [&](std::uint32_t k) { return contains(row, sites_of.row(k)); });
        });
        if (!implied) {
            kept.push_back(i);
            kept_by_first[row.front()].push_back(i);
        }
    }
    std::sort(kept.begin(), kept.end());

    CompressedRows rows;
    for (const std::uint32_t i : kept) {
        const auto row = sites_of.row(i);
        rows.push_row({row.begin(), row.end()});
    }
    const CompressedRows by_site = transposed(rows, problem.sites());
    std::vector<std::uint8_t> dropped(problem.sites(), 0);
    for (std::uint32_t a = 0; a < problem.sites(); ++a) {
        const auto view = by_site.row(a);
        if (view.empty()) {
            dropped[a] = 1;
            continue;
        }
        for (const std::uint32_t b : rows.row(view.front())) {
            const bool covers =
                b != a && dropped[b] == 0 && problem.cost[b] <= problem.cost[a] && contains(by_site.row(b), view);
            const bool same = covers && by_site.row(b).size() == view.size() && problem.cost[b] == problem.cost[a];
            if (covers && (!same || b < a)) {
                dropped[a] = 1;
                break;
            }
        }
    }
    CoverCore core;
    for (std::uint32_t j = 0; j < problem.sites(); ++j) {
        if (dropped[j] == 0) {
            const auto row = by_site.row(j);
            core.rows_of_site.push_row({row.begin(), row.end()});
            core.cost.push_back(problem.cost[j]);
            core.site_of.push_back(j);
        }
    }
    core.sites_of_row = transposed(core.rows_of_site, rows.rows());
    return core;
}

double cost_of(const CoverCore& core, const std::vector<std::uint32_t>& sites) {
    double cost = 0.0;
    for (const std::uint32_t j : sites) {
        cost += core.cost[j];
    }
    return cost;
}

/// Chosen sites with the number of times each row is covered.
class Cover {
public:
    explicit Cover(const CoverCore& core) : m_core(core), m_times(core.rows(), 0), m_chosen(core.sites(), 0) {}

    void add(std::uint32_t site) { toggle(site, 1); }
    void remove(std::uint32_t site) { toggle(site, -1); }
    [[nodiscard]] bool chosen(std::uint32_t site) const { return m_chosen[site] != 0; }

    /// Adds the site with the lowest price for each newly covered row (price: cost less multipliers where given) until
    /// all is covered.
    void complete(const std::vector<double>& price) {
        while (m_open > 0 || !m_counted) {
            count_open();
            if (m_open == 0) {
                break;
            }
            std::uint32_t best = 0;
            double best_score = INFINITY;
            for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
                if (m_chosen[j] != 0) {
                    continue;
                }
                std::size_t fresh = 0;
                for (const std::uint32_t r : m_core.rows_of_site.row(j)) {
                    fresh += m_times[r] == 0 ? 1 : 0;
                }
                if (fresh > 0) {
                    const double score =
                        price[j] > 0.0 ? price[j] / static_cast<double>(fresh) : price[j] * static_cast<double>(fresh);
                    if (score < best_score - 1e-12) {
                        best = j;
                        best_score = score;
                    }
                }
            }
            add(best);
        }
    }

    /// Takes out sites that are not needed, dearest first.
    void drop_needless() {
        std::vector<std::uint32_t> order(sites());
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return m_core.cost[a] > m_core.cost[b]; });
        for (const std::uint32_t j : order) {
            const auto row = m_core.rows_of_site.row(j);
            if (std::all_of(row.begin(), row.end(), [&](std::uint32_t r) { return m_times[r] > 1; })) {
                remove(j);
            }
        }
    }

    [[nodiscard]] std::vector<std::uint32_t> sites() const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t j = 0; j < m_chosen.size(); ++j) {
            if (m_chosen[j] != 0) {
                out.push_back(j);
            }
        }
        return out;
    }

    void assign(const std::vector<std::uint32_t>& sites_wanted) {
        for (const std::uint32_t j : sites()) {
            remove(j);
        }
        for (const std::uint32_t j : sites_wanted) {
            add(j);
        }
    }

private:
    void toggle(std::uint32_t site, int direction) {
        m_chosen[site] = direction > 0 ? 1 : 0;
        for (const std::uint32_t r : m_core.rows_of_site.row(site)) {
            m_times[r] += direction;
        }
        m_counted = false;
    }
    void count_open() {
        m_open = static_cast<std::size_t>(std::count(m_times.begin(), m_times.end(), 0));
        m_counted = true;
    }

    const CoverCore& m_core;
    std::vector<int> m_times;
    std::vector<std::uint8_t> m_chosen;
    std::size_t m_open = 0;
    bool m_counted = false;
};

class CoverSearch {
public:
    CoverSearch(const CoverCore& core, const SitingOptions& options, const SearchClock& clock)
        : m_core(core), m_options(options), m_clock(clock) {
        m_whole = std::all_of(core.cost.begin(), core.cost.end(), [](double c) { return c == std::floor(c); });
    }

    void run() {
        Cover cover(m_core);
        cover.complete(m_core.cost);
        cover.drop_needless();
        m_best = cover.sites();
        m_cost = cost_of(m_core, m_best);
        greedy_cost = m_cost;
        m_bound = 0.0;
        solver = SitingSolver::kHeuristic;
        improve(cover);
        descend(cover);
        if (!closed() && m_options.exact && !m_clock.must_stop()) {
            solver = SitingSolver::kCbc;
            solve_exactly();
        }
    }

    [[nodiscard]] bool closed() const { return m_bound > m_cost - (m_whole ? 1.0 - 1e-6 : 1e-9 * (1.0 + m_cost)); }
    [[nodiscard]] double bound() const { return closed() ? m_cost : m_bound; }
    [[nodiscard]] const std::vector<std::uint32_t>& sites() const { return m_best; }
    double greedy_cost = 0.0;
    SitingSolver solver = SitingSolver::kTrivial;

private:
    void take(const std::vector<std::uint32_t>& sites) {
        const double cost = cost_of(m_core, sites);
        if (cost < m_cost - 1e-9 * (1.0 + m_cost)) {
            m_best = sites;
            m_cost = cost;
        }
    }

    /// Takes out a few sites near one another, completes, drops what is needless, keeps what is not dearer.
    void improve(Cover& cover) {
        constexpr std::uint32_t kRestarts = 200;
        std::vector<std::uint32_t> current = m_best;
        for (std::uint32_t restart = 0; restart < kRestarts && !m_clock.must_stop() && !current.empty(); ++restart) {
            RandomSequence random(m_options.seed, 7, restart);
            cover.assign(current);
            const std::size_t out = std::min<std::size_t>(current.size(), 2 + random.below(5));
            const std::size_t first = random.below(static_cast<std::uint32_t>(current.size()));
            for (std::size_t k = 0; k < out; ++k) {
                cover.remove(current[(first + k) % current.size()]);
            }
            std::vector<double> price(m_core.cost);
            for (double& p : price) {
                p *= 0.9 + 0.2 * random.uniform();
            }
            cover.complete(price);
            cover.drop_needless();
            const std::vector<std::uint32_t> sites = cover.sites();
            if (cost_of(m_core, sites) <= cost_of(m_core, current) + 1e-12) {
                current = sites;
            }
            take(sites);
        }
    }

    /// Subgradient steps on L(u) = sum u_r + sum_j min(0, cost_j - sum u over its rows); each few steps a plan by
    /// reduced costs.
    void descend(Cover& cover) {
        std::vector<double> u(m_core.rows(), 0.0);
        for (std::size_t r = 0; r < u.size(); ++r) {
            u[r] = INFINITY;
            for (const std::uint32_t j : m_core.sites_of_row.row(r)) {
                u[r] = std::min(u[r], m_core.cost[j] / static_cast<double>(m_core.rows_of_site.row(j).size()));
            }
        }
        std::vector<double> best_u(u);
        std::vector<double> reduced(m_core.sites());
        std::vector<double> slope(u.size());
        StepFactor factor(30);
        constexpr std::uint32_t kSteps = 3000;
        for (std::uint32_t step = 0; step < kSteps && !closed() && !m_clock.must_stop(); ++step) {
            double value = std::accumulate(u.begin(), u.end(), 0.0);
            std::fill(slope.begin(), slope.end(), 1.0);
            for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
                reduced[j] = m_core.cost[j];
                for (const std::uint32_t r : m_core.rows_of_site.row(j)) {
                    reduced[j] -= u[r];
                }
                if (reduced[j] < 0.0) {
                    value += reduced[j];
                    for (const std::uint32_t r : m_core.rows_of_site.row(j)) {
                        slope[r] -= 1.0;
                    }
                }
            }
            const bool is_better = value > m_bound + 1e-9 * (1.0 + std::fabs(m_bound));
            if (is_better) {
                m_bound = value;
                best_u = u;
            }
            const StepFactor::Next next = factor.after(is_better);
            if (next == StepFactor::Next::kStop) {
                break;
            }
            if (next == StepFactor::Next::kFromBest) {
                u = best_u;
                continue;
            }
            if (step % 50 == 0) {
                cover.assign({});
                cover.complete(reduced);
                cover.drop_needless();
                take(cover.sites());
            }
            double norm = 0.0;
            for (std::size_t r = 0; r < u.size(); ++r) {
                if (u[r] <= 0.0 && slope[r] < 0.0) {
                    slope[r] = 0.0;
                }
                norm += slope[r] * slope[r];
            }
            if (norm == 0.0) {
                break;
            }
            const double length = factor.value() * (m_cost - value + 1e-3 * m_cost) / norm;
            for (std::size_t r = 0; r < u.size(); ++r) {
                u[r] = std::max(0.0, u[r] + length * slope[r]);
            }
        }
    }

    void solve_exactly() {
        MixedIntegerProblem problem;
        std::vector<std::uint8_t> in_best(m_core.sites(), 0);
        for (const std::uint32_t j : m_best) {
            in_best[j] = 1;
        }
        for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
            problem.add_column(m_core.cost[j], 0.0, 1.0, true);
            problem.start.push_back(in_best[j]);
        }
        for (std::size_t r = 0; r < m_core.rows(); ++r) {
            for (const std::uint32_t j : m_core.sites_of_row.row(r)) {
                problem.add_entry(j, 1.0);
            }
            problem.end_row(1.0, HUGE_VAL);
        }
        problem.objective_step = m_whole ? 1.0 : 0.0;
        const MixedIntegerAnswer answer = m_options.exact(problem, m_clock);
        if (!answer.x.empty()) {
            Cover cover(m_core);
            for (std::uint32_t j = 0; j < m_core.sites(); ++j) {
                if (answer.x[j] > 0.5) {
                    cover.add(j);
                }
            }
            cover.complete(m_core.cost);
            cover.drop_needless();
            take(cover.sites());
        }
        if (std::isfinite(answer.bound)) {
            m_bound = std::max(m_bound, answer.proven ? std::min(answer.bound, m_cost) : answer.bound);
        }
    }

    const CoverCore& m_core;
    const SitingOptions& m_options;
    const SearchClock& m_clock;
    bool m_whole = false;
    std::vector<std::uint32_t> m_best;
    double m_cost = 0.0;
    double m_bound = 0.0;
};

}  // namespace

SitingResult solve_set_cover(const CoverageProblem& problem, const SitingOptions& options, Progress& progress) {
    validate(problem);
    announce(progress, "step.siting-exact");
    const SearchClock clock(options.time_limit_seconds, progress);
    const CoverCore core = reduce_cover(problem);
    CoverSearch search(core, options, clock);
    search.run();
    SitingResult result;
    for (const std::uint32_t j : search.sites()) {
        result.sites.push_back(core.site_of[j]);
        result.objective += core.cost[j];
    }
    result.upper_bound = std::min(result.objective, search.bound());
    if (search.closed()) {
        result.upper_bound = result.objective;
    }
    result.gap = relative_gap(result.upper_bound, result.objective);
    result.greedy_objective = search.greedy_cost;
    result.solver = core.rows() == 0 ? SitingSolver::kTrivial : search.solver;
    result.stop = search.closed() ? SitingStop::kProven : clock.reason();
    result.seconds = clock.elapsed();
    return result;
}

}  // namespace diaban
