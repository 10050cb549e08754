// A hotspot study's results as a layer: columns of the contract.
#pragma once

#include "engine/output/layer_kind.hpp"
#include "engine/studies/hotspots/statistics.hpp"
#include "engine/studies/hotspots/study.hpp"
#include "layers/model/feature_layer.hpp"

namespace diaban {

/// Areas or cells with their input attributes, then count, rate, the statistic's columns, neighbours, state and where p
/// comes from. An input attribute whose name one of these takes is kept as src_<name>.
FeatureLayer hotspot_layer(const LayerKind& kind, const HotspotStudy& study, const HotspotResult& result);

}  // namespace diaban
