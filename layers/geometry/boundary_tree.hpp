// The boundary of one area as a hierarchy of boxes: what contiguity joins.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "layers/model/geometry.hpp"

namespace diaban {

/// A directed piece of a ring; never of length zero.
struct BoundarySegment {
    ProjectedPoint from;
    ProjectedPoint to;
};

/// The part of a segment between two of its parameters in [0, 1]; empty when last < first.
struct SegmentPart {
    double first = 1.0;
    double last = 0.0;
    [[nodiscard]] bool empty() const { return last < first; }
};

/// Boxes around runs of 8, 64, 512, ... segments, in boundary order, so that neighbouring pieces share a box.
struct BoundaryTree {
    static constexpr std::size_t kFan = 8;

    std::vector<BoundarySegment> segments;
    std::vector<ProjectedPoint> part_starts;  ///< one vertex of each polygon's outer ring
    /// levels[0] boxes runs of kFan segments, levels[l] runs of kFan boxes of l - 1.
    std::vector<std::vector<Box>> levels;
    Box box;
};

/// O(vertices). Vertices that repeat the one before are skipped; rings that are not closed are closed.
BoundaryTree build_boundary_tree(const MultiPolygon& area);

/// The part of `a` that lies within `tolerance` of `b`. The distance to a segment is a convex function along a line, so
/// this is one interval: the hull of what lies in the two discs and the rectangle around b. O(1).
SegmentPart part_within(const BoundarySegment& a, const BoundarySegment& b, double tolerance);

/// Whether the point lies in the area by the even-odd rule. O(log V + segments at the point's height).
bool lies_inside(const BoundaryTree& tree, ProjectedPoint point);

/// Calls visit(a_segment, b_segment) for all pairs of segments whose boxes come within `tolerance`, until it returns
/// true; says whether it did.
template <typename Visit>
bool join_boundaries(const BoundaryTree& a, const BoundaryTree& b, double tolerance, const Visit& visit);

/// Whether two boxes come within `tolerance` of one another along both axes.
inline bool boxes_meet(const Box& a, const Box& b, double tolerance) {
    return a.x_min <= b.x_max + tolerance && b.x_min <= a.x_max + tolerance && a.y_min <= b.y_max + tolerance &&
           b.y_min <= a.y_max + tolerance;
}

inline Box segment_box(const BoundarySegment& segment) {
    Box box;
    box.expand(segment.from);
    box.expand(segment.to);
    return box;
}

namespace detail {

template <typename Visit>
bool join_runs(const BoundaryTree& a, const BoundaryTree& b, std::size_t run_a, std::size_t run_b, double tolerance,
               const Visit& visit) {
    const std::size_t end_a = std::min(a.segments.size(), (run_a + 1) * BoundaryTree::kFan);
    const std::size_t end_b = std::min(b.segments.size(), (run_b + 1) * BoundaryTree::kFan);
    for (std::size_t i = run_a * BoundaryTree::kFan; i < end_a; ++i) {
        const Box box_a = segment_box(a.segments[i]);
        if (!boxes_meet(box_a, b.levels[0][run_b], tolerance)) {
            continue;
        }
        for (std::size_t j = run_b * BoundaryTree::kFan; j < end_b; ++j) {
            if (boxes_meet(box_a, segment_box(b.segments[j]), tolerance) && visit(i, j)) {
                return true;
            }
        }
    }
    return false;
}

template <typename Visit>
bool join_boxes(const BoundaryTree& a, const BoundaryTree& b, std::size_t level_a, std::size_t at_a,
                std::size_t level_b, std::size_t at_b, double tolerance, const Visit& visit) {
    if (!boxes_meet(a.levels[level_a][at_a], b.levels[level_b][at_b], tolerance)) {
        return false;
    }
    if (level_a == 0 && level_b == 0) {
        return join_runs(a, b, at_a, at_b, tolerance, visit);
    }
    if (level_a >= level_b) {
        const std::size_t end = std::min(a.levels[level_a - 1].size(), (at_a + 1) * BoundaryTree::kFan);
        for (std::size_t child = at_a * BoundaryTree::kFan; child < end; ++child) {
            if (join_boxes(a, b, level_a - 1, child, level_b, at_b, tolerance, visit)) {
                return true;
            }
        }
        return false;
    }
    const std::size_t end = std::min(b.levels[level_b - 1].size(), (at_b + 1) * BoundaryTree::kFan);
    for (std::size_t child = at_b * BoundaryTree::kFan; child < end; ++child) {
        if (join_boxes(a, b, level_a, at_a, level_b - 1, child, tolerance, visit)) {
            return true;
        }
    }
    return false;
}

}  // namespace detail

template <typename Visit>
bool join_boundaries(const BoundaryTree& a, const BoundaryTree& b, double tolerance, const Visit& visit) {
    if (a.segments.empty() || b.segments.empty()) {
        return false;
    }
    return detail::join_boxes(a, b, a.levels.size() - 1, 0, b.levels.size() - 1, 0, tolerance, visit);
}

}  // namespace diaban
