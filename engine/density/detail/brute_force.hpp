// The definition of the surface, term by term: the oracle that the fast path is held against.
#pragma once

#include "engine/density/density_surface.hpp"

namespace diaban::detail {

/// Same result and errors as `density_surface` by a double loop over cells and points, distances in double from the coordinates
/// as they are, terms added in long double. O(n cells).
Raster density_brute_force(const WeightedPoints& points, const Grid& grid, const DensityOptions& options);

}  // namespace diaban::detail
