#include "engine/siting/p_median.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/siting/step_factor.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr std::size_t kMostExactPairs = 60000;

void validate(const MedianProblem& problem) {
    const auto bad = [](const char* what, std::size_t index, double value) {
        throw Error(ErrorCode::kInput, "error.siting-value",
                    {{"what", what}, {"index", std::to_string(index + 1)}, {"value", std::to_string(value)}});
    };
    if (problem.distance.size() != problem.weight.size() * problem.sites) {
        throw Error(ErrorCode::kInternal, "error.siting-lengths", {{"sites", std::to_string(problem.sites)}});
    }
    for (std::size_t i = 0; i < problem.weight.size(); ++i) {
        if (!std::isfinite(problem.weight[i]) || problem.weight[i] < 0.0) {
            bad("weight", i, problem.weight[i]);
        }
    }
    for (std::size_t k = 0; k < problem.distance.size(); ++k) {
        if (!std::isfinite(problem.distance[k]) || problem.distance[k] < 0.0) {
            bad("distance", k, problem.distance[k]);
        }
    }
    if (problem.count == 0 && std::count(problem.fixed.begin(), problem.fixed.end(), 1) == 0) {
        throw Error(ErrorCode::kInput, "error.siting-count", {{"count", "0"}});
    }
}

class MedianSearch {
public:
    MedianSearch(const MedianProblem& problem, const SitingOptions& options, const SearchClock& clock)
        : m_problem(problem), m_options(options), m_clock(clock), m_open(problem.sites, 0) {
        for (std::uint32_t j = 0; j < problem.sites; ++j) {
            if (problem.is_fixed(j)) {
                m_open[j] = 1;
            } else {
                ++m_free;
            }
        }
        m_count = std::min<std::size_t>(problem.count, m_free);
    }

    void run() {
        greedy();
        greedy_value = m_value;
        interchange();
        m_best = sites();
        m_best_value = m_value;
        solver = SitingSolver::kHeuristic;
        if (m_count == m_free) {
            m_bound = m_best_value;
            solver = SitingSolver::kTrivial;
            return;
        }
        descend();
        const std::size_t pairs = m_problem.distance.size();
        if (!closed() && m_options.exact && pairs <= kMostExactPairs && !m_clock.must_stop()) {
            solver = SitingSolver::kCbc;
            solve_exactly();
        }
    }

