#include "engine/studies/cameras/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/siting/max_coverage.hpp"
#include "engine/siting/p_median.hpp"
#include "engine/siting/required_coverage.hpp"
#include "engine/siting/search_clock.hpp"
#include "engine/siting/set_cover.hpp"
#include "engine/solver/cbc_solver.hpp"
#include "engine/studies/cameras/sight.hpp"
#include "engine/studies/cameras/sources.hpp"
#include "layers/text/some_names.hpp"

namespace diaban {

namespace {

class Planner {
public:
    Planner(const CameraOptions& options, const CameraInputs& inputs, unsigned threads, Progress& progress)
        : m_options(options), m_inputs(inputs), m_threads(threads), m_progress(progress) {}

    CameraPlan plan() {
        if (m_inputs.sites.size() == m_inputs.existing) {
            throw Error(ErrorCode::kInput, "error.cameras-no-candidates", {});
        }
        look();
        check_reach();
        check_must_cover();
        check_goal();
        m_siting.time_limit_seconds = m_options.time_limit_s;
        m_siting.seed = m_options.seed;
        m_siting.exact = solve_with_cbc;
        build_problem();
        switch (m_options.model) {
            case SitingModel::kMaxCoverage:
                m_plan.result = solve_coverage();
                break;
            case SitingModel::kSetCover:
                m_plan.result = solve_set_cover(m_problem, m_siting, m_progress);
                break;
            case SitingModel::kMedian:
                m_plan.result = solve_median();
                break;
        }
        m_chosen = m_plan.result.sites;
        use_up_count();
        rank();
        sum_up();
        return std::move(m_plan);
    }

private:
    [[nodiscard]] double distance(std::size_t place, std::size_t site) const {
        if (m_inputs.distances) {
            return m_inputs.distances->at(place, site);
        }
        const ProjectedPoint a = m_inputs.demand[place].at;
        const ProjectedPoint b = m_inputs.sites[site].view.at;
        return std::hypot(a.x - b.x, a.y - b.y);
    }

    [[nodiscard]] double weight_of(std::uint32_t site) const {
        double weight = 0.0;
        for (const std::uint32_t i : m_plan.demand_of_site.row(site)) {
            weight += m_inputs.demand[i].weight;
        }
        return weight;
    }

    void look() {
        const std::size_t demands = m_inputs.demand.size();
        if (m_inputs.distances) {
            m_plan.demand_of_site = who_reaches(m_inputs, 0, demands);
            m_plan.must_of_site = who_reaches(m_inputs, demands, m_inputs.must_cover.size());
            return;
        }
        const SightContext context{m_options, m_inputs, m_threads, m_progress};
        std::vector<std::uint32_t> sites(m_inputs.sites.size());
        std::iota(sites.begin(), sites.end(), 0u);
        const auto places = [](const std::vector<DemandPlace>& list) {
            std::vector<ProjectedPoint> points;
            for (const DemandPlace& place : list) {
                points.push_back(place.at);
            }
            return points;
        };
        m_plan.demand_of_site = who_sees(context, sites, places(m_inputs.demand));
        m_plan.must_of_site = who_sees(context, sites, places(m_inputs.must_cover));
    }

    [[nodiscard]] std::string must_names(const std::vector<std::uint32_t>& places) const {
        std::vector<std::string> names;
        for (const std::uint32_t i : places) {
            names.push_back(m_inputs.must_cover[i].id);
        }
        return some_names(names);
    }

    void check_must_cover() {
        std::vector<std::uint32_t> all(m_inputs.sites.size());
        std::iota(all.begin(), all.end(), 0u);
        const std::vector<std::uint32_t> views = views_of(m_plan.must_of_site, m_inputs.must_cover.size(), all);
        std::vector<std::uint32_t> never;
        for (std::uint32_t i = 0; i < views.size(); ++i) {
            if (views[i] == 0) {
                never.push_back(i);
            }
        }
        if (!never.empty()) {
            throw Error(ErrorCode::kInput, "error.cameras-must-unreachable",
                        {{"count", std::to_string(never.size())},
                         {"names", must_names(never)},
                         {"reach", fmt::format("{:.0f}", m_inputs.reach_m)}});
        }
    }

