#include <CLI/CLI.hpp>

#include "engine/cli/commands.hpp"

namespace diaban::cli {

void add_sample_command(CLI::App&, CommandContext&) {}

}  // namespace diaban::cli