    [[nodiscard]] bool closed() const { return m_bound >= m_best_value * (1.0 - 1e-9) - 1e-12; }
    [[nodiscard]] const std::vector<std::uint32_t>& best() const { return m_best; }
    [[nodiscard]] double bound() const { return closed() ? m_best_value : m_bound; }
    double greedy_value = 0.0;
    SitingSolver solver = SitingSolver::kTrivial;

private:
    [[nodiscard]] double cost(std::size_t i, std::size_t j) const {
        return m_problem.weight[i] * m_problem.distance[i * m_problem.sites + j];
    }
    [[nodiscard]] std::vector<std::uint32_t> sites() const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
            if (m_open[j] != 0 && !m_problem.is_fixed(j)) {
                out.push_back(j);
            }
        }
        return out;
    }

    /// Nearest and second nearest open site of each demand point.
    void assign() {
        const std::size_t n = m_problem.weight.size();
        m_first.assign(n, INFINITY);
        m_second.assign(n, INFINITY);
        m_nearest.assign(n, 0);
        m_value = 0.0;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                if (m_open[j] == 0) {
                    continue;
                }
                const double c = cost(i, j);
                if (c < m_first[i]) {
                    m_second[i] = m_first[i];
                    m_first[i] = c;
                    m_nearest[i] = j;
                } else if (c < m_second[i]) {
                    m_second[i] = c;
                }
            }
            m_value += m_first[i];
        }
    }

    void greedy() {
        const std::size_t n = m_problem.weight.size();
        std::vector<double> now(n, INFINITY);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                if (m_open[j] != 0) {
                    now[i] = std::min(now[i], cost(i, j));
                }
            }
        }
        for (std::size_t k = 0; k < m_count; ++k) {
            std::uint32_t best = 0;
            double best_value = INFINITY;
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                if (m_open[j] != 0) {
                    continue;
                }
                // Out of time: what has been looked at decides, at least one site.
                if (best_value < INFINITY && m_clock.must_stop()) {
                    break;
                }
                double value = 0.0;
                for (std::size_t i = 0; i < n; ++i) {
                    value += std::min(now[i], cost(i, j));
                }
                if (value < best_value) {
                    best = j;
                    best_value = value;
                }
            }
            m_open[best] = 1;
            for (std::size_t i = 0; i < n; ++i) {
                now[i] = std::min(now[i], cost(i, best));
            }
        }
        assign();
    }

    /// Best swap of all until none improves.
    void interchange() {
        const std::size_t n = m_problem.weight.size();
        std::vector<double> loss(m_problem.sites);
        while (!m_clock.must_stop()) {
            double best_change = -1e-9 * (1.0 + m_value);
            std::uint32_t best_in = 0;
            std::uint32_t best_out = 0;
            for (std::uint32_t in = 0; in < m_problem.sites; ++in) {
                if (m_open[in] != 0) {
                    continue;
                }
                if (m_clock.must_stop()) {
                    break;
                }
                std::fill(loss.begin(), loss.end(), 0.0);
                double gain = 0.0;
                for (std::size_t i = 0; i < n; ++i) {
                    const double c = cost(i, in);
                    if (c < m_first[i]) {
                        gain += m_first[i] - c;
                    } else {
                        loss[m_nearest[i]] += std::min(c, m_second[i]) - m_first[i];
                    }
                }
                for (std::uint32_t out = 0; out < m_problem.sites; ++out) {
                    if (m_open[out] != 0 && !m_problem.is_fixed(out) && loss[out] - gain < best_change) {
                        best_change = loss[out] - gain;
                        best_in = in;
                        best_out = out;
                    }
                }
            }
            if (best_in == best_out) {
                return;
            }
            m_open[best_in] = 1;
            m_open[best_out] = 0;
            assign();
        }
    }

    void take_current() {
        if (m_value < m_best_value - 1e-9 * (1.0 + m_best_value)) {
            m_best = sites();
            m_best_value = m_value;
        }
    }

    /// L(u) = sum u_i + sum over fixed and the p smallest of r_j,  r_j = sum_i min(0, cost_ij - u_i).
    void descend() {
        const std::size_t n = m_problem.weight.size();
        std::vector<double> u(m_first);
        std::vector<double> best_u(u);
        std::vector<double> reduced(m_problem.sites);
        std::vector<double> slope(n);
        std::vector<std::uint32_t> order;
        StepFactor factor(25);
        m_bound = 0.0;
        constexpr std::uint32_t kSteps = 2000;
        for (std::uint32_t step = 0; step < kSteps && !closed() && !m_clock.must_stop(); ++step) {
            std::fill(reduced.begin(), reduced.end(), 0.0);
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t j = 0; j < m_problem.sites; ++j) {
                    reduced[j] += std::min(0.0, cost(i, j) - u[i]);
                }
            }
            order.clear();
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                if (!m_problem.is_fixed(j)) {
                    order.push_back(j);
                }
            }
            std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
                return reduced[a] != reduced[b] ? reduced[a] < reduced[b] : a < b;
            });
            order.resize(m_count);
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                if (m_problem.is_fixed(j)) {
                    order.push_back(j);
                }
            }
            double value = std::accumulate(u.begin(), u.end(), 0.0);
            std::fill(slope.begin(), slope.end(), 1.0);
            for (const std::uint32_t j : order) {
                value += reduced[j];
                for (std::size_t i = 0; i < n; ++i) {
                    slope[i] -= cost(i, j) < u[i] ? 1.0 : 0.0;
                }
            }
            if (step % 20 == 0) {
                std::fill(m_open.begin(), m_open.end(), std::uint8_t{0});
                for (const std::uint32_t j : order) {
                    m_open[j] = 1;
                }
                assign();
                take_current();
            }
            const bool is_better = value > m_bound + 1e-9 * (1.0 + m_bound);
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
            const double norm = std::inner_product(slope.begin(), slope.end(), slope.begin(), 0.0);
            if (norm == 0.0) {
                break;
            }
            const double length = factor.value() * (m_best_value - value + 1e-4 * m_best_value) / norm;
            for (std::size_t i = 0; i < n; ++i) {
                u[i] += length * slope[i];
            }
        }
    }

    void solve_exactly() {
        const std::size_t n = m_problem.weight.size();
        MixedIntegerProblem problem;
        for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
            problem.add_column(0.0, m_problem.is_fixed(j) ? 1.0 : 0.0, 1.0, true);
        }
        std::fill(m_open.begin(), m_open.end(), std::uint8_t{0});
        for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
            m_open[j] = m_problem.is_fixed(j) ? 1 : 0;
        }
        for (const std::uint32_t j : m_best) {
            m_open[j] = 1;
        }
        assign();
        problem.start.assign(m_open.begin(), m_open.end());
        for (std::size_t i = 0; i < n; ++i) {
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                problem.add_column(cost(i, j), 0.0, 1.0, false);
                problem.start.push_back(m_nearest[i] == j ? 1.0 : 0.0);
            }
        }
        const auto pair = [&](std::size_t i, std::size_t j) {
            return static_cast<std::uint32_t>(m_problem.sites + i * m_problem.sites + j);
        };
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < m_problem.sites; ++j) {
                problem.add_entry(pair(i, j), 1.0);
            }
            problem.end_row(1.0, 1.0);
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                problem.add_entry(pair(i, j), 1.0);
                problem.add_entry(j, -1.0);
                problem.end_row(-HUGE_VAL, 0.0);
            }
        }
        for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
            if (!m_problem.is_fixed(j)) {
                problem.add_entry(j, 1.0);
            }
        }
        problem.end_row(-HUGE_VAL, static_cast<double>(m_count));
        const MixedIntegerAnswer answer = m_options.exact(problem, m_clock);
        if (!answer.x.empty()) {
            for (std::uint32_t j = 0; j < m_problem.sites; ++j) {
                m_open[j] = answer.x[j] > 0.5 ? 1 : 0;
            }
            if (sites().size() <= m_count) {
                assign();
                take_current();
            }
        }
        if (std::isfinite(answer.bound)) {
            m_bound = std::max(m_bound, std::min(answer.bound, m_best_value));
        }
    }

    const MedianProblem& m_problem;
    const SitingOptions& m_options;
    const SearchClock& m_clock;
    std::vector<std::uint8_t> m_open;
    std::size_t m_free = 0;
    std::size_t m_count = 0;
    std::vector<double> m_first;
    std::vector<double> m_second;
    std::vector<std::uint32_t> m_nearest;
    double m_value = 0.0;
    std::vector<std::uint32_t> m_best;
    double m_best_value = INFINITY;
    double m_bound = 0.0;
};

}  // namespace

