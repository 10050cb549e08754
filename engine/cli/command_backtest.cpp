// diaban backtest POINTS --within AREAS --box-m 150 --area-km2 A --horizon-days 28 --folds N -o OUT.json
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_flags.hpp"
#include "engine/studies/sweep/run_backtest.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

namespace {

std::string in_words(const Estimate& estimate, const Catalogue& words, int decimals) {
    std::string text = words.decimal(estimate.value, decimals);
    if (estimate.low && estimate.high) {
        text += " (" + words.decimal(*estimate.low, decimals) + " – " + words.decimal(*estimate.high, decimals) + ")";
    }
    return text;
}

void print_summary(const BacktestSummary& summary, const BacktestRequest& request, const CommandContext& context) {
    const Catalogue& words = context.words();
    print_study(summary.study, request.study, context);
    fmt::print("{}\n", words.say("backtest.folds",
                                 {{"folds", words.integer(static_cast<std::int64_t>(summary.result.folds.size()))},
                                  {"days", words.decimal(request.study.horizon_days, 0)}}));
    fmt::print("  {:<15} {:<24} {:<24} {}\n", words.say("backtest.column-model"), "PAI", "PEI",
               words.say("backtest.column-naive"));
    for (std::size_t m = 0; m < summary.result.models.size(); ++m) {
        fmt::print("  {:<15} {:<24} {:<24} {}\n", forecast_model_name(summary.result.models[m]),
                   in_words(summary.accuracy[m].pai, words, 1), in_words(summary.accuracy[m].pei, words, 3),
                   m == 0 ? "" : in_words(summary.to_naive[m].pai_difference, words, 1));
    }
    fmt::print("{}\n",
               words.say("backtest.calibration", {{"slope", words.decimal(summary.result.calibration_slope, 2)}}));
}

}  // namespace

void add_backtest_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("backtest", "Try forecasts on past days: would the chosen boxes have held what came?");
    const auto request = std::make_shared<BacktestRequest>();
    const auto texts = std::make_shared<StudyTexts>();
    add_study_flags(*command, request->study, *texts);
    command->add_option("--folds", request->folds, "Past horizons to test, 1..200")
        ->check(CLI::Range(1u, 200u))
        ->capture_default_str();
    command
        ->add_option("-o,--output", request->output,
                     "JSON to write; a table .csv and a plot .svg of the same stem stand beside it")
        ->required()
        ->type_name("OUT.json");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban backtest sample/incidents.csv --x E --y N --crs EPSG:9209 --time \"Thời gian\" --within "
        "sample/areas.gpkg:areas\n"
        "         --box-m 150 --area-km2 2 --horizon-days 28 --folds 6 -o backtest.json");
    command->callback([request, texts, &context] {
        context.work = [request, texts, &context] {
            understand(*texts, request->study);
            request->study.threads = context.threads;
            request->command = "backtest " + shown_name(request->study.sources.points);
            const BacktestSummary summary = run_backtest(*request, context.language, context.progress);
            if (!context.quiet) {
                print_summary(summary, *request, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
