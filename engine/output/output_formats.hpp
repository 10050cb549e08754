// Layers in the further formats of [output] formats, each with its style beside it, and every table for a spreadsheet.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/periods.hpp"
#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// Writes `folder`/LAYER.FORMAT for each layer with geometry and each of geojson, fgb, kml, with LAYER.qml and
/// LAYER.sld from `styles` beside it (QGIS opens the file styled). A feature without geometry is left out of .fgb,
/// which cannot hold it. Throws Error{kOutput}.
struct OutputFormats {
    std::vector<std::string> formats;
    std::vector<LayerStyle> styles;
    LocalDay stamp{};
};
void write_output_formats(const std::filesystem::path& folder, const std::vector<FeatureLayer>& layers,
                          const OutputFormats& options);

/// `folder`/TABLE.csv (UTF-8 with BOM) and TABLE.xlsx for each layer, without geometry.
void write_tables_of(const std::filesystem::path& folder, const std::vector<FeatureLayer>& layers, LocalDay stamp);

}  // namespace diaban
