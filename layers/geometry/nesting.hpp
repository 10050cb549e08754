// How much of each unit lies inside the unit above it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "layers/model/geometry.hpp"

namespace diaban {

/// `parent_of` for units that have no parent.
inline constexpr std::uint32_t kNoParent = 0xFFFFFFFF;

/// Share of each unit's area inside its parent, 0 to 1; empty where there is no parent or one of the two has no area.
/// Shapes must be valid. Each parent is prepared once; a unit that lies wholly inside is not cut. O(vertices log
/// vertices). Throws Error{kInternal, "error.geos"}.
std::vector<std::optional<double>> share_inside_parent(std::span<const MultiPolygon> units,
                                                       std::span<const std::uint32_t> parent_of,
                                                       std::span<const MultiPolygon> parents);

}  // namespace diaban
