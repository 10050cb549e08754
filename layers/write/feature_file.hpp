// Vector and table files through GDAL, the same bytes for the same layers.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

struct FeatureFileOptions {
    /// The date written where a format insists on one (GeoPackage's last_change): the review's date, never the clock.
    LocalDay stamp{};
    /// Number of significant digits is the format's own; GeoJSON coordinates are cut to this many decimals.
    int geojson_decimals = 7;
    /// Looks of the first layer's features as OGR style strings, for KML; empty, or one a feature.
    std::vector<std::string> feature_styles = {};
};

/// Writes the layers into one new file whose driver follows from the extension: .gpkg .geojson .fgb .shp .kml .xlsx
/// .csv (csv, xlsx and kNone layers carry no geometry column). Geometry is written in the layer's own CRS, but in
/// longitude and latitude (WGS 84) where the format allows nothing else (.geojson, .kml). The file must not be there
/// yet. Missing values become NULL; FlatGeobuf refuses features without geometry. Throws Error{kOutput,
/// "error.cannot-write"} (nothing is left behind) and Error{kInternal} when columns differ in length. O(vertices +
/// cells).
void write_feature_file(const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                        const FeatureFileOptions& options = {});

}  // namespace diaban
