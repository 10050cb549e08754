// What sweep, backtest and evaluate print alike.
#pragma once

#include <vector>

#include "engine/studies/sweep/study.hpp"

namespace diaban::cli {

struct CommandContext;

/// Notes on stderr, then CRS and what the study is made of.
void print_findings(const std::vector<Finding>& findings, const CommandContext& context);
void print_study(const SweepStudy& study, const SweepStudyOptions& options, const CommandContext& context);

/// The table of candidates that auto chose from.
void print_scores(const AutomaticForecast& automatic, const CommandContext& context);

}  // namespace diaban::cli
