// What `run` and `classify` print at the end.
#pragma once

#include "engine/cli/commands.hpp"
#include "engine/program/run_summary.hpp"

namespace diaban::cli {

/// Notes on stderr, the summary on stdout.
void print_run_summary(const RunSummary& summary, const CommandContext& context);

}  // namespace diaban::cli
