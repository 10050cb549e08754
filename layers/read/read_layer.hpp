// Layers and rasters of an output of ours, as they were written: nothing repaired, projected, sorted or rejected.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Names of the layers of a file, in its order. Throws Error{kInput}: error.file-missing, error.file-unreadable.
std::vector<std::string> layer_names(const std::filesystem::path& file);

/// One layer with every row; a feature without geometry keeps its row. Multipoints and multilines are taken by their
/// first part. Throws Error{kInput}: error.file-missing, error.file-unreadable, error.layer-unknown. O(vertices +
/// cells).
FeatureLayer read_layer(const std::filesystem::path& file, const std::string& layer);

/// The first band of a raster with square cells, north up; its 'no data' becomes kNoData. Throws Error{kInput}:
/// error.file-missing, error.file-unreadable.
Raster read_raster(const std::filesystem::path& file);

}  // namespace diaban
