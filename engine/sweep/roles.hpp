// Control places and displacement rings, fixed when the sweep is planned.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

enum class PlaceRole { kTreated, kControl, kDisplacement };
const char* place_role_name(PlaceRole role);  ///< "treated", "control", "displacement"

struct RoledPlace {
    std::uint32_t place = 0;
    PlaceRole role = PlaceRole::kTreated;
    std::uint32_t partner = kNoPlace;  ///< of a control: the treated place that it stands for
};

/// Treated places as given; for each, in order, the free place whose expected count is nearest to its own (by ratio)
/// among those at least 3.1 sides away from every treated place, so that no control touches a ring (fewer where there
/// are none); and as ring every place around a treated one (centres within 1.6 sides: what touches a box of the
/// lattice, and the band of up to a side around one laid off it; other places: 1.6 times the root of the mean of both
/// areas) that has no other role. O(treated x places).
std::vector<RoledPlace> assign_roles(const SweepPlaces& places, const std::vector<double>& expected,
                                     const std::vector<std::uint32_t>& treated);

/// Places that one team can work together: from the best place on, the nearest ungrouped ones within `reach_m`, at most
/// `most` a group. Gives the group of each, numbered from 1 in order of their best place. O(n^2).
struct GroupOptions {
    double reach_m = 600.0;
    std::size_t most = 5;
};
std::vector<std::uint32_t> work_groups(const SweepPlaces& places, const std::vector<std::uint32_t>& treated,
                                       const GroupOptions& options);

}  // namespace diaban
