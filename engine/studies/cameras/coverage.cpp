#include "engine/studies/cameras/coverage.hpp"

#include <fmt/format.h>

#include <map>
#include <numeric>

#include "layers/geometry/area_locator.hpp"

namespace diaban {

namespace {

/// Seen before and after, of each point.
struct Seen {
    std::vector<std::uint8_t> before;
    std::vector<std::uint8_t> after;
};

class Summary {
public:
    Summary(const SightContext& context, const CameraPlan& plan)
        : m_context(context), m_inputs(context.inputs), m_plan(plan) {
        for (std::uint32_t j = 0; j < m_inputs.existing; ++j) {
            m_cameras.push_back(j);
        }
        for (const ProposedCamera& camera : plan.proposed) {
            m_cameras.push_back(camera.site);
        }
    }

    std::vector<CoverageLine> lines() {
        const DemandPoints& points = m_inputs.points;
        Seen seen;
        for (const std::uint32_t place : m_inputs.place_of_point) {
            seen.before.push_back(m_plan.views_before[place] > 0 ? 1 : 0);
            seen.after.push_back(m_plan.views_after[place] > 0 ? 1 : 0);
        }
        add("all", "demand", "weight", points.weight, seen);
        add_incidents(seen);
        const bool hot = !m_inputs.hot.centre.empty() && !m_inputs.distances;
        Seen hot_seen;
        const std::vector<double> cells(m_inputs.hot.centre.size(), m_inputs.hot.cell_km2);
        if (hot) {
            hot_seen = seen_of(m_inputs.hot.centre);
            add("all", "hot_area", "km2", cells, hot_seen);
        }
        if (!points.hour.empty()) {
            group("hour", points.weight, seen, [&](std::size_t i) {
                return points.hour[i] < 0 ? std::string() : fmt::format("{:02d}", points.hour[i]);
            });
        }
        if (!points.category.empty()) {
            group("category", points.weight, seen, [&](std::size_t i) { return points.category[i]; });
        }
        if (!m_inputs.areas.geometry.empty()) {
            group_by_area("area", "weight", points.at, points.weight, seen);
            if (hot) {
                group_by_area("hot_area", "km2", m_inputs.hot.centre, cells, hot_seen);
            }
        }
        for (std::size_t i = 0; i < m_inputs.must_cover.size(); ++i) {
            m_lines.push_back({"must_cover", m_inputs.must_cover[i].id, "", "places", 1.0,
                               m_plan.must_views_before[i] > 0 ? 1.0 : 0.0,
                               m_plan.must_views_after[i] > 0 ? 1.0 : 0.0});
        }
        return std::move(m_lines);
    }

private:
    Seen seen_of(const std::vector<ProjectedPoint>& points) const {
        const CompressedRows rows = who_sees(m_context, m_cameras, points);
        Seen seen{std::vector<std::uint8_t>(points.size(), 0), std::vector<std::uint8_t>(points.size(), 0)};
        for (std::size_t k = 0; k < m_cameras.size(); ++k) {
            for (const std::uint32_t i : rows.row(k)) {
                seen.after[i] = 1;
                if (m_inputs.sites[m_cameras[k]].existing) {
                    seen.before[i] = 1;
                }
            }
        }
        return seen;
    }

    void add_incidents(const Seen& of_demand) {
        if (!m_inputs.incidents.empty()) {
            add("all", "incidents", "incidents", std::vector<double>(m_inputs.incidents.size(), 1.0),
                seen_of(m_inputs.incidents));
        } else if (m_context.options.demand_kind == DemandKind::kSource ||
                   m_context.options.demand_kind == DemandKind::kRunIncidents) {
            add("all", "incidents", "incidents", std::vector<double>(of_demand.before.size(), 1.0), of_demand);
        }
    }

    static void count(CoverageLine& line, double weight, const Seen& seen, std::size_t i) {
        line.total += weight;
        line.before += seen.before[i] != 0 ? weight : 0.0;
        line.after += seen.after[i] != 0 ? weight : 0.0;
    }

    void add(const char* by, const char* key, const char* unit, const std::vector<double>& weight, const Seen& seen) {
        CoverageLine line{by, key, "", unit, 0.0, 0.0, 0.0};
        for (std::size_t i = 0; i < weight.size(); ++i) {
            count(line, weight[i], seen, i);
        }
        m_lines.push_back(std::move(line));
    }

    template <typename KeyOf>
    void group(const char* by, const std::vector<double>& weight, const Seen& seen, KeyOf key_of) {
        std::map<std::string, CoverageLine> groups;
        for (std::size_t i = 0; i < weight.size(); ++i) {
            const std::string key = key_of(i);
            count(groups.try_emplace(key, CoverageLine{by, key, "", "weight", 0.0, 0.0, 0.0}).first->second, weight[i],
                  seen, i);
        }
        for (auto& [key, line] : groups) {
            m_lines.push_back(std::move(line));
        }
    }

    void group_by_area(const char* by, const char* unit, const std::vector<ProjectedPoint>& points,
                       const std::vector<double>& weight, const Seen& seen) {
        const CameraAreas& areas = m_inputs.areas;
        const std::vector<std::uint32_t> area = AreaLocator(areas.geometry).locate(points, m_context.threads);
        std::vector<CoverageLine> lines;
        for (std::size_t k = 0; k < areas.id.size(); ++k) {
            lines.push_back({by, areas.id[k], areas.name[k], unit, 0.0, 0.0, 0.0});
        }
        lines.push_back({by, "", "", unit, 0.0, 0.0, 0.0});
        for (std::size_t i = 0; i < points.size(); ++i) {
            count(area[i] == kNoArea ? lines.back() : lines[area[i]], weight[i], seen, i);
        }
        if (lines.back().total == 0.0) {
            lines.pop_back();
        }
        m_lines.insert(m_lines.end(), lines.begin(), lines.end());
    }

    const SightContext& m_context;
    const CameraInputs& m_inputs;
    const CameraPlan& m_plan;
    std::vector<std::uint32_t> m_cameras;
    std::vector<CoverageLine> m_lines;
};

}  // namespace

std::vector<CoverageLine> coverage_summary(const SightContext& context, const CameraPlan& plan) {
    return Summary(context, plan).lines();
}

}  // namespace diaban
