#include "engine/sample/roads.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <set>
#include <tuple>
#include <utility>

#include "engine/sample/borders.hpp"
#include "engine/sample/noise.hpp"
#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

double distance(ProjectedPoint a, ProjectedPoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

// Steps between neighbouring cells that carry a road, lower cell first, with the most important road on them.
using RoadSteps = std::map<std::pair<CellIndex, CellIndex>, RoadKind>;

// Finds cheapest paths and remembers what has been built.
class RoadBuilder {
public:
    RoadBuilder(std::uint64_t seed, const Partition& partition)
        : m_partition(partition),
          m_bumps{seed, sample_stream::kTerrain, Metres{2500.0}, 4},
          m_cost(static_cast<std::size_t>(partition.mesh.size()), 0.0),
          m_has_road(m_cost.size(), 0),
          m_reached(m_cost.size()) {}

    void connect(CellIndex from, CellIndex to, RoadKind kind);
    [[nodiscard]] bool passable(CellIndex cell) const;
    [[nodiscard]] const RoadSteps& steps() const { return m_steps; }

private:
    double cost(CellIndex cell);
    double step_cost(CellIndex from, CellIndex to);

    // How a cell was reached by search number `search`; older entries mean nothing.
    struct Reached {
        int search = 0;
        bool settled = false;
        double total = 0.0;
        CellIndex before = kNoCell;
    };

    const Partition& m_partition;
    NoiseField m_bumps;
    std::vector<double> m_cost;  // 0 = not yet asked for
    std::vector<char> m_has_road;
    std::vector<Reached> m_reached;
    int m_search = 0;
    RoadSteps m_steps;
};

// Cells on the province's edge are left free, so that smoothing a road cannot carry it over the border.
bool RoadBuilder::passable(CellIndex cell) const {
    if (m_partition.area[static_cast<std::size_t>(cell)] < 0) {
        return false;
    }
    const auto near = m_partition.mesh.neighbours(cell);
    return std::all_of(near.begin(), near.end(),
                       [&](CellIndex n) { return m_partition.area[static_cast<std::size_t>(n)] >= 0; });
}

double RoadBuilder::cost(CellIndex cell) {
    double& known = m_cost[static_cast<std::size_t>(cell)];
    if (known == 0.0) {
        known = std::exp(2.2 * m_bumps.at(m_partition.mesh.centre(cell)));
    }
    return known;
}

double RoadBuilder::step_cost(CellIndex from, CellIndex to) {
    const bool built = m_has_road[static_cast<std::size_t>(from)] && m_has_road[static_cast<std::size_t>(to)] &&
                       m_steps.contains(std::minmax(from, to));
    return (built ? 0.35 : 1.0) * 0.5 * (cost(from) + cost(to));
}

void RoadBuilder::connect(CellIndex from, CellIndex to, RoadKind kind) {
    // A* with the lowest possible cost of a step as its guess.
    constexpr double kCheapest = 0.35 * 0.25;
    const HexMesh& mesh = m_partition.mesh;
    const auto guess = [&](CellIndex c) {
        return kCheapest * distance(mesh.centre(c), mesh.centre(to)) / mesh.spacing().value;
    };
    const int search = ++m_search;
    const auto entry = [&](CellIndex c) -> Reached& { return m_reached[static_cast<std::size_t>(c)]; };
    using Entry = std::pair<double, CellIndex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    entry(from) = {search, false, 0.0, from};
    open.emplace(guess(from), from);
    while (!open.empty()) {
        const CellIndex here = open.top().second;
        open.pop();
        if (here == to) {
            break;
        }
        if (std::exchange(entry(here).settled, true)) {
            continue;
        }
        for (const CellIndex near : mesh.neighbours(here)) {
            if (near == kNoCell || (near != to && !passable(near))) {
                continue;
            }
            const double total = entry(here).total + step_cost(here, near);
            Reached& known = entry(near);
            if (known.search != search || total < known.total) {
                known = {search, false, total, here};
                open.emplace(total + guess(near), near);
            }
        }
    }
    if (entry(to).search != search) {
        return;  // cut off by the edge of the province: the area keeps its other roads
    }
    for (CellIndex c = to; c != from;) {
        const CellIndex before = entry(c).before;
        const auto [step, added] = m_steps.try_emplace(std::minmax(c, before), kind);
        if (!added) {
            step->second = std::min(step->second, kind);
        }
        m_has_road[static_cast<std::size_t>(c)] = 1;
        m_has_road[static_cast<std::size_t>(before)] = 1;
        c = before;
    }
}

// Links of a minimum spanning tree over `members` (Prim).
std::vector<std::pair<std::size_t, std::size_t>> spanning_tree(const std::vector<SampleArea>& areas,
                                                               const std::vector<std::size_t>& members) {
    std::vector<std::pair<std::size_t, std::size_t>> links;
    std::vector<std::size_t> inside{members.front()};
    std::vector<std::size_t> outside(members.begin() + 1, members.end());
    while (!outside.empty()) {
        std::tuple<double, std::size_t, std::size_t> best{1e18, 0, 0};
        for (const std::size_t a : inside) {
            for (const std::size_t b : outside) {
                best = std::min(best, {distance(areas[a].centre, areas[b].centre), a, b});
            }
        }
        const auto [length, a, b] = best;
        links.emplace_back(a, b);
        inside.push_back(b);
        outside.erase(std::find(outside.begin(), outside.end(), b));
    }
    return links;
}

// Neighbouring areas between whose centres no third centre lies (in the circle over their distance).
std::vector<std::pair<std::size_t, std::size_t>> gabriel_links(const Partition& partition,
                                                               const std::vector<SampleArea>& areas) {
    std::vector<std::pair<std::size_t, std::size_t>> links;
    for (const auto& [first, second] : bordering_pairs(partition)) {
        const auto a = static_cast<std::size_t>(first);
        const auto b = static_cast<std::size_t>(second);
        const ProjectedPoint p = areas[a].centre;
        const ProjectedPoint q = areas[b].centre;
        const ProjectedPoint middle{0.5 * (p.x + q.x), 0.5 * (p.y + q.y)};
        const bool free = std::none_of(areas.begin(), areas.end(), [&](const SampleArea& other) {
            return other.centre != p && other.centre != q && distance(other.centre, middle) < 0.5 * distance(p, q);
        });
        if (free) {
            links.emplace_back(a, b);
        }
    }
    return links;
}

// Where the road passes a cell: off its centre, so that roads do not follow the mesh.
ProjectedPoint road_point(std::uint64_t seed, const HexMesh& mesh, CellIndex cell) {
    RandomSequence random(seed, sample_stream::kRoads, (std::uint64_t{1} << 40) + static_cast<std::uint64_t>(cell));
    const ProjectedPoint c = mesh.centre(cell);
    const double reach = 0.5 * mesh.spacing().value;
    const double dx = random.uniform() - 0.5;
    const double dy = random.uniform() - 0.5;
    return {c.x + reach * dx, c.y + reach * dy};
}

// Chaikin's corner cutting (1974), ends kept.
LineString smoothed(std::vector<ProjectedPoint> points) {
    for (int round = 0; round < 2 && points.size() > 2; ++round) {
        std::vector<ProjectedPoint> cut{points.front()};
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const ProjectedPoint a = points[i];
            const ProjectedPoint b = points[i + 1];
            if (i > 0) {
                cut.push_back({0.75 * a.x + 0.25 * b.x, 0.75 * a.y + 0.25 * b.y});
            }
            if (i + 2 < points.size()) {
                cut.push_back({0.25 * a.x + 0.75 * b.x, 0.25 * a.y + 0.75 * b.y});
            }
        }
        cut.push_back(points.back());
        points = std::move(cut);
    }
    LineString line;
    for (const ProjectedPoint p : points) {
        line.points.push_back(rounded(p));
    }
    return line;
}

