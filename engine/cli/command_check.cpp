// diaban check PROJECT.toml [--json]
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/pipeline/check_project.hpp"

namespace diaban::cli {

void add_check_command(CLI::App& app, CommandContext& context) {
    struct Options {
        std::filesystem::path project_file;
        bool json = false;
    };
    CLI::App* command = app.add_subcommand("check", "Read a project's files and say what is wrong; writes nothing");
    const auto options = std::make_shared<Options>();
    command->add_option("project", options->project_file, "Project file (TOML)")->required()->type_name("PROJECT.toml");
    command->add_flag("--json", options->json, "Print the report as JSON");
    add_common_flags(*command, context);
    command->footer("Example: diaban check sample/project.toml");
    command->callback([options, &context] {
        context.work = [options, &context] {
            const CheckReport report = check_project(options->project_file, context.threads, context.progress);
            fmt::print("{}", options->json ? check_report_json(report) : check_report_text(report, context.words()));
            return 0;
        };
    });
}

}  // namespace diaban::cli
