#include "engine/cli/run_report.hpp"

#include <fmt/format.h>

#include "engine/program/study_registry.hpp"

namespace diaban::cli {

void print_run_summary(const RunSummary& summary, const CommandContext& context) {
    const Catalogue& words = context.words();
    const auto number = [&](std::uint64_t n) { return words.integer(static_cast<std::int64_t>(n)); };
    for (const TwoLanguages& finding : summary.findings) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.note"), finding.say(words.language()));
    }
    fmt::print("{}\n", summary.title);
    fmt::print("{}\n", words.say("run.crs", {{"name", summary.crs_name},
                                             {"code", summary.crs_code},
                                             {"how", words.say(summary.crs_rule_key)}}));
    fmt::print("{}\n", words.say("run.rows", {{"read", number(summary.rows_read)},
                                              {"accepted", number(summary.rows_accepted)},
                                              {"rejected", number(summary.rows_rejected)}}));
    if (summary.bandwidth_m > 0.0) {
        fmt::print("{}\n", words.say("run.bandwidth", {{"metres", words.decimal(summary.bandwidth_m, 0)},
                                                       {"rule", summary.bandwidth_rule}}));
    }
    fmt::print("{}\n", words.say("run.rule", {{"rule", summary.rule}}));
    fmt::print("{}\n", words.say("run.split", {{"stable", number(summary.split[0])},
                                               {"contained", number(summary.split[1])},
                                               {"complex", number(summary.split[2])},
                                               {"borderline", number(summary.borderline)}}));
    if (summary.undefined > 0) {
        fmt::print("{}\n", words.say("run.undefined", {{"count", number(summary.undefined)}}));
    }
    if (summary.year) {
        const auto share = [&](std::size_t part, std::size_t whole) {
            return whole > 0 ? words.decimal(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0)
                             : words.say("number.undefined");
        };
        fmt::print("{}\n",
                   words.say("run.year",
                             {{"turned", number(summary.year->turned_around)},
                              {"to_turn", number(summary.year->to_be_turned_around)},
                              {"share_turned", share(summary.year->turned_around, summary.year->to_be_turned_around)},
                              {"kept", number(summary.year->not_relapsed)},
                              {"passed", number(summary.year->passed_before)},
                              {"share_kept", share(summary.year->not_relapsed, summary.year->passed_before)}}));
    }
    for (const Study& study : study_registry()) {
        const auto record = summary.studies.find(study.name);
        if (study.summary == nullptr || record == summary.studies.end()) {
            continue;
        }
        for (const std::string& line : study.summary(record->second, words)) {
            fmt::print("{}\n", line);
        }
    }
    if (!summary.page.empty()) {
        fmt::print("{}\n", words.say("run.page", {{"page", summary.page.string()}}));
    }
    fmt::print("{}\n", words.say("run.time", {{"seconds", words.decimal(summary.seconds, 1)}}));
}

}  // namespace diaban::cli
