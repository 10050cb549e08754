// diaban run: from a project file to OUT, whole or not at all.
#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct RunOptions {
    std::filesystem::path project_file;
    std::filesystem::path output;
    unsigned threads = 0;
    std::optional<std::uint64_t> seed;  ///< wins over the project's
    std::string command;                ///< as typed, for run.json
};

/// What a person is told at the end.
struct RunSummary {
    std::string title;
    std::string crs_name;
    std::string crs_code;
    std::string crs_rule_key;
    std::array<std::size_t, 3> split{};  ///< stable, contained, complex
    std::size_t undefined = 0;           ///< on the watch list without exposure
    std::size_t borderline = 0;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_accepted = 0;
    std::uint64_t rows_rejected = 0;
    double bandwidth_m = 0.0;
    std::string bandwidth_rule;
    std::filesystem::path page;  ///< viewer/index.html, empty when switched off
    double seconds = 0.0;
    std::vector<Finding> findings;
};

/// Reads, computes, writes beside the output and renames at the end: on any failure nothing is left and an older
/// output stays as it was. The files are the same bytes for any number of threads, but for the timings, threads and
/// memory in run.json. Throws what the steps throw.
RunSummary run_project(const RunOptions& options, Progress& progress);

}  // namespace diaban
