// diaban sweep POINTS -o OUT.gpkg --as-of DATE --horizon-days 28 --area-km2 A
#include <fmt/format.h>

#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/cli/sweep_report.hpp"
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

const OptionTable& sweep_command_options() {
    using R = SweepRequest;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<R>(
        "sweep", {
                     option<&R::title>("title").only(kFlag),
                     option<&R::unit>("unit").only(kFlag),
                     option<&R::output>("output").letter("-o").shown("OUT.gpkg").only(kFlag).needed(),
                 });
    return table;
}

}  // namespace

void add_sweep_command(CommandLine& line, CommandContext& context) {
    const auto request = std::make_shared<SweepRequest>();
    line.add({"sweep",
              {bind(dated_point_options(), request->study.sources), bind(sweep_options(), request->study),
               bind(sweep_command_options(), *request), context.common()},
              [request, &context] {
                  request->study.threads = context.flags.threads;
                  request->command = "sweep " + shown_name(request->study.sources.points);
                  const SweepSummary summary = run_sweep(*request, context.language(), context.progress);
                  if (!context.flags.quiet) {
                      print_summary(summary, *request, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
