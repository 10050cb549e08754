// An invented road network: highways between towns, roads between communes, lanes to the hamlets.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sample/areas.hpp"
#include "engine/sample/partition.hpp"
#include "layers/model/geometry.hpp"

namespace diaban {

enum class RoadKind { kHighway, kProvincial, kCommune };

/// One stretch of road between two junctions or ends. Stretches that meet share their end vertex exactly.
struct Road {
    RoadKind kind = RoadKind::kCommune;
    LineString line;
};

/// A point where stretches meet (three or more) or a road ends (one).
struct RoadNode {
    ProjectedPoint place;
    int stretches = 0;
    RoadKind highest = RoadKind::kCommune;
};

struct RoadNetwork {
    std::vector<Road> roads;
    std::vector<RoadNode> nodes;
};

/// Towns and the city's wards are joined by highways along a minimum spanning tree, neighbouring areas by provincial
/// roads (the tree, and further links where no third centre lies between: Gabriel 1969), and each area's centre to two
/// to four hamlets by lanes. Roads are cheapest paths over a bumpy plane that reuse roads already there, so they bend,
/// merge and stay inside the province. O(areas x cells of an area x log).
RoadNetwork build_roads(std::uint64_t seed, const Partition& partition, const std::vector<SampleArea>& areas);

}  // namespace diaban
