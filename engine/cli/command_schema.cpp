// diaban schema [COMMAND]
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/program/project_schema.hpp"

namespace diaban::cli {

namespace {

struct SchemaFlags {
    std::string command;
};

const OptionTable& schema_options() {
    using F = SchemaFlags;
    static const OptionTable table =
        OptionTable::of<F>("schema", {option<&F::command>("command").shown("COMMAND").only(OptionPlace::kPositional)});
    return table;
}

}  // namespace

void add_schema_command(CommandLine& line, CommandContext& context) {
    const auto flags = std::make_shared<SchemaFlags>();
    line.add({"schema", {bind(schema_options(), *flags), context.common()}, [flags, &context] {
                  fmt::print("{}\n", project_schema(flags->command, context.words()));
                  return 0;
              }});
}

}  // namespace diaban::cli
