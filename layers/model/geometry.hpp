// Plain geometry values in metres. Operations on them (repair, union, point on surface) are GEOS's, in layers/geometry.
#pragma once

#include <variant>
#include <vector>

#include "layers/model/box.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// A closed ring: the first and the last point are equal. Either orientation.
using Ring = std::vector<ProjectedPoint>;

/// One polygon: an outer ring and any number of holes.
struct Polygon {
    Ring outer;
    std::vector<Ring> holes;
    friend bool operator==(const Polygon&, const Polygon&) = default;
};

/// Zero or more polygons that do not overlap one another. Empty means "no geometry".
struct MultiPolygon {
    std::vector<Polygon> polygons;
    [[nodiscard]] bool empty() const { return polygons.empty(); }
    friend bool operator==(const MultiPolygon&, const MultiPolygon&) = default;
};

/// An open or closed line of two points or more.
struct LineString {
    std::vector<ProjectedPoint> points;
    friend bool operator==(const LineString&, const LineString&) = default;
};

/// The geometry of one feature; `monostate` is a feature without geometry.
using Geometry = std::variant<std::monostate, ProjectedPoint, LineString, MultiPolygon>;

/// Smallest box around all outer rings; empty for an empty geometry. O(vertices).
inline Box bounding_box(const MultiPolygon& area) {
    Box box;
    for (const Polygon& polygon : area.polygons) {
        for (const ProjectedPoint p : polygon.outer) {
            box.expand(p);
        }
    }
    return box;
}

}  // namespace diaban
