// Lines of equal value on a raster (gdal_contour), for maps and for a layer of their own.
#pragma once

#include <string>
#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

struct Isoline {
    double level = 0.0;  ///< in the raster's unit
    LineString line;     ///< in the raster's CRS, metres
};

/// Marching squares between cell centres, by GDAL; cells without a value are left blank and no line crosses them. In
/// order of level, then as GDAL finds them, which is the same every time. Lines shorter than four cells are left out:
/// they are single cells at the rim of a level, not shapes. Levels that the raster does not reach give no line. O(cells
/// x levels). Throws Error{kInternal, "error.isolines"}.
std::vector<Isoline> isolines(const Raster& raster, const std::vector<double>& levels);

}  // namespace diaban
