// diaban run PROJECT.toml -o OUT
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/pipeline/run_project.hpp"
#include "layers/model/error.hpp"

namespace diaban::cli {

namespace {

void print_summary(const RunSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    for (const Finding& finding : summary.findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), words.say(finding.key, finding.arguments));
    }
    fmt::print("{}\n", summary.title);
    fmt::print("{}\n", words.say("run.crs", {{"name", summary.crs_name},
                                             {"code", summary.crs_code},
                                             {"how", words.say(summary.crs_rule_key)}}));
    fmt::print("{}\n", words.say("run.rows", {{"read", number(summary.rows_read)},
                                              {"accepted", number(summary.rows_accepted)},
                                              {"rejected", number(summary.rows_rejected)}}));
    fmt::print("{}\n", words.say("run.bandwidth", {{"metres", words.decimal(summary.bandwidth_m, 0)},
                                                   {"rule", summary.bandwidth_rule}}));
    fmt::print("{}\n", words.say("run.split", {{"stable", number(summary.split[0])},
                                               {"contained", number(summary.split[1])},
                                               {"complex", number(summary.split[2])},
                                               {"borderline", number(summary.borderline)}}));
    if (summary.undefined > 0) {
        fmt::print("{}\n", words.say("run.undefined", {{"count", number(summary.undefined)}}));
    }
    if (!summary.page.empty()) {
        fmt::print("{}\n", words.say("run.page", {{"page", summary.page.string()}}));
    }
    fmt::print("{}\n", words.say("run.time", {{"seconds", words.decimal(summary.seconds, 1)}}));
}

}  // namespace

void add_run_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand("run", "Read a project, classify its areas, write layers, maps and page");
    const auto options = std::make_shared<RunOptions>();
    command->add_option("project", options->project_file, "Project file (TOML)")->required()->type_name("PROJECT.toml");
    command->add_option("-o,--output", options->output,
                        "Output folder; an earlier output there is replaced only when the run succeeds")
        ->required()
        ->type_name("OUT");
    command->add_option_function<std::uint64_t>(
               "--seed", [options](std::uint64_t seed) { options->seed = seed; },
               "Seed of random numbers; default: the project's, else 1")
        ->type_name("N");
    add_common_flags(*command, context);
    command->footer("Example: diaban run sample/project.toml -o out\n"
                    "         then open out/viewer/index.html");
    command->callback([options, &context] {
        context.work = [options, &context] {
            options->threads = context.threads;
            options->command = "run " + options->project_file.filename().string();
            const RunSummary summary = run_project(*options, context.progress);
            if (!context.quiet) {
                print_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
