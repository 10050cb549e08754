// How often the rule is right, as figures that anyone can make again: watch lists with planted truth, classified many times.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/sample/options.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

struct SimulationOptions {
    std::uint64_t seed = 1;
    int lists = 50;                                      ///< for each split and count, 1 to 100,000
    std::vector<double> counts = {5, 10, 20, 50, 100, 500};  ///< mean incidents an area and window, over both windows
    /// Planted splits; (n, 0, 0) is one common rate. The truth keeps the margins of engine/sample/truth.hpp.
    std::vector<ClassSplit> splits = {{48, 0, 0}, {22, 22, 4}, {30, 12, 6}, {40, 5, 3}, {31, 9, 8}, {12, 6, 2}, {8, 2, 1}};
    /// Residents are log-normal with this standard deviation of the logarithm: communes differ about that much.
    double spread_of_residents = 0.45;
    /// Also lists without margins: multiples from a gamma distribution of shape 4, a third of the areas changed by a factor from
    /// 0.4 to 1, the class being what the rule's lines make of the true multiples.
    bool without_margins = true;
};

/// Figures over all lists of one split and count.
struct OperatingRow {
    std::string truth;                     ///< "22,22,4", or "no margins"
    double count = 0.0;
    std::size_t areas = 0;                 ///< classified in all
    double share_right = 0.0;
    double mean_winning_probability = 0.0;
    std::size_t complex_found_wrongly = 0;
    std::size_t complex_missed = 0;
    std::size_t borderline = 0;
    double share_borderline_right = 0.0;   ///< 0 where there is none
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
