// What makes a GeoPackage open coloured and explained: `layer_styles` (QGIS) and `gpkg_data_columns` (units, descriptions).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// A default style of one layer.
struct LayerStyle {
    std::string layer;
    std::string name;
    std::string qml;          ///< QGIS style document
    std::string description;
};

/// Adds the styles as table `layer_styles` (the one QGIS looks for) and, for each column that has a unit or a description, a row of
/// `gpkg_data_columns` with its title from the catalogue and its unit. `stamp` is written where a date is asked for.
/// Throws Error{kOutput, "error.cannot-write"}.
void add_geopackage_metadata(const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                             const std::vector<LayerStyle>& styles, const Catalogue& words, LocalDay stamp);

/// Fill colour (sRGB "#rrggbb") and pattern of one class; the same everywhere: layers, maps, viewer.
struct ClassAppearance {
    const char* value;         ///< "stable"
    const char* fill;
    const char* qgis_pattern;  ///< QGIS brush style of the hatch drawn over the fill
};

/// stable, contained, complex: light to dark, told apart by lightness, hue and hatch.
const std::vector<ClassAppearance>& class_appearances();

/// The class style of layer `areas`: categories by field `class`, labels from the catalogue, areas outside the watch list grey.
std::string class_style_qml(const Catalogue& words);

}  // namespace diaban
