// Weights between the areas or cells of a hotspot study.
#pragma once

#include "engine/studies/hotspots/study.hpp"
#include "engine/weights/spatial_weights.hpp"

namespace diaban {

/// Weights as chosen, without self; says which rule, and which areas have no neighbour.
SpatialWeights make_hotspot_weights(const HotspotStudy& study, const HotspotMethod& method, HotspotSummary& summary);

}  // namespace diaban
