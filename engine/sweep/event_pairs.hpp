// Pairs of events near one another, by cells of a lattice.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "layers/model/point.hpp"

namespace diaban {

/// Points sorted into square cells as wide as the search's reach. Finding the points within reach of one: O(points of 9
/// cells).
class NearbyPoints {
public:
    NearbyPoints(std::span<const ProjectedPoint> points, double reach) : m_points(points), m_reach(reach) {
        m_keys.reserve(points.size());
        for (const ProjectedPoint p : points) {
            m_keys.push_back(key(cell(p.x), cell(p.y)));
        }
        m_order.resize(points.size());
        std::iota(m_order.begin(), m_order.end(), std::uint32_t{0});
        std::sort(m_order.begin(), m_order.end(), [this](std::uint32_t a, std::uint32_t b) {
            return m_keys[a] != m_keys[b] ? m_keys[a] < m_keys[b] : a < b;
        });
    }

    /// Calls visit(index, squared distance) for every point within reach of `from` (the point itself too, when it is
    /// one of them).
    template <typename Visit>
    void visit(ProjectedPoint from, const Visit& visit) const {
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
            for (std::int64_t dx = -1; dx <= 1; ++dx) {
                const std::int64_t wanted = key(cell(from.x) + dx, cell(from.y) + dy);
                auto at = std::lower_bound(m_order.begin(), m_order.end(), wanted,
                                           [this](std::uint32_t i, std::int64_t k) { return m_keys[i] < k; });
                for (; at != m_order.end() && m_keys[*at] == wanted; ++at) {
                    const double x = m_points[*at].x - from.x;
                    const double y = m_points[*at].y - from.y;
                    if (x * x + y * y <= m_reach * m_reach) {
                        visit(*at, x * x + y * y);
                    }
                }
            }
        }
    }

private:
    [[nodiscard]] std::int64_t cell(double v) const { return static_cast<std::int64_t>(std::floor(v / m_reach)); }
    static std::int64_t key(std::int64_t column, std::int64_t row) { return row * 0x40000000 + column; }

    std::span<const ProjectedPoint> m_points;
    double m_reach;
    std::vector<std::int64_t> m_keys;
    std::vector<std::uint32_t> m_order;
};

}  // namespace diaban
