// diaban cameras DEMAND -o OUT.gpkg --count P | --budget COST
#include <fmt/format.h>

#include <ctime>
#include <memory>

#include "engine/cli/commands.hpp"
#include "engine/studies/cameras/plan_summary.hpp"
#include "engine/studies/cameras/run_cameras.hpp"
#include "layers/read/source.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban::cli {

namespace {

void print_summary(const CameraSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    print_notes(summary.findings, words);
    fmt::print("{}\n", words.say("run.crs", {{"name", summary.crs_name},
                                             {"code", summary.crs_code},
                                             {"how", words.say(summary.crs_rule_key)}}));
    fmt::print("{}\n", words.say("cameras.sites", {{"demand", number(summary.demand_places)},
                                                   {"candidates", number(summary.candidates)},
                                                   {"existing", number(summary.existing)},
                                                   {"reach", words.decimal(summary.reach_m, 0)}}));
    for (const std::string& line : camera_plan_summary(summary.record, words)) {
        fmt::print("{}\n", line);
    }
}

LocalDay today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return LocalDay{std::chrono::year(local.tm_year + 1900) /
                    std::chrono::month(static_cast<unsigned>(local.tm_mon + 1)) /
                    std::chrono::day(static_cast<unsigned>(local.tm_mday))};
}

}  // namespace

void add_cameras_command(CommandLine& line, CommandContext& context) {
    const auto options = std::make_shared<CameraOptions>();
    line.add({"cameras", {bind(camera_options(), *options, {"demand"}), context.common()}, [options, &context] {
                  options->today = today();
                  options->command = "cameras " + shown_name(options->demand);
                  const CameraSummary summary =
                      run_cameras(*options, context.flags.threads, context.language(), context.progress);
                  if (!context.flags.quiet) {
                      print_summary(summary, context);
                  }
                  return 0;
              }});
}

}  // namespace diaban::cli
