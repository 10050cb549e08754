// Demand, candidate sites and existing cameras as `diaban cameras` reads them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/pipeline/camera_options.hpp"
#include "layers/crs/crs_information.hpp"
#include "layers/geometry/visibility.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// One place where demand lies: points with the same coordinates are one. Sorted by x, then y: the order of the source does not matter.
struct DemandPlace {
    ProjectedPoint at;
    double weight = 0.0;
    std::uint64_t points = 0;
};

/// A candidate site or an existing camera.
struct CameraSite {
    std::string id;
    CameraView view;
    double cost = 1.0;
    double bonus = 0.0;
    bool existing = false;
    bool working = true;       ///< of an existing camera; a broken one sees nothing
    std::string status_text;   ///< as it came
    std::string last_check;
};

struct CameraInput {
    std::string role;
    std::string path;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_rejected = 0;
    std::string sha256;
};

struct CameraInputs {
    ChosenCrs crs;
    std::vector<DemandPlace> demand;
    std::vector<CameraSite> sites;        ///< existing cameras first, then candidates, each in order of id
    std::size_t existing = 0;
    double total_weight = 0.0;
    double reach_m = 0.0;
    std::string candidate_rule_key;       ///< how candidates came to be: "cameras.rule-given", "-roads", "-grid"
    std::vector<MultiPolygon> buildings;
    std::vector<double> building_heights;
    std::vector<CameraInput> inputs;
    std::vector<Finding> findings;
};

/// Reads everything. Throws Error{kInput}: error.cameras-weight (negative or unreadable, with the row), error.cameras-cost-missing,
/// error.cameras-cost (with the site), error.cameras-not-points, error.cameras-outside (an existing camera far from the demand), those of
/// read_features and of Source.
CameraInputs read_camera_inputs(const CameraOptions& options, Progress& progress);

}  // namespace diaban