    SitingResult solve_coverage() {
        if (m_inputs.must_cover.empty()) {
            return solve_max_coverage(m_problem, m_siting, m_progress);
        }
        const std::size_t demands = m_inputs.demand.size();
        std::vector<std::uint8_t> required(m_problem.demands(), 0);
        std::fill(required.begin() + static_cast<std::ptrdiff_t>(demands), required.end(), std::uint8_t{1});
        const RequiredResult answer = solve_required_coverage(m_problem, required, m_siting, m_progress);
        std::vector<std::uint32_t> unseen;
        for (const std::uint32_t i : answer.unseen) {
            unseen.push_back(i - static_cast<std::uint32_t>(demands));
        }
        if (answer.impossible) {
            throw Error(ErrorCode::kInput, "error.cameras-must-impossible",
                        {{"count", std::to_string(unseen.size())},
                         {"names", must_names(unseen)},
                         {"limit", fmt::format("{}", m_problem.budget)},
                         {"least", fmt::format("{}", answer.least_cost)}});
        }
        if (!unseen.empty()) {
            m_plan.findings.push_back({Severity::kWarning,
                                       "finding.cameras-must-unseen",
                                       {{"count", std::to_string(unseen.size())}, {"names", must_names(unseen)}}});
        }
        return answer.result;
    }

    void check_reach() {
        std::vector<std::uint8_t> reached(m_inputs.demand.size(), 0);
        bool any = false;
        for (std::size_t j = 0; j < m_inputs.sites.size(); ++j) {
            for (const std::uint32_t i : m_plan.demand_of_site.row(j)) {
                reached[i] = 1;
                any = any || (j >= m_inputs.existing && m_inputs.demand[i].weight > 0.0);
            }
        }
        if (!any && m_options.model != SitingModel::kMedian) {
            double nearest = INFINITY;
            for (std::size_t j = m_inputs.existing; j < m_inputs.sites.size(); ++j) {
                for (std::size_t i = 0; i < m_inputs.demand.size(); ++i) {
                    nearest = std::min(nearest, distance(i, j));
                }
            }
            throw Error(ErrorCode::kInput, "error.cameras-none-in-reach",
                        {{"reach", fmt::format("{:.0f}", m_inputs.reach_m)},
                         {"nearest", fmt::format("{:.0f}", nearest)},
                         {"option", m_options.named("reach_m")}});
        }
        for (std::size_t i = 0; i < reached.size(); ++i) {
            if (reached[i] == 0) {
                m_plan.weight_out_of_reach += m_inputs.demand[i].weight;
                m_plan.points_out_of_reach += m_inputs.demand[i].points;
            }
        }
        if (m_plan.points_out_of_reach > 0 && m_options.model != SitingModel::kMedian) {
            m_plan.findings.push_back(
                {Severity::kWarning,
                 "finding.cameras-out-of-reach",
                 {{"points", std::to_string(m_plan.points_out_of_reach)},
                  {"share", fmt::format("{:.1f}", 100.0 * m_plan.weight_out_of_reach / m_inputs.total_weight)}}});
        }
    }

    void check_goal() {
        const std::size_t candidates = m_inputs.sites.size() - m_inputs.existing;
        if (m_options.count && *m_options.count > candidates) {
            m_plan.findings.push_back(
                {Severity::kWarning,
                 "finding.cameras-all-sites",
                 {{"count", std::to_string(*m_options.count)}, {"sites", std::to_string(candidates)}}});
        }
        if (m_options.budget && m_options.model == SitingModel::kMaxCoverage) {
            double cheapest = INFINITY;
            for (std::size_t j = m_inputs.existing; j < m_inputs.sites.size(); ++j) {
                cheapest = std::min(cheapest, m_inputs.sites[j].cost);
            }
            if (*m_options.budget < cheapest) {
                throw Error(
                    ErrorCode::kInput, "error.cameras-budget",
                    {{"budget", fmt::format("{}", *m_options.budget)}, {"cheapest", fmt::format("{}", cheapest)}});
            }
        }
    }

    void build_problem() {
        for (const DemandPlace& place : m_inputs.demand) {
            m_problem.weight.push_back(place.weight);
        }
        m_problem.demand_of_site = with_must_cover();
        const bool by_cost = !m_options.count && (m_options.budget || m_options.model == SitingModel::kSetCover);
        for (const CameraSite& site : m_inputs.sites) {
            m_problem.cost.push_back(by_cost ? site.cost : 1.0);
            m_problem.fixed.push_back(site.existing ? 1 : 0);
            m_problem.bonus.push_back(site.existing ? 0.0 : site.bonus);
        }
        m_problem.budget = by_cost ? m_options.budget.value_or(0.0) : m_options.count.value_or(0);
        m_problem.second_share = m_options.backup_share;
        // Covering everything covers these too; elsewhere they weigh nothing and are required.
        m_problem.weight.resize(m_inputs.demand.size() + m_inputs.must_cover.size(),
                                m_options.model == SitingModel::kSetCover ? 1.0 : 0.0);
        if (m_options.max_overlap) {
            find_conflicts();
        }
    }

