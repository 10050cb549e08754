// Neighbours of points by distance: a k-d tree whose answers do not depend on how it was built.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layers/model/box.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// A point found, and how far it lies, in metres.
struct NearPoint {
    double distance = 0.0;
    std::uint32_t index = 0;
    friend bool operator==(const NearPoint&, const NearPoint&) = default;
    friend bool operator<(const NearPoint& a, const NearPoint& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.index < b.index;
    }
};

/// Planar Euclidean distance as every search and every test of a band computes it, so that `d <= h` has one answer.
double planar_distance(ProjectedPoint a, ProjectedPoint b);

/// A static k-d tree (Bentley 1975, doi:10.1145/361002.361007) over points in metres. Stacked points are fine: leaves
/// are cut by count. Building O(n log n); a search O(log n + found) for points that are not adversarial. The points are
/// copied.
class PointIndex {
public:
    /// Throws Error{kInput} when a coordinate is not finite.
    explicit PointIndex(std::span<const ProjectedPoint> points);

    /// The `count` points nearest to point `from`, itself excluded, nearest first, ties by index; fewer where there are
    /// fewer.
    [[nodiscard]] std::vector<NearPoint> nearest(std::uint32_t from, std::size_t count) const;
    /// All points with 0 < distance <= radius of point `from`, by index. Points at the very same place are not
    /// neighbours (the convention of Ord and Getis 1995).
    [[nodiscard]] std::vector<NearPoint> within(std::uint32_t from, double radius) const;
    /// Distance to the nearest point at another place; infinity when all points lie at one place.
    [[nodiscard]] double nearest_elsewhere(std::uint32_t from) const;

private:
    struct Node {
        Box box;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t left = 0;  ///< 0 = leaf; the right child is left + 1
    };
    void build(std::uint32_t node);
    /// Of a node that is no leaf.
    [[nodiscard]] std::uint32_t nearer_child(const Node& node, const ProjectedPoint& p) const;

    std::vector<ProjectedPoint> m_points;
    std::vector<std::uint32_t> m_order;
    std::vector<Node> m_nodes;
};

}  // namespace diaban
