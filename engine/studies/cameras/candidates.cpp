#include "engine/studies/cameras/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>

namespace diaban {

namespace {

using Cell = std::pair<std::int64_t, std::int64_t>;

Cell cell_of(ProjectedPoint p, double size) {
    return {static_cast<std::int64_t>(std::floor(p.x / size)), static_cast<std::int64_t>(std::floor(p.y / size))};
}

bool west_then_south(ProjectedPoint a, ProjectedPoint b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

}  // namespace

std::vector<ProjectedPoint> road_candidates(const std::vector<LineString>& roads, Metres step) {
    // Vertices on the same decimetre are one node; its degree is the number of line pieces that meet there.
    constexpr double kSnap = 0.1;
    struct Node {
        ProjectedPoint at;
        int degree = 0;
    };
    std::map<Cell, Node> nodes;
    std::vector<ProjectedPoint> found;
    for (const LineString& road : roads) {
        for (std::size_t k = 0; k < road.points.size(); ++k) {
            Node& node =
                nodes
                    .try_emplace(cell_of({road.points[k].x + 0.5 * kSnap, road.points[k].y + 0.5 * kSnap}, kSnap),
                                 Node{road.points[k], 0})
                    .first->second;
            node.degree += k == 0 || k + 1 == road.points.size() ? 1 : 2;
        }
        if (step.value > 0.0) {
            double next = step.value;
            double done = 0.0;
            for (std::size_t k = 1; k < road.points.size(); ++k) {
                const ProjectedPoint a = road.points[k - 1];
                const ProjectedPoint b = road.points[k];
                const double length = std::hypot(b.x - a.x, b.y - a.y);
                for (; next <= done + length && length > 0.0; next += step.value) {
                    const double t = (next - done) / length;
                    found.push_back({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
                }
                done += length;
            }
        }
    }
    std::vector<ProjectedPoint> candidates;
    for (const auto& [cell, node] : nodes) {
        if (node.degree != 2) {
            candidates.push_back(node.at);
        }
    }
    candidates.insert(candidates.end(), found.begin(), found.end());
    std::set<Cell> taken;
    std::vector<ProjectedPoint> kept;
    for (const ProjectedPoint p : candidates) {
        if (taken.insert(cell_of(p, 1.0)).second) {
            kept.push_back(p);
        }
    }
    std::sort(kept.begin(), kept.end(), west_then_south);
    return kept;
}

std::vector<ProjectedPoint> grid_candidates(const std::vector<ProjectedPoint>& demand, Metres reach, Metres& spacing,
                                            std::size_t most) {
    while (true) {
        const double size = spacing.value;
        // A grid wider than this could miss a point altogether.
        const bool can_widen = 2.0 * size <= reach.value * 1.4;
        const auto around = static_cast<std::int64_t>(std::ceil(reach.value / size));
        std::set<Cell> cells;
        for (const ProjectedPoint p : demand) {
            const Cell centre = cell_of(p, size);
            for (std::int64_t dx = -around; dx <= around; ++dx) {
                for (std::int64_t dy = -around; dy <= around; ++dy) {
                    const Cell cell{centre.first + dx, centre.second + dy};
                    const ProjectedPoint at{(static_cast<double>(cell.first) + 0.5) * size,
                                            (static_cast<double>(cell.second) + 0.5) * size};
                    if (std::hypot(at.x - p.x, at.y - p.y) <= reach.value) {
                        cells.insert(cell);
                    }
                }
            }
            if (can_widen && cells.size() > most) {
                break;
            }
        }
        if (cells.size() <= most || !can_widen) {
            std::vector<ProjectedPoint> points;
            for (const auto& [x, y] : cells) {
                points.push_back({(static_cast<double>(x) + 0.5) * size, (static_cast<double>(y) + 0.5) * size});
            }
            return points;
        }
        spacing.value *= 2.0;
    }
}

}  // namespace diaban
