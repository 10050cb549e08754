// The command line: subcommands whose flags come from tables of options. Words are split and told apart by CLI11, which only
// command_line.cpp sees; values are read, and refused, by the tables.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/project/option_table.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban::cli {

/// A table and the struct that its flags fill.
struct BoundOptions {
    const OptionTable* table;
    void* options;
    std::vector<std::string> needed;  ///< keys that this command cannot go without, beside those that the table needs
};

/// Throws Error{kInternal} for a struct of another type than the table's.
template <typename Options>
BoundOptions bind(const OptionTable& table, Options& options, std::vector<std::string> needed = {}) {
    if (table.type() != typeid(Options)) {
        throw Error(ErrorCode::kInternal, "error.unexpected", {{"cause", table.name()}});
    }
    return {&table, &options, std::move(needed)};
}

/// One subcommand. The catalogue has its sentence, `command.<name>`, and its example, `command.<name>.example`.
struct Command {
    std::string name;
    std::vector<BoundOptions> options;  ///< held by `work`
    std::function<int()> work;          ///< gives the exit code
};

class CommandLine {
public:
    explicit CommandLine(Language language);
    ~CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    void add(Command command);

    struct Parsed {
        std::function<int()> work;  ///< of the chosen command, its options filled; empty when there is nothing to do
        int exit_code = 0;          ///< then: 0 after --help and --version, 2 for bad usage, which has been told
    };
    /// Throws what read_option throws for a flag's value.
    Parsed parse(int argc, const char* const* argv);

private:
    struct Parser;
    std::unique_ptr<Parser> m_parser;
};

}  // namespace diaban::cli
