// diaban run PROJECT.toml -o OUT
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/run_report.hpp"
#include "engine/program/run_project.hpp"
#include "layers/model/error.hpp"

namespace diaban::cli {

void add_run_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand("run", "Read a project, classify its areas, write layers, maps and page");
    const auto options = std::make_shared<RunOptions>();
    command->add_option("project", options->project_file, "Project file (TOML)")->required()->type_name("PROJECT.toml");
    command
        ->add_option("-o,--output", options->output,
                     "Output folder; an earlier output there is replaced only when the run succeeds")
        ->required()
        ->type_name("OUT");
    command
        ->add_option_function<std::uint64_t>(
            "--seed", [options](std::uint64_t seed) { options->seed = seed; },
            "Seed of random numbers; default: the project's, else 1")
        ->type_name("N");
    add_classify_flags(*command, options->classify);
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban run sample/project.toml -o out\n"
        "         then open out/viewer/index.html");
    command->callback([options, &context] {
        context.work = [options, &context] {
            options->threads = context.threads;
            options->command = "run " + options->project_file.filename().string();
            const RunSummary summary = run_project(*options, context.progress);
            if (!context.quiet) {
                print_run_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
