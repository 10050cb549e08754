// diaban run PROJECT.toml -o OUT
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/run_report.hpp"
#include "engine/program/run_project.hpp"

namespace diaban::cli {

namespace {

const OptionTable& run_options() {
    using O = RunOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<O>(
        "run", {
                   option<&O::project_file>("project").shown("PROJECT.toml").only(OptionPlace::kPositional).needed(),
                   option<&O::output>("output").letter("-o").shown("OUT").only(kFlag).needed(),
                   option<&O::seed>("seed").range(0, kLargestSeed).only(kFlag),
               });
    return table;
}

}  // namespace

void add_run_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<RunOptions>();
    line.add({"run",
              {bind(run_options(), *options), bind(classify_flag_options(), options->classify), context.common()},
              [options, &context] {
                  options->threads = context.flags.threads;
                  options->command = "run " + options->project_file.filename().string();
                  const RunSummary summary = run_project(*options, context.progress);
                  if (!context.flags.quiet) {
                      print_run_summary(summary, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
