// diaban simulate: the operating characteristics of a rule
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <map>
#include <memory>
#include <optional>

#include "engine/cli/class_split_flag.hpp"
#include "engine/cli/commands.hpp"
#include "engine/project/review_rule.hpp"
#include "engine/studies/calibration/operating_characteristics.hpp"
#include "layers/model/error.hpp"
#include "layers/read/number_text.hpp"
#include "layers/read/read_features.hpp"
#include "layers/read/read_table.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban::cli {

namespace {

struct SimulateFlags {
    SimulationOptions options;
    std::optional<std::string> rule;
    std::vector<std::string> splits;
    std::string residents = "log-normal";
    std::string residents_field;
    std::string output;
};

Residents residents_of(const SimulateFlags& flags) {
    Residents residents;
    residents.zipf = flags.residents == "zipf";
    if (residents.zipf || flags.residents == "log-normal") {
        return residents;
    }
    if (flags.residents_field.empty()) {
        throw Error(ErrorCode::kUsage, "error.simulate-residents-field", {{"source", flags.residents}});
    }
    const Table table = read_table(parse_source(flags.residents));
    for (const std::string& text : text_column(table, flags.residents_field, flags.residents)) {
        const std::optional<double> size = parse_decimal(text);
        if (!size || !(*size > 0.0)) {
            throw Error(ErrorCode::kInput, "error.simulate-residents",
                        {{"source", flags.residents},
                         {"field", flags.residents_field},
                         {"row", std::to_string(residents.given.size() + 1)},
                         {"value", text}});
        }
        residents.given.push_back(*size);
    }
    return residents;
}

}  // namespace

void add_simulate_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand(
        "simulate",
        "How often a rule is right: classify watch lists with planted truth, over counts and shares of classes");
    const auto flags = std::make_shared<SimulateFlags>();
    command->add_option("--rule", flags->rule, "Rule file (TOML); default: evidence, version 2")
        ->type_name("FILE.toml");
    command->add_option("--lists", flags->options.lists, "Lists for each truth, split and count, 1 to 100,000")
        ->capture_default_str()
        ->type_name("N");
    command->add_option("--counts", flags->options.counts, "Mean incidents an area and window, 0.5 to 100,000")
        ->delimiter(',')
        ->capture_default_str()
        ->type_name("A,B,...");
    command
        ->add_option(
            "--split", flags->splits,
            "Planted split, may be repeated; N,0,0 is one common rate; default: seven splits of 11, 20 and 48 areas")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->type_name("STABLE,CONTAINED,COMPLEX");
    command
        ->add_option("--truth", flags->options.truths,
                     "What is planted, may be repeated: sample (margins as 'diaban sample' has them), wide (other "
                     "multiples, margins of 8 %), "
                     "no-margins (many areas next to a line; the splits do not matter); default: sample and no-margins")
        ->transform(
            CLI::CheckedTransformer(std::map<std::string, PlantedTruth>{{"sample", PlantedTruth::kSample},
                                                                        {"wide", PlantedTruth::kWide},
                                                                        {"no-margins", PlantedTruth::kNoMargins}}))
        ->type_name("sample|wide|no-margins");
    command
        ->add_option(
            "--residents", flags->residents,
            "Residents of the areas: log-normal, zipf, or a table of real ones to draw from (with --residents-field)")
        ->capture_default_str()
        ->type_name("log-normal|zipf|SOURCE");
    command->add_option("--residents-field", flags->residents_field, "Column of that table, numbers above 0")
        ->type_name("FIELD");
    command
        ->add_option("--overdispersion", flags->options.overdispersion,
                     "Variance of a count over its mean, 1 to 100; above 1 counts vary more than the rule assumes")
        ->capture_default_str()
        ->type_name("D");
    command->add_option("--seed", flags->options.seed, "Seed of random numbers")->capture_default_str()->type_name("N");
    command->add_option("-o,--output", flags->output, "Also write the table with options and rule as JSON")
        ->type_name("OUT.json");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban simulate --lists 50 --counts 5,20,100\n"
        "The table is Markdown: truth = planted stable,contained,complex; right = share of areas with their planted "
        "class;\n"
        "mean p = mean probability of the class that was given; s.e. = standard error of p - right, from list to "
        "list.");
    command->callback([flags, &context] {
        context.work = [flags, &context] {
            if (!flags->splits.empty()) {
                flags->options.splits.clear();
                for (const std::string& split : flags->splits) {
                    flags->options.splits.push_back(class_split_of(split));
                }
            }
            flags->options.residents = residents_of(*flags);
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
