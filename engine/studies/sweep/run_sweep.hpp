// `diaban sweep`: reads, forecasts, chooses, writes.
#pragma once

#include <filesystem>
#include <string>

#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/sweep_plan.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct SweepRequest {
    SweepStudyOptions study;
    std::filesystem::path output;  ///< .gpkg; a record .json and the page .pdf of the same stem stand beside it
    std::string title;             ///< of the page
    std::string unit;
    std::string command;
};

struct SweepSummary {
    SweepStudy study;
    SweepPlan plan;
    std::string hash;
};

/// All three files appear whole or not at all. Throws what read_sweep_study, plan_sweep and the writers throw, and
/// Error{kUsage, "error.sweep-output"} unless the output ends in .gpkg.
SweepSummary run_sweep(const SweepRequest& request, Language language, Progress& progress);

}  // namespace diaban
