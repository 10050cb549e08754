// diaban classify PROJECT.toml -o OUT.gpkg
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/run_report.hpp"
#include "engine/program/classify_project.hpp"
#include "engine/program/study_registry.hpp"

namespace diaban::cli {

namespace {

const OptionTable& classify_command_options() {
    using O = ClassifyOptions;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<O>(
        "classify_command",
        {
            option<&O::project_file>("project").shown("PROJECT.toml").only(OptionPlace::kPositional).needed(),
            option<&O::output>("output").letter("-o").shown("OUT.gpkg").only(kFlag).needed(),
            option<&O::calibrate>("calibrate").shown("LABELS.csv").only(kFlag),
        });
    return table;
}

}  // namespace

void add_classify_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<ClassifyOptions>();
    line.add({"classify",
              {bind(classify_command_options(), *options), bind(classify_flag_options(), options->classify),
               context.common()},
              [options, &context] {
                  options->threads = context.flags.threads;
                  options->command = "classify " + options->project_file.filename().string();
                  const RunSummary summary = classify_project(
                      *options, read_project_file(options->project_file, known_names()), context.progress);
                  if (!context.flags.quiet) {
                      print_run_summary(summary, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
