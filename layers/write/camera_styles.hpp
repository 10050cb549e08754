// How the layers of a camera plan and of a sweep are shown, in QML and SLD.
#pragma once

#include <vector>

#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// Styles of `cameras` (by status and working), `views`, `coverage` and `uncovered`.
std::vector<LayerStyle> camera_layer_styles(const Catalogue& words);

/// Style of `sweep`: what is swept, its controls and the rings around, told apart by line as well as colour.
LayerStyle sweep_layer_style(const Catalogue& words);

}  // namespace diaban
