// Named values kept inside a GeoPackage layer, where QGIS and gdalinfo show them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace diaban {

/// Adds the pairs to the layer's metadata. Throws Error{kOutput, "error.cannot-write"}.
void add_layer_metadata(const std::filesystem::path& file, const std::string& layer,
                        const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace diaban
