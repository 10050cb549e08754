// diaban evaluate POINTS --treated AREAS --control AREAS --before FROM,TO --after FROM,TO -o OUT.json
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_report.hpp"
#include "engine/studies/evaluate/run_evaluate.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

namespace {

void print_summary(const EvaluateSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    print_findings(summary.findings, context);
    const Evaluation& e = summary.evaluation;
    fmt::print("{}\n",
               words.say("evaluate.figures", {{"wdd", words.decimal(e.poisson.value, 1)},
                                              {"error", words.decimal(e.poisson.standard_error, 1)},
                                              {"low", words.decimal(e.poisson.low, 1)},
                                              {"high", words.decimal(e.poisson.high, 1)},
                                              {"dates", words.integer(static_cast<std::int64_t>(e.placebo.dates))},
                                              {"dispersion", words.decimal(e.placebo.dispersion, 2)}}));
    fmt::print("{}\n", context.language() == Language::kVietnamese ? summary.sentence_vi : summary.sentence_en);
}

const OptionTable& evaluate_command_options() {
    using R = EvaluateRequest;
    static const OptionTable table = OptionTable::of<R>(
        "evaluate", {
                        option<&R::output>("output").letter("-o").shown("OUT.json").only(OptionPlace::kFlag).needed(),
                    });
    return table;
}

}  // namespace

void add_evaluate_command(CommandLine& line, CommandContext& context) {
    const auto request = std::make_shared<EvaluateRequest>();
    line.add({"evaluate",
              {bind(dated_point_options(), request->options.sources), bind(evaluate_options(), request->options),
               bind(evaluate_command_options(), *request), context.common()},
              [request, &context] {
                  request->options.threads = context.flags.threads;
                  request->command = "evaluate " + shown_name(request->options.sources.points);
                  const EvaluateSummary summary = run_evaluate(*request, context.progress);
                  if (!context.flags.quiet) {
                      print_summary(summary, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
