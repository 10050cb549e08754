// diaban sweep POINTS -o OUT.gpkg --as-of DATE --horizon-days 28 --area-km2 A
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_flags.hpp"
#include "engine/studies/sweep/run_sweep.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

namespace {

void print_summary(const SweepSummary& summary, const SweepRequest& request, const CommandContext& context) {
    const Catalogue& words = context.words();
    print_study(summary.study, request.study, context);
    print_scores(summary.plan.automatic, context);
    std::size_t boxes = 0;
    std::size_t controls = 0;
    double area = 0.0;
    for (const SweepRow& row : summary.plan.rows) {
        if (row.role.role == PlaceRole::kTreated) {
            ++boxes;
            area += summary.study.places.area_km2[row.role.place];
        }
        controls += row.role.role == PlaceRole::kControl ? 1 : 0;
    }
    fmt::print("{}\n", words.say("sweep.plan", {{"model", forecast_model_name(summary.plan.model)},
                                                {"boxes", words.integer(static_cast<std::int64_t>(boxes))},
                                                {"area", words.decimal(area, 2)},
                                                {"expected", words.decimal(summary.plan.expected_chosen, 1)},
                                                {"total", words.decimal(summary.plan.expected_total, 0)},
                                                {"controls", words.integer(static_cast<std::int64_t>(controls))},
                                                {"hash", summary.hash.substr(0, 16)}}));
}

}  // namespace

void add_sweep_command(CLI::App& app, CommandContext& context) {
    CLI::App* command = app.add_subcommand(
        "sweep", "Plan a sweep: numbered boxes with expected counts, hours and reasons, controls fixed beforehand");
    const auto request = std::make_shared<SweepRequest>();
    const auto texts = std::make_shared<StudyTexts>();
    add_study_flags(*command, request->study, *texts);
    command->add_option("--title", request->title, "Title of the printed page")->type_name("TEXT");
    command->add_option("--unit", request->unit, "Unit named on the printed page")->type_name("TEXT");
    command
        ->add_option("-o,--output", request->output,
                     "GeoPackage to write; a record .json and the page .pdf of the same stem stand beside it")
        ->required()
        ->type_name("OUT.gpkg");
    add_common_flags(*command, context);
    command->footer(
        "Example: diaban sweep sample/incidents.csv --x E --y N --crs EPSG:9209 --time \"Thời gian\" --detected-by "
        "\"Nguồn tin\"\n"
        "         --within sample/areas.gpkg:areas --area-km2 1 --as-of 2017-12-15 --horizon-days 28 -o sweep.gpkg");
    command->callback([request, texts, &context] {
        context.work = [request, texts, &context] {
            understand(*texts, request->study);
            request->study.threads = context.threads;
            request->command = "sweep " + shown_name(request->study.sources.points);
            const SweepSummary summary = run_sweep(*request, context.language, context.progress);
            if (!context.quiet) {
                print_summary(summary, *request, context);
            }
            return 0;
        };
    });
}

}  // namespace diaban::cli
