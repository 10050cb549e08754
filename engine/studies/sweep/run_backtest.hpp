// `diaban backtest`: what each model would have chosen on past days, and what came.
#pragma once

#include <filesystem>
#include <string>

#include "engine/studies/sweep/study.hpp"
#include "engine/sweep/backtest.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

struct BacktestRequest {
    SweepStudyOptions study;
    std::size_t folds = 6;
    std::filesystem::path output;  ///< .json; table .csv and plot .svg of the same stem stand beside it
    std::string command;
};

struct BacktestSummary {
    SweepStudy study;
    BacktestResult result;
    std::vector<Accuracy> accuracy;  ///< by model of the result
    std::vector<Comparison> to_naive;
    std::vector<Comparison> to_kernel;
};

/// Writes the three files; each appears whole or not at all. Throws what read_sweep_study, backtest and the writers
/// throw, and Error{kUsage, "error.backtest-output"} unless the output ends in .json.
BacktestSummary run_backtest(const BacktestRequest& request, Language language, Progress& progress);

}  // namespace diaban