// Takes every second inner point away: hexagonal steps are shorter than a real road's bends.
std::vector<ProjectedPoint> thinned(const std::vector<ProjectedPoint>& points) {
    std::vector<ProjectedPoint> kept;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i == 0 || i + 1 == points.size() || i % 2 == 0) {
            kept.push_back(points[i]);
        }
    }
    return kept;
}

// Cuts the steps into stretches between nodes.
RoadNetwork network_of(std::uint64_t seed, const HexMesh& mesh, const RoadSteps& steps) {
    std::map<CellIndex, std::vector<std::pair<CellIndex, RoadKind>>> links;
    for (const auto& [step, kind] : steps) {
        links[step.first].emplace_back(step.second, kind);
        links[step.second].emplace_back(step.first, kind);
    }
    const auto is_node = [&](CellIndex c) {
        const auto& near = links.at(c);
        return near.size() != 2 || near[0].second != near[1].second;
    };
    RoadNetwork network;
    std::set<std::pair<CellIndex, CellIndex>> used;
    for (const auto& [cell, near] : links) {
        if (!is_node(cell)) {
            continue;
        }
        RoadNode node{rounded(road_point(seed, mesh, cell)), static_cast<int>(near.size()), RoadKind::kCommune};
        for (const auto& [first, kind] : near) {
            node.highest = std::min(node.highest, kind);
            if (used.contains(std::minmax(cell, first))) {
                continue;
            }
            std::vector<ProjectedPoint> points{road_point(seed, mesh, cell)};
            CellIndex before = cell;
            CellIndex here = first;
            used.insert(std::minmax(before, here));
            while (!is_node(here)) {
                points.push_back(road_point(seed, mesh, here));
                const auto& on = links.at(here);
                const CellIndex next = on[0].first == before ? on[1].first : on[0].first;
                before = here;
                here = next;
                used.insert(std::minmax(before, here));
            }
            points.push_back(road_point(seed, mesh, here));
            network.roads.push_back({kind, smoothed(thinned(points))});
        }
        network.nodes.push_back(node);
    }
    return network;
}

}  // namespace

