// diaban classify: the classes of a project's areas alone, as one GeoPackage.
#pragma once

#include <filesystem>
#include <string>

#include "engine/program/run_project.hpp"
#include "engine/project/classify_flags.hpp"

namespace diaban {

struct ClassifyOptions {
    std::filesystem::path project_file;
    std::filesystem::path output;  ///< OUT.gpkg
    unsigned threads = 0;
    ClassifyFlags classify;
    std::filesystem::path calibrate;  ///< --calibrate: labels; empty: none
    std::string command;
};

/// Writes OUT.gpkg (layers areas with its style, area_periods, sensitivity, incidents_rejected), OUT.run.json and
/// OUT.register.csv beside it; with labels also OUT.rule.toml and OUT.calibration.json (the classes themselves are by
/// the project's rule: a calibrated one is a draft until somebody approves it and names it with --rule). Everything is
/// written under other names first and renamed at the end; on failure an older OUT stays as it was. Throws what the
/// steps throw, and Error{kUsage, "error.format-unknown"} for an output that is no .gpkg.
RunSummary classify_project(const ClassifyOptions& options, Project project, Progress& progress);

}  // namespace diaban
