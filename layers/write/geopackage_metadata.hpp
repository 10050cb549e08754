// What makes a GeoPackage open coloured and explained: `layer_styles` (QGIS) and `gpkg_data_columns` (units,
// descriptions).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/periods.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/write/style_categories.hpp"
#include "layers/write/symbol_style.hpp"

namespace diaban {

/// A default style of one layer.
struct LayerStyle {
    std::string layer;
    std::string name;
    std::string qml;       ///< QGIS style document
    std::string sld = {};  ///< OGC Styled Layer Descriptor
    std::string description = {};
    /// What the two documents say, for formats that carry the look with each feature: categories or symbols.
    CategorisedStyle categories = {};
    SymbolStyle symbols = {};
};

/// Adds the styles as table `layer_styles` (the one QGIS looks for) and, for each column a row of
/// `gpkg_data_columns` with its title from the catalogue (an attribute of the input: that it is one) and its unit.
/// `stamp` is written where a date is asked for. Throws Error{kOutput, "error.cannot-write"}.
void add_geopackage_metadata(const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                             const std::vector<LayerStyle>& styles, const Catalogue& words, LocalDay stamp);

/// A categorised style in both languages.
LayerStyle layer_style(const std::string& layer, const std::string& name, const CategorisedStyle& style,
                       const std::string& description);

LayerStyle layer_style(const std::string& layer, const std::string& name, const SymbolStyle& style,
                       const std::string& description);

}  // namespace diaban
