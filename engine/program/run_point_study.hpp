// A study on points alone as a command: reads, computes, writes.
#pragma once

#include <any>
#include <filesystem>
#include <string>

#include "engine/input/dated_point_sources.hpp"
#include "engine/studies/study.hpp"

namespace diaban {

struct PointStudyRequest {
    DatedPointSources sources;
    std::filesystem::path output;  ///< .gpkg; a record OUT.json of the same stem stands beside it
    std::any options;              ///< the struct of the study's table
    unsigned threads = 0;
    Language language = Language::kVietnamese;
    std::string command;  ///< as typed, for the record
};

/// Writes the layers of the study and its record; both appear together or not at all. Throws Error{kUsage, "error.output-gpkg"} unless
/// OUT ends in .gpkg, and what reading, the study and the writers throw.
StudyResult run_point_study(const Study& study, PointStudyRequest& request, Progress& progress);

}  // namespace diaban
