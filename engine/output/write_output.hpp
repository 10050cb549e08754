// An output into its files, but for the pages that are drawn of it.
#pragma once

#include <filesystem>

#include "engine/output/output.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Title, window, rule, hash and a forced split: the description of a layer's style.
std::string style_description(const ReviewHeader& header, const Catalogue& words);

/// One style for every layer whose kind has one. `description` stands in each.
std::vector<LayerStyle> layer_styles(const std::vector<OutputLayer>& layers, const LayerKinds& kinds,
                                     const std::string& description, const Catalogue& words);

/// Brings the layers into the form in which they leave the program: figures that are too small withheld, the rule named on every table
/// that it has a part in. To be called once, before anything is made from the output.
void prepare_layers(Output& output, const LayerKinds& kinds, unsigned suppress_below);

/// GeoPackage with styles, units and facts of its layers.
struct GeoPackageOptions {
    const LayerKinds& kinds;
    const std::string& description;  ///< of the styles
    const Catalogue& words;
    LocalDay stamp{};
};
void write_geopackage(const std::filesystem::path& file, const std::vector<OutputLayer>& layers,
                      const GeoPackageOptions& options);

/// `folder`/diaban.gpkg, the further formats of [output] below layers/ (each with its style beside it) and the texts.
/// Throws Error{kOutput}.
void write_layers(const Output& output, const LayerKinds& kinds, const std::vector<std::string>& formats,
                  const std::filesystem::path& folder);

/// tables/TABLE.csv (UTF-8 with BOM) and TABLE.xlsx of each layer that stands in tables, without geometry.
void write_tables(const Output& output, const LayerKinds& kinds, const std::filesystem::path& folder);

/// A COG a surface; of the first one also its classes in the colours of the printed map, as raster and as QML.
void write_surfaces(const Output& output, const std::filesystem::path& folder, Progress& progress);

}  // namespace diaban
