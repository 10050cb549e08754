#include "engine/weights/point_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr std::uint32_t kLeafSize = 12;

/// A lower bound of the distance to anything in the box, a little too small rather than too large.
double distance_to_box(ProjectedPoint p, const Box& box) {
    const double dx = std::max({box.x_min - p.x, 0.0, p.x - box.x_max});
    const double dy = std::max({box.y_min - p.y, 0.0, p.y - box.y_max});
    return std::sqrt(dx * dx + dy * dy) * (1.0 - 1e-15);
}

}  // namespace

double planar_distance(ProjectedPoint a, ProjectedPoint b) {
    const double dx = a.x - b.x;
    const double dy = a.y - b.y;
    return std::sqrt(dx * dx + dy * dy);
}

PointIndex::PointIndex(std::span<const ProjectedPoint> points)
    : m_points(points.begin(), points.end()), m_order(points.size()) {
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (!std::isfinite(m_points[i].x) || !std::isfinite(m_points[i].y)) {
            throw Error(ErrorCode::kInput, "error.weights-point-not-finite", {{"row", std::to_string(i + 1)}});
        }
    }
    std::iota(m_order.begin(), m_order.end(), 0u);
    m_nodes.reserve(2 * m_points.size() / kLeafSize + 2);
    m_nodes.push_back({{}, 0, static_cast<std::uint32_t>(m_points.size()), 0});
    build(0);
}

void PointIndex::build(std::uint32_t node) {
    const std::uint32_t begin = m_nodes[node].begin;
    const std::uint32_t end = m_nodes[node].end;
    Box box;
    for (std::uint32_t k = begin; k < end; ++k) {
        box.expand(m_points[m_order[k]]);
    }
    m_nodes[node].box = box;
    if (end - begin <= kLeafSize) {
        return;
    }
    const bool by_x = box.width() >= box.height();
    const std::uint32_t middle = begin + (end - begin) / 2;
    std::nth_element(m_order.begin() + begin, m_order.begin() + middle, m_order.begin() + end,
                     [&](std::uint32_t a, std::uint32_t b) {
                         const double va = by_x ? m_points[a].x : m_points[a].y;
                         const double vb = by_x ? m_points[b].x : m_points[b].y;
                         return va != vb ? va < vb : a < b;
                     });
    const auto left = static_cast<std::uint32_t>(m_nodes.size());
    m_nodes[node].left = left;
    m_nodes.push_back({{}, begin, middle, 0});
    m_nodes.push_back({{}, middle, end, 0});
    build(left);
    build(left + 1);
}

std::uint32_t PointIndex::nearer_child(const Node& node, const ProjectedPoint& p) const {
    const bool is_left = distance_to_box(p, m_nodes[node.left].box) <= distance_to_box(p, m_nodes[node.left + 1].box);
    return is_left ? node.left : node.left + 1;
}

std::vector<NearPoint> PointIndex::nearest(std::uint32_t from, std::size_t count) const {
    std::vector<NearPoint> heap;  // the worst of the best so far is at the front
    if (count == 0) {
        return heap;
    }
    heap.reserve(count + 1);
    const ProjectedPoint p = m_points[from];
    const auto visit = [&](const auto& self, std::uint32_t id) -> void {
        const Node& node = m_nodes[id];
        if (heap.size() == count && distance_to_box(p, node.box) > heap.front().distance) {
            return;
        }
        if (node.left != 0) {
            const std::uint32_t nearer = nearer_child(node, p);
            self(self, nearer);
            self(self, 2 * node.left + 1 - nearer);
            return;
        }
        for (std::uint32_t k = node.begin; k < node.end; ++k) {
            const NearPoint found{planar_distance(p, m_points[m_order[k]]), m_order[k]};
            if (found.index == from || (heap.size() == count && !(found < heap.front()))) {
                continue;
            }
            if (heap.size() == count) {
                std::pop_heap(heap.begin(), heap.end());
                heap.pop_back();
            }
            heap.push_back(found);
            std::push_heap(heap.begin(), heap.end());
        }
    };
    visit(visit, 0);
    std::sort_heap(heap.begin(), heap.end());
    return heap;
}

std::vector<NearPoint> PointIndex::within(std::uint32_t from, double radius) const {
    std::vector<NearPoint> found;
    const ProjectedPoint p = m_points[from];
    const auto visit = [&](const auto& self, std::uint32_t id) -> void {
        const Node& node = m_nodes[id];
        if (distance_to_box(p, node.box) > radius) {
            return;
        }
        if (node.left != 0) {
            self(self, node.left);
            self(self, node.left + 1);
            return;
        }
        for (std::uint32_t k = node.begin; k < node.end; ++k) {
            const double distance = planar_distance(p, m_points[m_order[k]]);
            if (distance > 0.0 && distance <= radius) {
                found.push_back({distance, m_order[k]});
            }
        }
    };
    visit(visit, 0);
    std::sort(found.begin(), found.end(), [](const NearPoint& a, const NearPoint& b) { return a.index < b.index; });
    return found;
}

double PointIndex::nearest_elsewhere(std::uint32_t from) const {
    double best = std::numeric_limits<double>::infinity();
    const ProjectedPoint p = m_points[from];
    const auto visit = [&](const auto& self, std::uint32_t id) -> void {
        const Node& node = m_nodes[id];
        // A stack at p's own place has nothing to say: without this a pile of duplicates would cost its square.
        const bool only_here =
            node.box.x_min == p.x && node.box.x_max == p.x && node.box.y_min == p.y && node.box.y_max == p.y;
        if (only_here || distance_to_box(p, node.box) >= best) {
            return;
        }
        if (node.left != 0) {
            const std::uint32_t nearer = nearer_child(node, p);
            self(self, nearer);
            self(self, 2 * node.left + 1 - nearer);
            return;
        }
        for (std::uint32_t k = node.begin; k < node.end; ++k) {
            const double distance = planar_distance(p, m_points[m_order[k]]);
            if (distance > 0.0) {
                best = std::min(best, distance);
            }
        }
    };
    visit(visit, 0);
    return best;
}

}  // namespace diaban
