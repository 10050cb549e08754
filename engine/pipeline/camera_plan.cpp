#include "engine/pipeline/camera_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/core/parallel_chunks.hpp"
#include "engine/siting/max_coverage.hpp"
#include "engine/siting/p_median.hpp"
#include "engine/siting/search_clock.hpp"
#include "engine/siting/set_cover.hpp"
#include "engine/solver/cbc_solver.hpp"

namespace diaban {

namespace {

/// Demand is sorted by x: the part within reach is a run.
std::vector<std::uint32_t> demand_seen(const CameraInputs& inputs, const CameraSite& site, const LineOfSight* buildings,
                                       const CameraOptions& options) {
    std::vector<std::uint32_t> seen;
    if (site.existing && !site.working) {
        return seen;
    }
    const auto first = std::lower_bound(inputs.demand.begin(), inputs.demand.end(), site.view.at.x - site.view.reach.value,
                                        [](const DemandPlace& place, double x) { return place.at.x < x; });
    for (auto place = first; place != inputs.demand.end() && place->at.x <= site.view.at.x + site.view.reach.value; ++place) {
        if (sees(site.view, place->at) &&
            (buildings == nullptr ||
             buildings->clear(site.view.at, Metres{options.mast_m}, place->at, Metres{options.eye_m}))) {
            seen.push_back(static_cast<std::uint32_t>(place - inputs.demand.begin()));
        }
    }
    return seen;
}

CompressedRows who_sees_what(const CameraOptions& options, const CameraInputs& inputs, unsigned threads,
                             Progress& progress) {
    progress.begin("step.siting-views", inputs.sites.size());
    std::vector<std::vector<std::uint32_t>> rows(inputs.sites.size());
    constexpr std::size_t kChunk = 64;
    for_each_chunk(inputs.sites.size(), kChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        // GEOS handles belong to one thread; an index of the footprints a chunk is cheap against the lines of sight.
        std::unique_ptr<LineOfSight> buildings;
        if (!inputs.buildings.empty()) {
            buildings = std::make_unique<LineOfSight>(inputs.buildings, inputs.building_heights);
        }
        for (std::size_t j = begin; j < end; ++j) {
            rows[j] = demand_seen(inputs, inputs.sites[j], buildings.get(), options);
        }
        progress.advance(end - begin);
    });
    CompressedRows seen;
    for (auto& row : rows) {
        seen.push_row(std::move(row));
    }
    return seen;
}

class Planner {
public:
    Planner(const CameraOptions& options, const CameraInputs& inputs, unsigned threads, Progress& progress)
        : m_options(options), m_inputs(inputs), m_threads(threads), m_progress(progress) {}

