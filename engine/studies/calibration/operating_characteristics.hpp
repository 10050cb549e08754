// How often the rule is right, as figures that anyone can make again: watch lists with planted truth, classified many
// times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/sample/options.hpp"
#include "engine/studies/calibration/planted_lists.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct SimulationOptions {
    std::uint64_t seed = 1;
    int lists = 50;                                          ///< for each truth, split and count, 1 to 100,000
    std::vector<double> counts = {5, 10, 20, 50, 100, 500};  ///< mean incidents an area and window, over both windows
    /// Planted splits; (n, 0, 0) is one common rate.
    std::vector<ClassSplit> splits = {{48, 0, 0}, {22, 22, 4}, {30, 12, 6}, {40, 5, 3},
                                      {31, 9, 8}, {12, 6, 2},  {8, 2, 1}};
    /// kNoMargins has one row a count, of 48 areas, whatever the splits.
    std::vector<PlantedTruth> truths = {PlantedTruth::kSample, PlantedTruth::kNoMargins};
    Residents residents;
    double overdispersion = 1.0;  ///< 1 to 100: variance of a count over its mean
};

/// Figures over all lists of one truth, split and count.
struct OperatingRow {
    std::string truth;  ///< "22,22,4", "wide 22,22,4" or "no margins"
    double count = 0.0;
    std::size_t areas = 0;  ///< classified in all
    double share_right = 0.0;
    double mean_winning_probability = 0.0;
    double gap_error = 0.0;  ///< standard error of the difference of the two, from list to list
    std::size_t complex_found_wrongly = 0;
    std::size_t complex_missed = 0;
    std::size_t borderline = 0;
    double share_borderline_right = 0.0;  ///< 0 where there is none
};

/// Throws Error{kUsage, "error.option-out-of-range"}. Results are a function of options and rule, not of `threads`.
struct SimulationRun {
    EvidenceRule rule;
    unsigned threads = 0;
};
std::vector<OperatingRow> simulate_operating_characteristics(const SimulationOptions& options, const SimulationRun& run,
                                                             Progress& progress);

/// The rows as JSON with options and rule, and as a Markdown table.
std::string operating_characteristics_json(const std::vector<OperatingRow>& rows, const SimulationOptions& options,
                                           const std::string& rule_text);
std::string operating_characteristics_table(const std::vector<OperatingRow>& rows);

}  // namespace diaban
