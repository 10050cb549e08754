// Demand, candidate sites and existing cameras as `diaban cameras` reads them, or as a run hands them over.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/input/input_record.hpp"
#include "engine/studies/cameras/options.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/geometry/visibility.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/incident_set.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Points of demand in the order they came: incidents, cells of a surface, or points spread over areas. All vectors that
/// are not empty have the same length.
struct DemandPoints {
    std::vector<ProjectedPoint> at;
    std::vector<double> weight;
    std::vector<int> hour;                ///< 0..23, -1 not known; empty: no times
    std::vector<std::string> category;    ///< empty: none
    std::vector<std::string> id;          ///< empty: none
    std::vector<std::string> area_class;  ///< empty: none

    [[nodiscard]] std::size_t size() const { return at.size(); }
};

/// One place where demand lies: points with the same coordinates (with `distances`: the same id) are one. Sorted by x,
/// then y: the order of the source does not matter.
struct DemandPlace {
    ProjectedPoint at;
    double weight = 0.0;
    std::uint64_t points = 0;
    std::string id;  ///< where distances are looked up
};

/// A candidate site or an existing camera.
struct CameraSite {
    std::string id;
    CameraView view;
    double cost = 1.0;
    double bonus = 0.0;
    bool existing = false;
    bool working = true;      ///< of an existing camera; a broken one sees nothing
    std::string status_text;  ///< as it came
    std::string last_check;
};

/// The areas that figures are broken down by.
struct CameraAreas {
    std::vector<std::string> id;
    std::vector<std::string> name;
    std::vector<MultiPolygon> geometry;
};

/// The densest cells that together hold `hot_share` of a density surface. Centres are sorted by x, then y.
struct HotArea {
    std::vector<ProjectedPoint> centre;
    double cell_km2 = 0.0;
};

/// Metres from each demand place (then each place that must be seen) to each site, row by row; infinite where the table
/// has no such pair.
struct SiteDistances {
    std::size_t sites = 0;
    std::vector<double> metres;
    [[nodiscard]] double at(std::size_t place, std::size_t site) const { return metres[place * sites + site]; }
};

struct CameraInputs {
    ChosenCrs crs;
    DemandPoints points;
    std::vector<std::uint32_t> place_of_point;
    std::vector<DemandPlace> demand;
    std::vector<DemandPlace> must_cover;  ///< weight 0; sorted as demand is
    std::vector<CameraSite> sites;        ///< existing cameras first, then candidates, each in order of id
    std::size_t existing = 0;
    double total_weight = 0.0;
    double reach_m = 0.0;
    LocalDay as_of{};                ///< date of the plan
    std::string candidate_rule_key;  ///< how candidates came to be: "cameras.rule-given", "-roads", "-grid"
    std::vector<MultiPolygon> buildings;
    std::vector<double> building_heights;
    CameraAreas areas;
    std::vector<ProjectedPoint> incidents;  ///< of a run whose demand is something else; empty: demand itself
    HotArea hot;
    std::optional<SiteDistances> distances;
    std::vector<InputRecord> inputs;
    std::vector<Finding> findings;
};

/// What a run has read and computed already.
struct CameraGiven {
    ChosenCrs crs;
    const IncidentSet* incidents = nullptr;
    RowIndices counted;       ///< of these, located and in the windows asked for
    bool categories = false;  ///< incidents have them
    const AreaLayer* areas = nullptr;
    std::vector<std::string> class_of_area;  ///< "" where an area has none
    const Raster* density = nullptr;
};

/// Reads everything; `given` is null for the command. Throws Error{kInput}: error.cameras-weight (negative or
/// unreadable, with the row), error.cameras-cost-missing, error.cameras-cost (with the site), error.cameras-not-points,
/// error.cameras-outside (an existing camera far from the demand), error.cameras-category-unknown,
/// error.cameras-nothing-left (filters leave no demand), error.cameras-distance* (the table of distances), those of
/// read_features, read_raster and Source.
CameraInputs read_camera_inputs(const CameraOptions& options, const CameraGiven* given, Progress& progress);

}  // namespace diaban
