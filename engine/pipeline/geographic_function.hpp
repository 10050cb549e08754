// The way from the analysis CRS to longitude and latitude, as the pages take it.
#pragma once

#include "layers/cartography/thematic_map.hpp"
#include "layers/model/crs_id.hpp"

namespace diaban {

/// From `crs` to WGS 84, longitude first. Throws Error{kInput, "error.crs-unknown"}.
GeographicFunction to_geographic(const CrsId& crs);

}  // namespace diaban
