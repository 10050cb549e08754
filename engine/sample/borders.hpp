// Borders of areas made of mesh cells: every border is drawn once and used, vertex for vertex, by both neighbours.
#pragma once

#include <vector>

#include "engine/sample/partition.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// One polygon an area, outer rings counter-clockwise, holes clockwise. Borders run through the middles of mesh edges
/// (corners cut), and through the corner itself where three areas meet. Because cells are convex and three cells meet
/// at every vertex, rings are simple and the areas tile the province exactly: no gap, no overlap. O(cells).
std::vector<Polygon> area_polygons(const Partition& partition);

/// Area enclosed by a closed ring (shoelace), positive for counter-clockwise. O(vertices).
SquareMetres signed_area(const Ring& ring);
/// Area of a polygon without its holes.
SquareMetres enclosed_area(const Polygon& polygon);

/// Pairs of areas that share a border, each pair once, lower index first, sorted. O(cells).
std::vector<std::pair<int, int>> bordering_pairs(const Partition& partition);

/// Whether `p` lies inside the polygon, by the even-odd rule. O(vertices).
bool lies_inside(const Polygon& polygon, ProjectedPoint p);
/// Distance from `p` to the nearest point of any ring. O(vertices).
Metres distance_to_border(const Polygon& polygon, ProjectedPoint p);

}  // namespace diaban
