#include "layers/write/raster_header.hpp"

#include "layers/gdal/gdal_session.hpp"

namespace diaban {

void set_raster_header(GDALDataset& dataset, const Grid& grid, const CogOptions& options) {
    double transform[6] = {grid.x_min, grid.cell.value, 0.0, grid.y_max, 0.0, -grid.cell.value};
    dataset.SetGeoTransform(transform);
    const OGRSpatialReference crs = to_gdal_crs(options.crs);
    dataset.SetSpatialRef(&crs);
    for (const auto& [name, value] : options.metadata) {
        dataset.SetMetadataItem(name.c_str(), value.c_str());
    }
    dataset.GetRasterBand(1)->SetDescription(options.band_name.c_str());
}

}  // namespace diaban
