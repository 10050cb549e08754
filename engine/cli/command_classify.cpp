// diaban classify PROJECT.toml -o OUT.gpkg
#include <CLI/CLI.hpp>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/run_report.hpp"
#include "engine/program/classify_project.hpp"

namespace diaban::cli {

void add_classify_flags(CLI::App& command, ClassifyFlags& flags) {
    command
        .add_option_function<std::string>(
            "--rule", [&flags](const std::string& file) { flags.rule = file; },
            "Rule file (TOML, kind evidence); replaces the project's rule and thresholds. Default: evidence, version 2")
        ->type_name("FILE.toml");
    command
        .add_option("--force-split", flags.force_split,
                    "Rank and cut at stable,contained,complex areas: the highest p_complex are complex, of the rest "
                    "the highest "
                    "p_contained contained. Said on every output")
        ->type_name("A,B,C");
}

void add_classify_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("classify", "Classify the areas of a project: one GeoPackage, no surfaces, maps or page");
    const auto options = std::make_shared<ClassifyOptions>();
    command->add_option("project", options->project_file, "Project file (TOML)")->required()->type_name("PROJECT.toml");
    command
        ->add_option("-o,--output", options->output,
                     "GeoPackage to write; OUT.run.json and OUT.register.csv are written beside it")
        ->required()
        ->type_name("OUT.gpkg");
    add_classify_flags(*command, options->classify);
    command
        ->add_option("--calibrate", options->calibrate,
                     "A board's labels (columns area, class; at least 30, of each class 3): also writes OUT.rule.toml, "
                     "a draft with the "
                     "thresholds that agree best, and OUT.calibration.json")
        ->type_name("LABELS.csv");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban classify sample/project.toml -o classes.gpkg\n"
        "         then name classes.register.csv as [classify] previous in the next review's project");
    command->callback([options, &context] {
        context.work = [options, &context] {
            options->threads = context.threads;
            options->command = "classify " + options->project_file.filename().string();
            const RunSummary summary = classify_project(*options, context.progress);
            if (!context.quiet) {
                print_run_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
