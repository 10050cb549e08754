// Fewer vertices for display, the same for both neighbours of a border.
#pragma once

#include <cstddef>

#include "layers/geometry/topology.hpp"

namespace diaban {

/// The topology with at most `most_points` arc points (ends of arcs always stay, so a little more where there are more
/// ends). Points go in the order of the area of the triangle that each forms with its remaining neighbours, smallest
/// first, over all arcs (Visvalingam and Whyatt 1993, doi:10.1179/000870493786962263). As arcs are shared, neighbouring
/// areas stay without gaps and overlaps between them, and junctions do not move. Every ring keeps at least three
/// distinct points. Meant for drawing: a line may cross itself after strong simplification, so nothing is to be
/// measured on the result. Unchanged when it is small enough. O(points log points).
Topology simplified(Topology topology, std::size_t most_points);

}  // namespace diaban
