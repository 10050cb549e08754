// Named values kept inside a GeoPackage layer, where QGIS and gdalinfo show them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "layers/model/periods.hpp"

namespace diaban {

/// Adds the pairs to the layer's metadata, dated `stamp`: the same values give the same bytes. Throws Error{kOutput,
/// "error.cannot-write"}.
void add_layer_metadata(const std::filesystem::path& file, const std::string& layer,
                        const std::vector<std::pair<std::string, std::string>>& values, LocalDay stamp);

}  // namespace diaban
