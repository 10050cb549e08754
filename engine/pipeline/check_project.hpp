// diaban check: what would a run read, and what is wrong with it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/pipeline/area_counts.hpp"
#include "engine/pipeline/project_data.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct CheckReport {
    std::string title;
    Language language = Language::kVietnamese;  ///< the project's
    ChosenCrs crs;
    std::string crs_name;
    std::vector<InputRecord> inputs;
    std::map<std::string, std::uint64_t> rejected_by_reason;
    std::vector<RejectedRow> reject_examples;  ///< the first of each reason
    std::size_t areas = 0;
    std::size_t on_watch = 0;
    WindowCounts baseline;
    WindowCounts current;
    std::string time_format;
    DateCounts dates;
    std::vector<Finding> findings;
};

/// Reads everything a run would read and counts it, writing nothing. Throws what the readers throw: then a run could not be
/// trusted.
CheckReport check_project(const std::filesystem::path& project_file, unsigned threads, Progress& progress);

/// The report as JSON text.
std::string check_report_json(const CheckReport& report);

/// The report as lines to read.
std::string check_report_text(const CheckReport& report, const Catalogue& words);

}  // namespace diaban
