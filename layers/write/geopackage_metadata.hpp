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

/// The class style of layer `areas`: categories by field `class`, labels from the catalogue, areas outside the watch list white.
std::string class_style_qml(const Catalogue& words);

/// Hot and cold spots by field `Gi_Bin` (-3 .. 3) in the colours ArcGIS uses, so that analysts read them at sight.
std::string gi_bin_style_qml(const Catalogue& words);

/// Clusters and outliers by field `COType` (HH LL HL LH) in the colours GeoDa uses; areas without a type are not significant.
std::string cluster_type_style_qml(const Catalogue& words);

}  // namespace diaban
