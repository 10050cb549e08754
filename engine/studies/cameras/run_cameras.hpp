// `diaban cameras`: reads, plans, writes.
#pragma once

#include <string>
#include <vector>

#include "engine/siting/coverage_problem.hpp"
#include "engine/studies/cameras/study.hpp"
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
    std::size_t proposed = 0;
    double share_before = 0.0;
    double share_after = 0.0;
    double share_twice = 0.0;
    double reach_m = 0.0;
    SitingModel model = SitingModel::kMaxCoverage;
    SitingResult result;
    std::vector<Finding> findings;
};

CameraSummary camera_summary(const CameraStudy& study);

/// Writes OUT (a GeoPackage) and a JSON record of the same stem beside it; both appear whole or not at all. A cancelled
/// search still writes the best plan so far. Throws what validate, read_camera_inputs, plan_cameras and the writers
/// throw, and Error{kUsage, "error.cameras-output"} unless OUT ends in .gpkg, "error.cameras-plot"} unless the plot
/// ends in .pdf, .png or .svg.
CameraSummary run_cameras(const CameraOptions& options, unsigned threads, Language language, Progress& progress);

}  // namespace diaban
