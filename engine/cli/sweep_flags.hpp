// Flags that sweep, backtest and evaluate share.
#pragma once

#include <string>

#include "engine/studies/sweep/study.hpp"

namespace CLI {
class App;
}

namespace diaban::cli {

struct CommandContext;

/// What is text on the command line and something else inside.
struct StudyTexts {
    std::string from;
    std::string to;
    std::string as_of;
    double team_hours = 0.0;
};

/// POINTS, --x, --y, --crs, --analysis-crs, --where, --time, --time-format, --weight, --detected-by, --from, --to.
void add_point_flags(CLI::App& command, DatedPointSources& sources, StudyTexts& texts);

/// The above with --within, boxes, budget, horizon, model and seed.
void add_study_flags(CLI::App& command, SweepStudyOptions& options, StudyTexts& texts);

/// Puts the texts into the sources and options. Throws Error{kUsage, "error.day-unreadable"}.
void understand(const StudyTexts& texts, DatedPointSources& sources);
void understand(const StudyTexts& texts, SweepStudyOptions& options);

/// Notes on stderr, then CRS and what the study is made of.
void print_findings(const std::vector<Finding>& findings, const CommandContext& context);
void print_study(const SweepStudy& study, const SweepStudyOptions& options, const CommandContext& context);

/// The table of candidates that auto chose from.
void print_scores(const AutomaticForecast& automatic, const CommandContext& context);

}  // namespace diaban::cli
