// diaban run: from a project file to OUT, whole or not at all.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/program/run_summary.hpp"
#include "engine/project/classify_flags.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct RunOptions {
    std::filesystem::path project_file;
    std::filesystem::path output;
    unsigned threads = 0;
    std::optional<std::uint64_t> seed;  ///< wins over the project's
    ClassifyFlags classify;
    std::string command;  ///< as typed, for run.json
};

/// Reads, computes, writes beside the output and renames at the end: on any failure nothing is left and an older
/// output stays as it was. The files are the same bytes for any number of threads, but for the timings, threads and
/// memory in run.json. Throws what the steps throw.
RunSummary run_project(const RunOptions& options, Progress& progress);

}  // namespace diaban
