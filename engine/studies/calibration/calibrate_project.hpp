// diaban classify --calibrate: a board's labels in, a rule to approve and a report out.
#pragma once

#include <filesystem>
#include <string>

#include "engine/classify/calibration.hpp"
#include "engine/review/analysis.hpp"

namespace diaban {

struct CalibrationFiles {
    std::string rule_toml;    ///< the calibrated rule, a draft without an approving unit
    std::string report_json;  ///< kappas with interval, confusion matrix, cost, every disagreement, rejected label rows
    CalibrationResult result;
    std::size_t rows_rejected = 0;
};

/// Where labels come from, and on how many threads to calibrate.
struct LabelledReview {
    std::filesystem::path labels;
    unsigned threads = 0;
};

/// Reads the labels (columns area or area_id, and class; codes or words of either language; rows that name no area on
/// watch or no class, or an area again, are rejected and counted) and calibrates the project's rule on the counts of
/// `analysis`. Throws what `calibrate` and the reader throw.
CalibrationFiles calibrate_project(const LabelledReview& review, const Project& project, const ProjectData& data,
                                   const Analysis& analysis);

}  // namespace diaban
