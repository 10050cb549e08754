#include "engine/cli/sweep_report.hpp"

#include <fmt/format.h>

#include "engine/cli/commands.hpp"
#include "engine/studies/sweep/record.hpp"
#include "layers/words/finding_sentence.hpp"

namespace diaban::cli {

void print_findings(const std::vector<Finding>& findings, const CommandContext& context) {
    const Catalogue& words = context.words();
    for (const Finding& finding : findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), finding_sentence(finding, words));
    }
}

void print_study(const SweepStudy& study, const SweepStudyOptions& options, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::size_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    print_findings(study.findings, context);
    const CrsInformation crs = crs_information(study.points.crs.crs);
    fmt::print(
        "{}\n",
        words.say("run.crs", {{"name", crs.name}, {"code", crs.code}, {"how", words.say(study.points.crs.rule_key)}}));
    fmt::print("{}\n", words.say("sweep.study", {{"events", number(study.events.size())},
                                                 {"from", words.date(day_of_number(study.first_day))},
                                                 {"to", words.date(day_of_number(study.known_to_day - 1.0))},
                                                 {"area", words.decimal(study.study_km2, 1)},
                                                 {"places", number(study.places.size())}}));
    if (options.places.empty()) {
        const BoxFrame& frame = study.frame.frame;
        fmt::print("{}\n", words.say("sweep.frame", {{"side", words.decimal(options.box_m, 0)},
                                                     {"turn", words.decimal(frame.turn_deg, 0)},
                                                     {"x", words.decimal(frame.shift_x, 1)},
                                                     {"y", words.decimal(frame.shift_y, 1)}}));
    }
}

void print_scores(const AutomaticForecast& automatic, const CommandContext& context) {
    const Catalogue& words = context.words();
    fmt::print("{}\n",
               words.say("sweep.scores", {{"folds", words.integer(static_cast<std::int64_t>(automatic.folds))}}));
    for (const CandidateScore& score : automatic.scores) {
        fmt::print("  {} {:<15} {:>7} %  {:>8}\n", score.model == automatic.chosen ? "*" : " ",
                   forecast_model_name(score.model), words.decimal(100.0 * score.hit_rate, 2),
                   words.decimal(score.log_score, 3));
    }
}

}  // namespace diaban::cli
