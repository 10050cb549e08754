// Which unit of a level holds which: for rolling results up.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "layers/model/areas.hpp"

namespace diaban {

/// For each child the index of its parent: by the child's `parent` (id or name of a parent that only one has), else by
/// the parent in which a point of the child lies; empty where there is none. O(vertices log vertices).
std::vector<std::optional<std::size_t>> parents_of(const AreaLayer& children, const AreaLayer& parents,
                                                   unsigned threads);

/// True when the units of `level` are larger on average than `areas`: a level above.
bool lies_above(const AreaLayer& level, const AreaLayer& areas);

}  // namespace diaban
