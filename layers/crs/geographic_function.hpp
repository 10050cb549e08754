// The way from the analysis CRS to longitude and latitude, as the pages take it.
#pragma once

#include <functional>

#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// From the map's metric CRS to WGS 84. Empty: the page carries no degrees. It may throw or give a point that is not
/// finite where the CRS has no answer; the ticks there are left out.
using GeographicFunction = std::function<GeographicPoint(ProjectedPoint)>;

/// From `crs` to WGS 84, longitude first. Throws Error{kInput, "error.crs-unknown"}.
GeographicFunction to_geographic(const CrsId& crs);

}  // namespace diaban
