// How QGIS shows the layers of a camera plan.
#pragma once

#include <vector>

#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// Styles of `cameras` (by status and working), `views`, `coverage` and `uncovered`.
std::vector<LayerStyle> camera_layer_styles(const Catalogue& words);

}  // namespace diaban
