#include "layers/geometry/centroid.hpp"

#include <cmath>
#include <cstddef>

namespace diaban {
namespace {

struct Moments {
    double area = 0.0;  ///< twice the area
    double x = 0.0;
    double y = 0.0;
};

/// Twice the area and six times its first moments, positive whatever the ring's direction.
Moments ring_moments(const Ring& ring, ProjectedPoint origin) {
    Moments sum;
    for (std::size_t k = 0; k + 1 < ring.size(); ++k) {
        const double ax = ring[k].x - origin.x;
        const double ay = ring[k].y - origin.y;
        const double bx = ring[k + 1].x - origin.x;
        const double by = ring[k + 1].y - origin.y;
        const double cross = ax * by - bx * ay;
        sum.area += cross;
        sum.x += (ax + bx) * cross;
        sum.y += (ay + by) * cross;
    }
    const double sign = sum.area < 0.0 ? -1.0 : 1.0;
    return {sign * sum.area, sign * sum.x, sign * sum.y};
}

}  // namespace

ProjectedPoint centroid(const MultiPolygon& area) {
    Moments total;
    ProjectedPoint origin;
    ProjectedPoint vertices;
    double count = 0.0;
    for (const Polygon& polygon : area.polygons) {
        if (polygon.outer.empty()) {
            continue;
        }
        if (count == 0.0) {
            origin = polygon.outer.front();
        }
        for (const ProjectedPoint p : polygon.outer) {
            vertices.x += p.x - origin.x;
            vertices.y += p.y - origin.y;
            count += 1.0;
        }
        const Moments outer = ring_moments(polygon.outer, origin);
        total = {total.area + outer.area, total.x + outer.x, total.y + outer.y};
        for (const Ring& hole : polygon.holes) {
            const Moments inner = ring_moments(hole, origin);
            total = {total.area - inner.area, total.x - inner.x, total.y - inner.y};
        }
    }
    if (total.area > 0.0) {
        return {origin.x + total.x / (3.0 * total.area), origin.y + total.y / (3.0 * total.area)};
    }
    return count > 0.0 ? ProjectedPoint{origin.x + vertices.x / count, origin.y + vertices.y / count}
                       : ProjectedPoint{};
}

}  // namespace diaban
