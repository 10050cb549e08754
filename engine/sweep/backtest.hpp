// Rolling origins: what every model would have chosen on past days, and what came then.
//
// Fold k tests [end - (k + 1) H, end - k H) with forecasts from the events before it. `auto` chooses anew in each fold
// from scores on horizons before that fold. The naive map and chance stand beside every model.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sweep/accuracy.hpp"
#include "engine/sweep/forecast.hpp"

namespace diaban {

struct BacktestOptions {
    ForecastOptions forecast;
    double end_day = 0.0;  ///< end of the last fold
    std::size_t folds = 6;
    std::vector<double> area_shares{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2};  ///< of the curve
    SweepEvents streets;  ///< pieces of streets: middle, place and, as weight, length in metres; empty: not known
    std::uint64_t seed = 1;
};

struct BacktestFold {
    double from_day = 0.0;
    double to_day = 0.0;
    std::size_t windows = 0;  ///< past horizons the models learned from
    ForecastModel chosen = ForecastModel::kBlend;
    std::vector<FoldCounts> counts;               ///< by model: the candidates, then auto
    std::vector<std::vector<double>> curve_hits;  ///< by model, by area share
    double expected_in_chosen = 0.0;              ///< calibrated expected count of auto's places
};

/// One step of the calibration: auto's places in all folds, sorted by what was expected and cut into tenths of the
/// expected events.
struct CalibrationBin {
    double expected = 0.0;
    double observed = 0.0;
    std::size_t places = 0;
};

struct BacktestResult {
    std::vector<ForecastModel> models;  ///< the candidates, then auto
    std::vector<BacktestFold> folds;    ///< oldest first
    std::vector<CalibrationBin> calibration;
    double calibration_slope = 0.0;  ///< of observed on expected counts, through the bins, weighted by 1 / expected
    AutomaticForecast last;          ///< what auto saw in the newest fold
};

/// Throws Error{kInput, "error.backtest-history"} when the first fold has no history to learn from, and what
/// RollingForecasts throws.
BacktestResult backtest(const SweepPlaces& places, const SweepEvents& events, const BacktestOptions& options,
                        Progress& progress);

}  // namespace diaban
