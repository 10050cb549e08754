#include "layers/geometry/measure.hpp"

#include <cmath>

namespace diaban {

namespace {

double ring_area(const Ring& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        const double x0 = ring[i].x - ring[0].x;
        const double y0 = ring[i].y - ring[0].y;
        const double x1 = ring[i + 1].x - ring[0].x;
        const double y1 = ring[i + 1].y - ring[0].y;
        twice += x0 * y1 - x1 * y0;
    }
    return std::fabs(twice) / 2.0;
}

}  // namespace

SquareMetres planar_area(const MultiPolygon& area) {
    double sum = 0.0;
    for (const Polygon& polygon : area.polygons) {
        sum += ring_area(polygon.outer);
        for (const Ring& hole : polygon.holes) {
            sum -= ring_area(hole);
        }
    }
    return {sum};
}

}  // namespace diaban
