// Rasters as Cloud Optimised GeoTIFF through GDAL.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "layers/model/crs_id.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

enum class RasterPrecision { kFloat32, kFloat64 };

struct CogOptions {
    CrsId crs;
    RasterPrecision precision = RasterPrecision::kFloat32;
    std::string band_name;                        ///< "density_per_km2"
    std::map<std::string, std::string> metadata;  ///< dataset metadata: window, bandwidth, run id
};

/// Writes a COG: tiled, deflate, overviews by averaging, nodata NaN, unit and description on the band. The same bytes
/// for the same input. Throws Error{kOutput, "error.cannot-write"} and leaves nothing behind. O(cells).
void write_cog(const std::filesystem::path& file, const Raster& raster, const CogOptions& options);

}  // namespace diaban
