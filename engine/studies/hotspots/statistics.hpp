// Values, weights and a statistic put together: what a hotspot study finds.
#pragma once

#include <vector>

#include "engine/local/local_statistics.hpp"
#include "engine/studies/hotspots/study.hpp"
#include "engine/weights/spatial_weights.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct HotspotResult {
    LocalStatistic statistic = LocalStatistic::kGetisOrdStar;
    RateKind rate = RateKind::kCount;
    std::vector<double> values;  ///< what was analysed, one an area; NaN = missing
    LocalResult local;
};

/// Where a study says what it did, and how far it is.
struct HotspotReport {
    HotspotSummary& summary;
    Progress& progress;
};

/// Takes counts or rates, one global figure and the local statistic. Throws what rates and `local_statistics` throw.
HotspotResult hotspot_statistics(const HotspotStudy& study, const SpatialWeights& weights, const HotspotMethod& method,
                                 HotspotReport report);

}  // namespace diaban
