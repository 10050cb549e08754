// diaban check PROJECT.toml [--json] [-o DIR] [--strict]
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

#include "engine/check/check_report.hpp"
#include "engine/cli/commands.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban::cli {

namespace {

struct CheckFlags {
    std::filesystem::path project_file;
    std::filesystem::path output;
    bool json = false;
    bool strict = false;
};

int check(const CheckFlags& flags, CommandContext& context) {
    const CheckReport report = check_project(flags.project_file, context.threads, context.progress);
    if (!flags.output.empty()) {
        StagedFolder folder(flags.output, "report.json");
        write_text_file(folder.path() / "report.json", check_report_json(report));
        write_text_file(folder.path() / "report.html", check_report_page(report, context.words()));
        folder.commit();
    }
    if (flags.json) {
        fmt::print("{}", check_report_json(report));
    } else if (!context.quiet) {
        fmt::print("{}", check_report_text(report, context.words()));
        if (!flags.output.empty()) {
            const auto page = std::filesystem::absolute(flags.output / "report.html").lexically_normal();
            fmt::print("{}\n", context.words().say("check.page", {{"page", page.string()}}));
        }
    }
    // Whoever reads only the error stream must see what stops the run.
    for (const Finding& finding : report.findings) {
        if (finding.severity == Severity::kFault && (flags.json || context.quiet)) {
            fmt::print(stderr, "{}: {}\n", context.words().say("cli.error"),
                       context.words().say(finding.key, finding.arguments));
        }
    }
    return report.trusted() && !(flags.strict && report.anything_wrong()) ? 0 : 1;
}

}  // namespace

void add_check_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("check", "Read a project's files and say what is wrong, and which key mends it");
    const auto flags = std::make_shared<CheckFlags>();
    command->add_option("project", flags->project_file, "Project file (TOML)")->required()->type_name("PROJECT.toml");
    command->add_flag("--json", flags->json, "Print the report as JSON");
    command
        ->add_option(
            "-o,--output", flags->output,
            "Folder for report.json and report.html; an earlier report there is replaced. Default: nothing is written")
        ->type_name("DIR");
    command->add_flag("--strict", flags->strict,
                      "Exit 1 for any finding or rejected row, not only where results could not be trusted");
    add_common_flags(*command, context);
    command->footer(
        "Exit code 1: the run could not be trusted (grade D); 0: it could.\n"
        "Example: diaban check sample/project.toml -o report");
    command->callback([flags, &context] { context.work = [flags, &context] { return check(*flags, context); }; });
}

}  // namespace diaban::cli
