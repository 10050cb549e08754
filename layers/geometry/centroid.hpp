// The point that stands for an area where distances between areas are measured.
#pragma once

#include "layers/model/geometry.hpp"

namespace diaban {

/// Centre of gravity of a multipolygon, holes taken off, relative to its first vertex so that coordinates far from the
/// origin lose no digits. It may lie outside the area. An area of size zero gives the mean of its vertices; an empty
/// one (0, 0). O(vertices).
ProjectedPoint centroid(const MultiPolygon& area);

}  // namespace diaban