    /// Places that must be seen stand behind the demand.
    [[nodiscard]] CompressedRows with_must_cover() const {
        if (m_inputs.must_cover.empty()) {
            return m_plan.demand_of_site;
        }
        const auto demands = static_cast<std::uint32_t>(m_inputs.demand.size());
        CompressedRows joined;
        for (std::size_t j = 0; j < m_inputs.sites.size(); ++j) {
            const auto seen = m_plan.demand_of_site.row(j);
            std::vector<std::uint32_t> row(seen.begin(), seen.end());
            for (const std::uint32_t i : m_plan.must_of_site.row(j)) {
                row.push_back(demands + i);
            }
            joined.push_row(std::move(row));
        }
        return joined;
    }

    void find_conflicts() {
        std::vector<std::uint32_t> order(m_inputs.sites.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            const double x = m_inputs.sites[a].view.at.x;
            const double y = m_inputs.sites[b].view.at.x;
            return x != y ? x < y : a < b;
        });
        double longest = 0.0;
        for (const CameraSite& site : m_inputs.sites) {
            longest = std::max(longest, site.view.reach.value);
        }
        for (std::size_t p = 0; p < order.size(); ++p) {
            m_progress.throw_if_cancelled();
            const CameraSite& a = m_inputs.sites[order[p]];
            for (std::size_t q = p + 1; q < order.size(); ++q) {
                const CameraSite& b = m_inputs.sites[order[q]];
                if (b.view.at.x - a.view.at.x > 2.0 * longest) {
                    break;
                }
                const bool counts = a.working && b.working && !(a.existing && b.existing);
                if (counts && view_overlap(a.view, b.view) > *m_options.max_overlap + 1e-9) {
                    m_problem.conflicts.emplace_back(std::min(order[p], order[q]), std::max(order[p], order[q]));
                }
            }
        }
        std::sort(m_problem.conflicts.begin(), m_problem.conflicts.end());
    }

    SitingResult solve_median() {
        MedianProblem median;
        constexpr double kMostPairs = 5e7;  // 400 MB of distances
        const double pairs = static_cast<double>(m_inputs.demand.size()) * static_cast<double>(m_inputs.sites.size());
        if (pairs > kMostPairs) {
            throw Error(
                ErrorCode::kInput, "error.cameras-median-size",
                {{"demand", std::to_string(m_inputs.demand.size())}, {"sites", std::to_string(m_inputs.sites.size())}});
        }
        median.weight.assign(m_problem.weight.begin(),
                             m_problem.weight.begin() + static_cast<std::ptrdiff_t>(m_inputs.demand.size()));
        median.sites = m_inputs.sites.size();
        median.count = *m_options.count;
        // A broken camera is no site at all: far from everything and never chosen.
        double farthest = 0.0;
        for (std::size_t i = 0; i < m_inputs.demand.size(); ++i) {
            for (std::size_t j = 0; j < m_inputs.sites.size(); ++j) {
                const double d = distance(i, j);
                if (!std::isfinite(d) && m_inputs.sites[j].working) {
                    throw Error(ErrorCode::kInput, "error.cameras-distance-pair",
                                {{"demand", m_inputs.demand[i].id}, {"site", m_inputs.sites[j].id}});
                }
                median.distance.push_back(d);
                farthest = std::isfinite(d) ? std::max(farthest, d) : farthest;
            }
        }
        for (std::size_t j = 0; j < m_inputs.sites.size(); ++j) {
            const CameraSite& site = m_inputs.sites[j];
            median.fixed.push_back(site.existing ? 1 : 0);
            if (site.existing && !site.working) {
                for (std::size_t i = 0; i < m_inputs.demand.size(); ++i) {
                    median.distance[i * median.sites + j] = farthest;
                }
            }
        }
        return solve_p_median(median, m_siting, m_progress);
    }