    CameraPlan plan() {
        if (m_inputs.sites.size() == m_inputs.existing) {
            throw Error(ErrorCode::kInput, "error.cameras-no-candidates", {});
        }
        m_plan.demand_of_site = who_sees_what(m_options, m_inputs, m_threads, m_progress);
        check_reach();
        check_goal();
        m_siting.time_limit_seconds = m_options.time_limit_s;
        m_siting.seed = m_options.seed;
        m_siting.exact = solve_with_cbc;
        build_problem();
        switch (m_options.model) {
            case SitingModel::kMaxCoverage: m_plan.result = solve_max_coverage(m_problem, m_siting, m_progress); break;
            case SitingModel::kSetCover: m_plan.result = solve_set_cover(m_problem, m_siting, m_progress); break;
            case SitingModel::kMedian: m_plan.result = solve_median(); break;
        }
        m_chosen = m_plan.result.sites;
        use_up_count();
        rank();
        sum_up();
        return std::move(m_plan);
    }

private:
    [[nodiscard]] double weight_of(std::uint32_t site) const {
        double weight = 0.0;
        for (const std::uint32_t i : m_plan.demand_of_site.row(site)) {
            weight += m_inputs.demand[i].weight;
        }
        return weight;
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
                for (const DemandPlace& place : m_inputs.demand) {
                    nearest = std::min(nearest, std::hypot(place.at.x - m_inputs.sites[j].view.at.x,
                                                           place.at.y - m_inputs.sites[j].view.at.y));
                }
            }
            throw Error(ErrorCode::kInput, "error.cameras-none-in-reach",
                        {{"reach", fmt::format("{:.0f}", m_inputs.reach_m)}, {"nearest", fmt::format("{:.0f}", nearest)}});
        }
        for (std::size_t i = 0; i < reached.size(); ++i) {
            if (reached[i] == 0) {
                m_plan.weight_out_of_reach += m_inputs.demand[i].weight;
                m_plan.points_out_of_reach += m_inputs.demand[i].points;
            }
        }
        if (m_plan.points_out_of_reach > 0 && m_options.model != SitingModel::kMedian) {
            m_plan.findings.push_back(
                {Severity::kWarning, "finding.cameras-out-of-reach",
                 {{"points", std::to_string(m_plan.points_out_of_reach)},
                  {"share", fmt::format("{:.1f}", 100.0 * m_plan.weight_out_of_reach / m_inputs.total_weight)}}});
        }
    }

    void check_goal() {
        const std::size_t candidates = m_inputs.sites.size() - m_inputs.existing;
        if (m_options.count && *m_options.count > candidates) {
            m_plan.findings.push_back({Severity::kWarning, "finding.cameras-all-sites",
                                       {{"count", std::to_string(*m_options.count)}, {"sites", std::to_string(candidates)}}});
        }
        if (m_options.budget && m_options.model == SitingModel::kMaxCoverage) {
            double cheapest = INFINITY;
            for (std::size_t j = m_inputs.existing; j < m_inputs.sites.size(); ++j) {
                cheapest = std::min(cheapest, m_inputs.sites[j].cost);
            }
            if (*m_options.budget < cheapest) {
                throw Error(ErrorCode::kInput, "error.cameras-budget",
                            {{"budget", fmt::format("{}", *m_options.budget)}, {"cheapest", fmt::format("{}", cheapest)}});
            }
        }
    }

    void build_problem() {
        for (const DemandPlace& place : m_inputs.demand) {
            m_problem.weight.push_back(place.weight);
        }
        m_problem.demand_of_site = m_plan.demand_of_site;
        const bool by_cost = !m_options.count && (m_options.budget || m_options.model == SitingModel::kSetCover);
        for (const CameraSite& site : m_inputs.sites) {
            m_problem.cost.push_back(by_cost ? site.cost : 1.0);
            m_problem.fixed.push_back(site.existing ? 1 : 0);
            m_problem.bonus.push_back(site.existing ? 0.0 : site.bonus);
        }
        m_problem.budget = by_cost ? m_options.budget.value_or(0.0) : m_options.count.value_or(0);
        m_problem.second_share = m_options.backup_share;
        if (m_options.max_overlap) {
            find_conflicts();
        }
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
            throw Error(ErrorCode::kInput, "error.cameras-median-size",
                        {{"demand", std::to_string(m_inputs.demand.size())}, {"sites", std::to_string(m_inputs.sites.size())}});
        }
        median.weight = m_problem.weight;
        median.sites = m_inputs.sites.size();
        median.count = *m_options.count;
        // A broken camera is no site at all: far from everything and never chosen.
        double farthest = 0.0;
        for (const DemandPlace& place : m_inputs.demand) {
            for (const CameraSite& site : m_inputs.sites) {
                const double d = std::hypot(place.at.x - site.view.at.x, place.at.y - site.view.at.y);
                median.distance.push_back(d);
                farthest = std::max(farthest, d);
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
            m_plan.findings.push_back({Severity::kNote, "finding.cameras-add-nothing", {{"count", std::to_string(added)}}});
        }
        if (m_chosen.size() < std::min<std::size_t>(*m_options.count, m_inputs.sites.size() - m_inputs.existing)) {
            m_plan.findings.push_back({Severity::kWarning, "finding.cameras-overlap-stops",
                                       {{"chosen", std::to_string(m_chosen.size())},
                                        {"count", std::to_string(*m_options.count)}}});
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

CameraPlan plan_cameras(const CameraOptions& options, const CameraInputs& inputs, unsigned threads, Progress& progress) {
    return Planner(options, inputs, threads, progress).plan();
}

}  // namespace diaban
