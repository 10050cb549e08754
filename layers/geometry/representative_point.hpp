// A point that surely lies inside an area.
#pragma once

#include <span>
#include <vector>

#include "layers/model/geometry.hpp"

namespace diaban {

/// GEOS's point on surface of each area (the middle of the widest stretch of a line across it). Throws Error{kInput,
/// "error.geometry-unrepairable"} for an empty area. O(vertices log vertices).
std::vector<ProjectedPoint> representative_points(std::span<const MultiPolygon> areas);

}  // namespace diaban
