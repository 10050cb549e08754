// Incidents from a clustered process inside the areas, with counts that follow the planted truth.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sample/areas.hpp"
#include "engine/sample/categories.hpp"
#include "engine/sample/options.hpp"
#include "engine/sample/roads.hpp"
#include "engine/sample/truth.hpp"
#include "layers/model/periods.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// A place where incidents gather: a market, a station, a junction.
struct HotPlace {
    ProjectedPoint centre;
    double spread_m = 100.0;    ///< standard deviation of the distance east and north
    double weight = 1.0;        ///< within its area
    double swept_weight = 1.0;  ///< factor on the weight in the current window; below 1 where a sweep is planted
};

/// One incident.
struct SampleIncident {
    ProjectedPoint place;
    LocalTime time{};
    std::uint32_t area = 0;
    std::uint8_t category = 0;  ///< index into `incident_categories`
    DetectedBy detected_by = DetectedBy::kPublic;
    friend bool operator==(const SampleIncident&, const SampleIncident&) = default;
};

/// What incidents are scattered over.
struct IncidentSetting {
    const SampleOptions& options;
    const Partition& partition;
    const std::vector<SampleArea>& areas;
    const RoadNetwork& roads;
    const std::vector<AreaTruth>& truth;
    const std::vector<std::vector<HotPlace>>& hot_places;  ///< one list an area
};

/// Three to ten hot places an area, at junctions of its roads, of unequal weight (the k-th is worth k^-0.8).
std::vector<std::vector<HotPlace>> choose_hot_places(std::uint64_t seed, const std::vector<SampleArea>& areas,
                                                     const RoadNetwork& roads);

/// Expected incidents by area (rows) and year (columns), summing to `incident_total`: residents x length of the year x
/// multiple, the years before the baseline at the baseline's multiple.
std::vector<std::vector<double>> expected_counts(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                                 const std::vector<AreaTruth>& truth);

/// Exactly `incident_total` incidents in order of time. Counts by area and year are multinomial, that is independent
/// Poisson counts given their sum. Each incident lies inside its area, at least 1 m from its border, rounded to 0.1 m.
/// Places: hot places (normal), roads (within some 40 m) or anywhere, by category; a share follows an earlier incident
/// within about 70 m and a week (near repeats). O(n log n).
std::vector<SampleIncident> scatter_incidents(const IncidentSetting& setting, Progress& progress);

}  // namespace diaban
