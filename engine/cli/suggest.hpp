// "Did you mean": the valid flag or subcommand nearest to an unknown one.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace diaban::cli {

/// The nearest subcommand or flag to the first word of the command line that is neither; "" when all are known.
std::string nearest_flag(const CLI::App& app, int argc, const char* const* argv);

}  // namespace diaban::cli
