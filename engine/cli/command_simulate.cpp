// diaban simulate: the operating characteristics of a rule
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "engine/cli/commands.hpp"
#include "engine/pipeline/operating_characteristics.hpp"
#include "engine/pipeline/review_rule.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban::cli {

namespace {

struct SimulateFlags {
    SimulationOptions options;
    std::optional<std::string> rule;
    std::string output;
};

}  // namespace

void add_simulate_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand(
        "simulate", "How often a rule is right: classify watch lists with planted truth, over counts and shares of classes");
    const auto flags = std::make_shared<SimulateFlags>();
    command->add_option("--rule", flags->rule, "Rule file (TOML); default: evidence, version 2")->type_name("FILE.toml");
    command->add_option("--lists", flags->options.lists, "Lists for each split and count, 1 to 100,000")
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--counts", flags->options.counts, "Mean incidents an area and window, 0.5 to 100,000")
        ->delimiter(',')
        ->capture_default_str()
        ->type_name("A,B,...");
    command->add_option("--seed", flags->options.seed, "Seed of random numbers")->capture_default_str()->type_name("N");
    command->add_option("-o,--output", flags->output, "Also write the table with options and rule as JSON")->type_name("OUT.json");
    add_common_flags(*command, context);
    command->footer("Example: diaban simulate --lists 50 --counts 5,20,100\n"
                    "The table is Markdown: truth = planted stable,contained,complex; right = share of areas with their planted class;\n"
                    "mean p = mean probability of the class that was given.");
    command->callback([flags, &context] {
        context.work = [flags, &context] {
            const ReviewRule rule = flags->rule ? read_rule_file(*flags->rule) : default_rule();
            const auto rows =
                simulate_operating_characteristics(flags->options, {rule.evidence, context.threads}, context.progress);
            if (!flags->output.empty()) {
                write_text_file(flags->output, operating_characteristics_json(rows, flags->options, rule_text(rule)));
            }
            if (!context.quiet) {
                fmt::print("{}", operating_characteristics_table(rows));
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
