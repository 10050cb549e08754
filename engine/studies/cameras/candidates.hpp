// Places where a camera could stand, where nobody has listed them.
#pragma once

#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Junctions (points where three or more line ends or passages meet) and ends of lines, and with a positive step also
/// every `step` metres along each line. Points nearer than a metre to an earlier one are left out. Sorted by x, then y.
/// O(n log n).
std::vector<ProjectedPoint> road_candidates(const std::vector<LineString>& roads, Metres step);

/// Centres of a grid of that spacing (its lines on multiples of the spacing) that lie within reach of a demand point.
/// The spacing is doubled until at most `most` remain; `spacing` tells what was used. Sorted by x, then y. O(demand x
/// (reach / spacing)^2).
std::vector<ProjectedPoint> grid_candidates(const std::vector<ProjectedPoint>& demand, Metres reach, Metres& spacing,
                                            std::size_t most);

}  // namespace diaban
