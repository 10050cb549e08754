// Many rows on one spot, or on the middles of areas: places that somebody filled in, not places where something
// happened.
#pragma once

#include <cstdint>
#include <vector>

#include "layers/model/areas.hpp"
#include "layers/model/incident_set.hpp"

namespace diaban {

struct PointPiles {
    std::uint64_t located = 0;
    std::uint64_t different_places = 0;

    /// The spot that stands out, where one does.
    ProjectedPoint spot;
    std::vector<std::uint64_t> rows_on_spot;

    /// Rows on the centre of gravity, the middle of the bounding box or the label point of an area, where there are
    /// many.
    std::vector<std::uint64_t> rows_on_centres;
    std::vector<std::uint32_t> areas_with_centre;
};

/// A spot stands out when it holds at least 20 rows and 5 % of the located ones, and three times as many as the next
/// spot (or 20 % of all by itself). Rows count as on a centre when five or more share one place within 15 m of it; they
/// are told when they make up 10 rows and 1 % of the located ones, on two areas or more (on one, where there is only
/// one). Places are the same when they agree to a centimetre. O(n log n + areas).
PointPiles find_point_piles(const IncidentSet& incidents, const AreaLayer& areas);

}  // namespace diaban