RoadNetwork build_roads(std::uint64_t seed, const Partition& partition, const std::vector<SampleArea>& areas) {
    const HexMesh& mesh = partition.mesh;
    RoadBuilder builder(seed, partition);
    const auto connect = [&](ProjectedPoint from, ProjectedPoint to, RoadKind kind) {
        builder.connect(mesh.nearest(from), mesh.nearest(to), kind);
    };
    std::vector<std::size_t> everyone;
    std::vector<std::size_t> towns;
    bool city_seen = false;
    for (std::size_t i = 0; i < areas.size(); ++i) {
        everyone.push_back(i);
        const bool in_city = areas[i].kind == AreaKind::kWard;
        if (areas[i].kind == AreaKind::kTown || (in_city && !city_seen)) {
            towns.push_back(i);
        }
        city_seen = city_seen || in_city;
    }
    for (const auto& [a, b] : spanning_tree(areas, towns)) {
        connect(areas[a].centre, areas[b].centre, RoadKind::kHighway);
    }
    for (const auto& [a, b] : spanning_tree(areas, everyone)) {
        connect(areas[a].centre, areas[b].centre, RoadKind::kProvincial);
    }
    for (const auto& [a, b] : gabriel_links(partition, areas)) {
        connect(areas[a].centre, areas[b].centre, RoadKind::kProvincial);
    }
    for (std::size_t i = 0; i < areas.size(); ++i) {
        std::vector<CellIndex> cells;
        for (CellIndex c = 0; c < mesh.size(); ++c) {
            if (partition.area[static_cast<std::size_t>(c)] == static_cast<std::int32_t>(i) && builder.passable(c)) {
                cells.push_back(c);
            }
        }
        RandomSequence random(seed, sample_stream::kRoads, i);
        const std::uint32_t hamlets = cells.empty() ? 0 : 3 + random.below(4);
        for (std::uint32_t h = 0; h < hamlets; ++h) {
            const CellIndex to = cells[random.below(static_cast<std::uint32_t>(cells.size()))];
            builder.connect(mesh.nearest(areas[i].centre), to, RoadKind::kCommune);
        }
    }
    return network_of(seed, mesh, builder.steps());
}

}  // namespace diaban
