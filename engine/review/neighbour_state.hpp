// What surrounds an area: the classes of its neighbours.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/review/verdict.hpp"
#include "layers/model/areas.hpp"

namespace diaban {

/// Neighbours by queen contiguity (1 m tolerance), by printed class.
struct NeighbourState {
    std::size_t neighbours = 0;  ///< all, classified or not
    std::size_t stable = 0;
    std::size_t contained = 0;
    std::size_t complex = 0;
};

/// One entry an area. O(vertices log vertices).
std::vector<NeighbourState> neighbour_states(const AreaLayer& areas, const Verdicts& verdicts);

}  // namespace diaban
