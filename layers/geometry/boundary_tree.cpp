#include "layers/geometry/boundary_tree.hpp"

#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

void add_ring(const Ring& ring, BoundaryTree& tree) {
    if (ring.empty()) {
        return;
    }
    const auto add = [&](ProjectedPoint from, ProjectedPoint to) {
        if (from != to) {
            tree.segments.push_back({from, to});
        }
    };
    for (std::size_t k = 0; k < ring.size(); ++k) {
        if (!std::isfinite(ring[k].x) || !std::isfinite(ring[k].y)) {
            throw Error(ErrorCode::kInput, "error.contiguity-not-finite", {{"vertex", std::to_string(k + 1)}});
        }
        add(ring[k == 0 ? 0 : k - 1], ring[k]);
    }
    add(ring.back(), ring.front());
}

/// Keeps the parameters at which low <= value + s * slope <= high.
void clip(double value, double slope, double low, double high, SegmentPart& part) {
    if (slope == 0.0) {
        if (value < low || value > high) {
            part = {};
        }
        return;
    }
    const double at_low = (low - value) / slope;
    const double at_high = (high - value) / slope;
    part.first = std::max(part.first, std::min(at_low, at_high));
    part.last = std::min(part.last, std::max(at_low, at_high));
}

void widen(SegmentPart& whole, double first, double last) {
    first = std::max(first, 0.0);
    last = std::min(last, 1.0);
    if (last < first) {
        return;
    }
    whole.first = std::min(whole.first, first);
    whole.last = std::max(whole.last, last);
}

}  // namespace

BoundaryTree build_boundary_tree(const MultiPolygon& area) {
    BoundaryTree tree;
    std::size_t vertices = 0;
    for (const Polygon& polygon : area.polygons) {
        vertices += polygon.outer.size();
        for (const Ring& hole : polygon.holes) {
            vertices += hole.size();
        }
    }
    tree.segments.reserve(vertices);
    for (const Polygon& polygon : area.polygons) {
        if (!polygon.outer.empty()) {
            tree.part_starts.push_back(polygon.outer.front());
        }
        add_ring(polygon.outer, tree);
        for (const Ring& hole : polygon.holes) {
            add_ring(hole, tree);
        }
    }
    if (tree.segments.empty()) {
        return tree;
    }
    std::vector<Box> runs((tree.segments.size() + BoundaryTree::kFan - 1) / BoundaryTree::kFan);
    for (std::size_t k = 0; k < tree.segments.size(); ++k) {
        runs[k / BoundaryTree::kFan].expand(tree.segments[k].from);
        runs[k / BoundaryTree::kFan].expand(tree.segments[k].to);
    }
    tree.levels.push_back(std::move(runs));
    while (tree.levels.back().size() > 1) {
        const std::vector<Box>& below = tree.levels.back();
        std::vector<Box> above((below.size() + BoundaryTree::kFan - 1) / BoundaryTree::kFan);
        for (std::size_t k = 0; k < below.size(); ++k) {
            above[k / BoundaryTree::kFan].expand(below[k]);
        }
        tree.levels.push_back(std::move(above));
    }
    tree.box = tree.levels.back().front();
    return tree;
}

SegmentPart part_within(const BoundarySegment& a, const BoundarySegment& b, double tolerance) {
    const double ux = a.to.x - a.from.x;
    const double uy = a.to.y - a.from.y;
    const double uu = ux * ux + uy * uy;
    SegmentPart whole;
    for (const ProjectedPoint centre : {b.from, b.to}) {
        const double wx = a.from.x - centre.x;
        const double wy = a.from.y - centre.y;
        const double half = ux * wx + uy * wy;
        const double under_root = half * half - uu * (wx * wx + wy * wy - tolerance * tolerance);
        if (under_root >= 0.0) {
            const double root = std::sqrt(under_root);
            widen(whole, (-half - root) / uu, (-half + root) / uu);
        }
    }
    const double vx = b.to.x - b.from.x;
    const double vy = b.to.y - b.from.y;
    const double vv = vx * vx + vy * vy;
    const double wx = a.from.x - b.from.x;
    const double wy = a.from.y - b.from.y;
    SegmentPart beside{0.0, 1.0};
    clip(wx * vx + wy * vy, ux * vx + uy * vy, 0.0, vv, beside);
    const double reach = tolerance * std::sqrt(vv);
    clip(wx * vy - wy * vx, ux * vy - uy * vx, -reach, reach, beside);
    if (!beside.empty()) {
        widen(whole, beside.first, beside.last);
    }
    return whole;
}

bool lies_inside(const BoundaryTree& tree, ProjectedPoint point) {
    if (tree.segments.empty() || !tree.box.contains(point)) {
        return false;
    }
    bool inside = false;
    const auto descend = [&](const auto& self, std::size_t level, std::size_t at) -> void {
        const Box& box = tree.levels[level][at];
        if (point.y < box.y_min || point.y > box.y_max || point.x > box.x_max) {
            return;
        }
        const std::size_t begin = at * BoundaryTree::kFan;
        if (level > 0) {
            const std::size_t end = std::min(tree.levels[level - 1].size(), begin + BoundaryTree::kFan);
            for (std::size_t child = begin; child < end; ++child) {
                self(self, level - 1, child);
            }
            return;
        }
        const std::size_t end = std::min(tree.segments.size(), begin + BoundaryTree::kFan);
        for (std::size_t k = begin; k < end; ++k) {
            const BoundarySegment& s = tree.segments[k];
            if ((s.from.y > point.y) != (s.to.y > point.y)) {
                const double x = s.from.x + (s.to.x - s.from.x) * ((point.y - s.from.y) / (s.to.y - s.from.y));
                inside = inside != (point.x < x);
            }
        }
    };
    descend(descend, tree.levels.size() - 1, 0);
    return inside;
}

}  // namespace diaban
