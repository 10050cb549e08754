// Which area each cell of a grid belongs to, by the cell's centre.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layers/geometry/area_locator.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/grid.hpp"

namespace diaban {

/// For each cell (row by row from the north-west) the index of the area that holds its centre, or kNoArea. Where areas
/// overlap, the lowest index. Scan conversion by the even-odd rule over all rings of an area: a centre exactly on a
/// western or southern edge is inside, on an eastern or northern edge outside. O(cells + sum over edges of the rows
/// they cross).
std::vector<std::uint32_t> cells_of_areas(std::span<const MultiPolygon> areas, const Grid& grid);

}  // namespace diaban