    /// A count says how many cameras there are; those that see nothing new are put where they give most second views.
    void use_up_count() {
        if (!m_options.count || m_options.model != SitingModel::kMaxCoverage) {
            return;
        }
        std::vector<std::uint8_t> taken(m_inputs.sites.size(), 0);
        std::vector<std::uint8_t> barred(m_inputs.sites.size(), 0);
        std::vector<std::uint32_t> all(m_chosen);
        for (std::uint32_t j = 0; j < m_inputs.existing; ++j) {
            all.push_back(j);
        }
        for (const std::uint32_t j : all) {
            taken[j] = 1;
        }
        std::vector<std::uint32_t> views = views_of(m_plan.demand_of_site, m_inputs.demand.size(), all);
        const auto bar = [&] {
            for (const auto& [a, b] : m_problem.conflicts) {
                barred[a] |= taken[b];
                barred[b] |= taken[a];
            }
        };
        std::size_t added = 0;
        while (m_chosen.size() < *m_options.count) {
            bar();
            std::uint32_t best = 0;
            double best_gain = -1.0;
            for (auto j = static_cast<std::uint32_t>(m_inputs.existing); j < m_inputs.sites.size(); ++j) {
                if (taken[j] != 0 || barred[j] != 0) {
                    continue;
                }
                double gain = 0.0;
                for (const std::uint32_t i : m_plan.demand_of_site.row(j)) {
                    gain += views[i] == 1 ? m_inputs.demand[i].weight : 0.0;
                }
                if (gain > best_gain) {
                    best = j;
                    best_gain = gain;
                }
            }
            if (best_gain < 0.0) {
                break;
            }
            taken[best] = 1;
            m_chosen.push_back(best);
            for (const std::uint32_t i : m_plan.demand_of_site.row(best)) {
                ++views[i];
            }
            ++added;
        }
        if (added > 0) {
            m_plan.findings.push_back(
                {Severity::kNote, "finding.cameras-add-nothing", {{"count", std::to_string(added)}}});
        }
        if (m_chosen.size() < std::min<std::size_t>(*m_options.count, m_inputs.sites.size() - m_inputs.existing)) {
            m_plan.findings.push_back(
                {Severity::kWarning,
                 "finding.cameras-overlap-stops",
                 {{"chosen", std::to_string(m_chosen.size())}, {"count", std::to_string(*m_options.count)}}});
        }
    }

    /// Rank 1 is the camera that adds most to what stands; and so on.
    void rank() {
        std::vector<std::uint32_t> existing(m_inputs.existing);
        std::iota(existing.begin(), existing.end(), 0u);
        m_plan.views_before = views_of(m_plan.demand_of_site, m_inputs.demand.size(), existing);
        for (const std::uint32_t j : existing) {
            m_plan.covered_by_existing.push_back(weight_of(j));
        }
        std::vector<std::uint32_t> views = m_plan.views_before;
        double seen = 0.0;
        for (std::size_t i = 0; i < views.size(); ++i) {
            seen += views[i] > 0 ? m_inputs.demand[i].weight : 0.0;
        }
        m_plan.weight_before = seen;
        std::vector<std::uint32_t> left(m_chosen);
        std::sort(left.begin(), left.end());
        while (!left.empty()) {
            std::size_t best = 0;
            double best_gain = -1.0;
            for (std::size_t k = 0; k < left.size(); ++k) {
                double gain = 0.0;
                for (const std::uint32_t i : m_plan.demand_of_site.row(left[k])) {
                    gain += views[i] == 0 ? m_inputs.demand[i].weight : 0.0;
                }
                if (gain > best_gain) {
                    best = k;
                    best_gain = gain;
                }
            }
            ProposedCamera camera;
            camera.site = left[best];
            camera.covered_weight = weight_of(camera.site);
            camera.marginal_weight = best_gain;
            for (const std::uint32_t i : m_plan.demand_of_site.row(camera.site)) {
                camera.marginal_points += views[i] == 0 ? m_inputs.demand[i].points : 0;
                ++views[i];
            }
            seen += best_gain;
            m_plan.spent += m_inputs.sites[camera.site].cost;
            camera.cumulative_weight = seen;
            camera.cumulative_cost = m_plan.spent;
            m_plan.proposed.push_back(camera);
            left.erase(left.begin() + static_cast<std::ptrdiff_t>(best));
        }
        m_plan.views_after = std::move(views);
        m_plan.must_views_before = views_of(m_plan.must_of_site, m_inputs.must_cover.size(), existing);
        existing.insert(existing.end(), m_chosen.begin(), m_chosen.end());
        m_plan.must_views_after = views_of(m_plan.must_of_site, m_inputs.must_cover.size(), existing);
    }

    void sum_up() {
        for (std::size_t i = 0; i < m_inputs.demand.size(); ++i) {
            m_plan.weight_after += m_plan.views_after[i] > 0 ? m_inputs.demand[i].weight : 0.0;
            m_plan.weight_twice += m_plan.views_after[i] > 1 ? m_inputs.demand[i].weight : 0.0;
        }
    }

    const CameraOptions& m_options;
    const CameraInputs& m_inputs;
    unsigned m_threads;
    Progress& m_progress;
    SitingOptions m_siting;
    CoverageProblem m_problem;
    CameraPlan m_plan;
    std::vector<std::uint32_t> m_chosen;
};

}  // namespace

CameraPlan plan_cameras(const CameraOptions& options, const CameraInputs& inputs, unsigned threads,
                        Progress& progress) {
    return Planner(options, inputs, threads, progress).plan();
}

}  // namespace diaban