double median_objective(const MedianProblem& problem, const std::vector<std::uint32_t>& sites) {
    double total = 0.0;
    for (std::size_t i = 0; i < problem.weight.size(); ++i) {
        double nearest = INFINITY;
        for (const std::uint32_t j : sites) {
            nearest = std::min(nearest, problem.distance[i * problem.sites + j]);
        }
        for (std::size_t j = 0; j < problem.sites; ++j) {
            if (problem.is_fixed(j)) {
                nearest = std::min(nearest, problem.distance[i * problem.sites + j]);
            }
        }
        total += problem.weight[i] * nearest;
    }
    return total;
}

SitingResult solve_p_median(const MedianProblem& problem, const SitingOptions& options, Progress& progress) {
    validate(problem);
    announce(progress, "step.siting-exact");
    const SearchClock clock(options.time_limit_seconds, progress);
    MedianSearch search(problem, options, clock);
    search.run();
    SitingResult result;
    result.sites = search.best();
    result.objective = median_objective(problem, result.sites);
    result.upper_bound = search.closed() ? result.objective : std::min(result.objective, search.bound());
    result.gap = relative_gap(result.upper_bound, result.objective);
    result.greedy_objective = search.greedy_value;
    result.solver = search.solver;
    result.stop = search.closed() ? SitingStop::kProven : clock.reason();
    result.seconds = clock.elapsed();
    return result;
}

}  // namespace diaban
