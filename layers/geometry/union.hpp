// The union of areas: one study area out of many.
#pragma once

#include <span>

#include "layers/model/geometry.hpp"

namespace diaban {

/// Everything that lies in any of the areas; shared borders disappear, overlaps count once. Throws Error{kInput,
/// "error.union-failed"} with GEOS's words when it cannot be formed. O(vertices log vertices).
MultiPolygon union_of(std::span<const MultiPolygon> areas);

}  // namespace diaban
