// What every raster file carries besides its cells.
#pragma once

#include <gdal_priv.h>

#include "layers/model/grid.hpp"
#include "layers/write/cog.hpp"

namespace diaban {

/// Sets place, CRS, metadata and the band's name.
void set_raster_header(GDALDataset& dataset, const Grid& grid, const CogOptions& options);

}  // namespace diaban
