// A backtest as JSON, as a table and as a plot.
#pragma once

#include <string>

#include "engine/studies/sweep/run_backtest.hpp"

namespace diaban {

/// Contract: per fold and overall pai, pei, hit_rate, rri, area_km2, events, model, and the same for the naive map.
std::string backtest_json(const BacktestRequest& request, const BacktestOptions& options,
                          const BacktestSummary& summary);

/// One row a model: pooled figures with their intervals.
std::string backtest_csv(const BacktestSummary& summary);

/// Share of events caught, step by step of the share of area, a line for each of naive, kernel, auto and chance: SVG,
/// black on white, told apart by marks.
std::string backtest_plot(const BacktestOptions& options, const BacktestSummary& summary, const Catalogue& words);

}  // namespace diaban
