// What else a planner has on the table: cameras, candidate sites, a past sweep, markets and schools.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sample/areas.hpp"
#include "engine/sample/incidents.hpp"
#include "engine/sample/options.hpp"
#include "engine/sample/roads.hpp"
#include "layers/model/box.hpp"
#include "layers/model/periods.hpp"

namespace diaban {

enum class CameraStatus { kWorking, kBroken, kSwitchedOff };

/// One existing camera eye. Point, eye, owner, status and last check are separate facts, and many eyes do not work.
struct ExistingCamera {
    std::string id;
    ProjectedPoint place;
    std::uint32_t area = 0;
    double reach_m = 57.0;     ///< detection distance
    double bearing_deg = 0.0;  ///< clockwise from north
    double field_of_view_deg = 68.0;
    CameraStatus status = CameraStatus::kWorking;
    LocalDay last_check{};
    std::string owner;
};

/// One place where a camera could be put.
struct CandidateSite {
    std::string id;
    ProjectedPoint place;
    std::uint32_t area = 0;
    std::string kind;  ///< "ngã tư", "ngã ba", "đầu đường", "chợ"
    double cost_million_vnd = 0.0;
};

enum class SweepRole { kTreated, kControl };

/// One box of a past sweep, with the windows it is judged by.
struct SweepBox {
    std::string id;
    Box box;
    std::uint32_t area = 0;
    SweepRole role = SweepRole::kTreated;
    TimeWindow swept;
    TimeWindow just_before;  ///< liền kề
    TimeWindow year_before;  ///< cùng kỳ
};

/// A named place on a map.
struct NamedPlace {
    std::string name;
    ProjectedPoint place;
    std::uint32_t area = 0;
};

/// About three eyes an area, more in towns, at junctions; 15 % broken or switched off.
std::vector<ExistingCamera> existing_cameras(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                             const RoadNetwork& roads);

/// All junctions on main roads and every market: up to 14 an area. Cost: one to three eyes at 4-7.5 million VND and a
/// pole.
std::vector<CandidateSite> candidate_sites(std::uint64_t seed, const std::vector<SampleArea>& areas,
                                           const RoadNetwork& roads);

/// The Tet campaign of the current year's first 28 days: 150 m boxes over the strongest hot places of the province, one
/// of each pair treated and the other its control, by lot.
std::vector<SweepBox> past_sweep(const SampleOptions& options, const std::vector<SampleArea>& areas,
                                 const std::vector<std::vector<HotPlace>>& hot_places);

/// Weakens the treated hot places in the current window: the planted effect of the sweep. Moves incidents within their
/// areas, so the planted classes stay as they are.
inline constexpr double kSweptWeight = 0.45;
void plant_sweep_effect(const std::vector<SweepBox>& sweep, std::vector<std::vector<HotPlace>>& hot_places);

/// One market an area, two in towns.
std::vector<NamedPlace> markets(const std::vector<SampleArea>& areas,
                                const std::vector<std::vector<HotPlace>>& hot_places);
/// One to three schools an area.
std::vector<NamedPlace> schools(std::uint64_t seed, const std::vector<SampleArea>& areas, const RoadNetwork& roads);

}  // namespace diaban
