// Which area each incident belongs to: settled once, when incidents and areas are read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/incident_set.hpp"

namespace diaban {

/// The area that each text names, or kNoArea: by exact id or name, an id before a name; a name that two areas share
/// names none. Spellings are settled before, by the reader. O(areas + texts).
std::vector<std::uint32_t> areas_named(const std::vector<std::string>& texts, const AreaLayer& areas);

/// Area of each incident, or kNoArea: by its coordinates, else by the area that its row names. `threads` 0 = all cores.
std::vector<std::uint32_t> assign_areas(const IncidentSet& incidents, const AreaLayer& areas, unsigned threads);

}  // namespace diaban
