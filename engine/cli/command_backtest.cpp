// diaban backtest POINTS --within AREAS --box-m 150 --area-km2 A --horizon-days 28 --folds N -o OUT.json
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_report.hpp"
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

const OptionTable& backtest_options() {
    using R = BacktestRequest;
    static const OptionTable table = OptionTable::of<R>(
        "backtest", {
                        option<&R::folds>("folds").range(1, 200).only(OptionPlace::kFlag),
                        option<&R::output>("output").letter("-o").shown("OUT.json").only(OptionPlace::kFlag).needed(),
                    });
    return table;
}

}  // namespace

void add_backtest_command(CommandLine& line, CommandContext& context) {
    const auto request = std::make_shared<BacktestRequest>();
    line.add({"backtest",
              {bind(dated_point_options(), request->study.sources), bind(sweep_options(), request->study),
               bind(backtest_options(), *request), context.common()},
              [request, &context] {
                  request->study.threads = context.flags.threads;
                  request->command = "backtest " + shown_name(request->study.sources.points);
                  const BacktestSummary summary = run_backtest(*request, context.language(), context.progress);
                  if (!context.flags.quiet) {
                      print_summary(summary, *request, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
