// The ground along a street: what lies within a distance of its line.
#pragma once

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Points at most `half_width` from the line, cut off square at its ends. By GEOS. Throws Error{kInput,
/// "error.geometry-unrepairable"} for a line of fewer than two points or a half width that is not positive. O(vertices
/// log vertices).
MultiPolygon street_corridor(const LineString& line, Metres half_width);

}  // namespace diaban
