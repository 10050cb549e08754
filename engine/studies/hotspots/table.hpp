// A hotspot study's results as a layer: columns of the contract, styles of the field.
#pragma once

#include <string>
#include <vector>

#include "engine/studies/hotspots/statistics.hpp"
#include "engine/studies/hotspots/study.hpp"
#include "layers/model/feature_layer.hpp"
#include "layers/words/catalogue.hpp"
#include "layers/write/geopackage_metadata.hpp"

namespace diaban {

/// Areas or cells with their input attributes, then count, rate, the statistic's columns, neighbours, state and where p
/// comes from. An input attribute whose name one of these takes is kept as src_<name>.
FeatureLayer hotspot_layer(const std::string& name, const HotspotStudy& study, const HotspotResult& result);

/// The style of such a layer: Gi* in the colours of ArcGIS, local Moran in those of GeoDa; none for Geary.
std::vector<LayerStyle> hotspot_styles(const FeatureLayer& layer, const Catalogue& words);

}  // namespace diaban
