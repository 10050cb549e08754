// Area and boundary measures in the plane.
#pragma once

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Area of a multipolygon, holes taken off, whatever the rings' orientation. Shoelace formula relative to the first
/// vertex of each ring, so that coordinates far from the origin lose no digits. O(vertices).
SquareMetres planar_area(const MultiPolygon& area);

}  // namespace diaban
