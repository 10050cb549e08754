// The cells of any raster that GDAL reads, as points with values in a metric CRS.
#pragma once

#include <string>
#include <vector>

#include "layers/crs/crs_information.hpp"
#include "layers/model/point.hpp"

namespace diaban {

struct RasterCells {
    ChosenCrs crs;
    std::vector<ProjectedPoint> centre;  ///< row by row from the north-west; cells without a value are left out
    std::vector<double> value;
    double cell_km2 = 0.0;  ///< area of one cell
};

/// The first band's cells whose value is finite and above 0. `analysis_crs` empty: the raster's own, which must then be
/// in metres; otherwise centres are transformed. Throws Error{kInput}: error.file-missing, error.file-unreadable,
/// error.crs-missing, error.crs-not-metric (a raster in degrees), error.raster-empty (no cell above 0). O(cells).
RasterCells read_raster_cells(const std::string& file, const CrsId& analysis_crs);

}  // namespace diaban
