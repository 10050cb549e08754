// Which area a point lies in.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/geometry.hpp"

namespace diaban {

/// Locates points in areas. A point on a shared border, or in two areas that overlap, belongs to exactly one: the area
/// with the lowest index whose closed polygon holds it (areas are sorted by id, so: the smallest id). Exact: GEOS's
/// robust point-in-area test on an index of each polygon's segments, asked only near a border (see cell_index.hpp).
class AreaLocator {
public:
    /// `areas` must outlive the locator. O(vertices log vertices) on first use of each area.
    explicit AreaLocator(std::span<const MultiPolygon> areas);

    /// For each point the index of its area, or kNoArea. `threads` 0 = all cores; the answer does not depend on it.
    /// Points with a coordinate that is not finite are in no area. O(n log vertices).
    [[nodiscard]] std::vector<std::uint32_t> locate(std::span<const ProjectedPoint> points, unsigned threads) const;

private:
    std::span<const MultiPolygon> m_areas;
    std::vector<Box> m_boxes;
};

}  // namespace diaban
