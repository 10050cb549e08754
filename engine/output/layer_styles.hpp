// The looks in which the layers of an output open: by layer, from what each layer holds.
#pragma once

#include <string>
#include <vector>

#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// One style for every layer with geometry that a reader opens: areas, isolines, hotspots, cells, cameras, views,
/// coverage, uncovered, sweep, levels and overlays (in the symbols of the printed maps). `described` stands in the
/// style's description. A layer that is none of these has no style.
std::vector<LayerStyle> layer_styles(const std::vector<FeatureLayer>& layers, const std::string& described,
                                     const Catalogue& words);

}  // namespace diaban
