// diaban evaluate POINTS --treated AREAS --control AREAS --before FROM,TO --after FROM,TO -o OUT.json
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_flags.hpp"
#include "engine/studies/evaluate/run_evaluate.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

namespace {

/// "2017-01-01,2017-01-28", both days belong to it.
TimeWindow window_of(const char* flag, const std::string& text) {
    const auto comma = text.find(',');
    if (comma == std::string::npos) {
        throw Error(ErrorCode::kUsage, "error.evaluate-window-form", {{"flag", flag}, {"value", text}});
    }
    return {day_from_text(text.substr(0, comma)), day_from_text(text.substr(comma + 1))};
}

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
    fmt::print("{}\n", context.language == Language::kVietnamese ? summary.sentence_vi : summary.sentence_en);
}

}  // namespace

void add_evaluate_command(CLI::App& app, CommandContext& context) {
    CLI::App* command =
        app.add_subcommand("evaluate", "Judge a sweep against its controls: WDD, WDQ, cooling to be expected, verdict");
    const auto request = std::make_shared<EvaluateRequest>();
    const auto texts = std::make_shared<StudyTexts>();
    struct Windows {
        std::string before;
        std::string after;
    };
    const auto windows = std::make_shared<Windows>();
    EvaluateOptions& options = request->options;
    add_point_flags(*command, options.sources, *texts);
    command->add_option("--treated", options.treated, "Places that were swept; of a plan with a column role: those")
        ->required()
        ->type_name("AREAS");
    command
        ->add_option("--control", options.control,
                     "Control places, fixed beforehand; of a plan with a column role: those")
        ->required()
        ->type_name("AREAS");
    command
        ->add_option("--displacement", options.displacement,
                     "Rings around the treated places; of a plan with a column role: those")
        ->type_name("AREAS");
    command->add_option("--control-displacement", options.control_displacement, "Rings around the controls")
        ->type_name("AREAS");
    command->add_option("--before", windows->before, "Window before: first and last day")
        ->required()
        ->type_name("FROM,TO");
    command->add_option("--after", windows->after, "Window of the sweep or after it: first and last day")
        ->required()
        ->type_name("FROM,TO");
    command->add_flag_callback(
        "--by-area", [&options] { options.comparison = SideComparison::kByArea; },
        "Weight the controls by area (default: counts as they are)");
    command->add_flag("--include-detected", options.include_detected, "Count what police found by looking, too");
    command->add_option("-o,--output", request->output, "JSON to write")->required()->type_name("OUT.json");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban evaluate sample/incidents.csv --x E --y N --crs EPSG:9209 --time \"Thời gian\" --treated "
        "sample/sweep.gpkg\n"
        "         --control sample/sweep.gpkg --before 2015-12-15,2016-01-11 --after 2016-12-15,2017-01-11 -o "
        "verdict.json");
    command->callback([request, texts, windows, &context] {
        context.work = [request, texts, windows, &context] {
            understand(*texts, request->options.sources);
            request->options.before = window_of("--before", windows->before);
            request->options.after = window_of("--after", windows->after);
            request->options.threads = context.threads;
            request->command = "evaluate " + shown_name(request->options.sources.points);
            const EvaluateSummary summary = run_evaluate(*request, context.progress);
            if (!context.quiet) {
                print_summary(summary, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
