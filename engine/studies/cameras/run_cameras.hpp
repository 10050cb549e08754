// `diaban cameras`: reads, plans, writes.
#pragma once

#include <string>
#include <vector>

#include "engine/studies/cameras/study.hpp"
#include "layers/base/json_value.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct CameraSummary {
    std::string crs_name;
    std::string crs_code;
    std::string crs_rule_key;
    std::size_t demand_places = 0;
    std::size_t candidates = 0;
    std::size_t existing = 0;
    double reach_m = 0.0;
    Json record;  ///< what was written
    std::vector<Finding> findings;
};

/// Writes OUT (a GeoPackage) and a JSON record of the same stem beside it; both appear whole or not at all. A cancelled
/// search still writes the best plan so far. Throws what validate, read_camera_inputs, plan_cameras and the writers
/// throw, and Error{kUsage, "error.cameras-output"} unless OUT ends in .gpkg, "error.cameras-plot"} unless the plot
/// ends in .pdf, .png or .svg.
CameraSummary run_cameras(const CameraOptions& options, unsigned threads, Language language, Progress& progress);

}  // namespace diaban
