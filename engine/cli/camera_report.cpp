#include "engine/cli/camera_report.hpp"

#include <fmt/format.h>

namespace diaban::cli {

void print_camera_plan(const CameraSummary& summary, const Catalogue& words) {
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    const auto percent = [&](double share) { return words.decimal(100.0 * share, 1); };
    fmt::print("{}\n", words.say("cameras.coverage", {{"proposed", number(summary.proposed)},
                                                      {"before", percent(summary.share_before)},
                                                      {"after", percent(summary.share_after)},
                                                      {"twice", percent(summary.share_twice)}}));
    const SitingResult& result = summary.result;
    const char* key = summary.model == SitingModel::kMaxCoverage ? "cameras.proof-most" : "cameras.proof-least";
    fmt::print("{}\n", words.say(key, {{"objective", words.decimal(result.objective, 2)},
                                       {"bound", words.decimal(result.upper_bound, 2)},
                                       {"gap", words.decimal(100.0 * result.gap, 3)},
                                       {"solver", siting_solver_name(result.solver)},
                                       {"seconds", words.decimal(result.seconds, 1)}}));
    if (result.stop != SitingStop::kProven) {
        fmt::print("{}\n", words.say("cameras.stop-" + siting_stop_name(result.stop)));
    }
}

}  // namespace diaban::cli
