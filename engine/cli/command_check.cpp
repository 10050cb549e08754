// diaban check PROJECT.toml [--json] [-o DIR] [--strict]
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "engine/check/check_report.hpp"
#include "engine/cli/commands.hpp"
#include "engine/program/study_registry.hpp"
#include "layers/write/staged_folder.hpp"

namespace diaban::cli {

namespace {

struct CheckFlags {
    std::filesystem::path project_file;
    std::filesystem::path output;
    bool json = false;
    bool strict = false;
};

int check(const CheckFlags& flags, CommandContext& context) {
    const CheckReport report =
        check_project(read_project_file(flags.project_file, known_names()), context.flags.threads, context.progress);
    if (!flags.output.empty()) {
        StagedFolder folder(flags.output, "report.json");
        write_text_file(folder.path() / "report.json", check_report_json(report));
        write_text_file(folder.path() / "report.html", check_report_page(report, context.words()));
        folder.commit();
    }
    if (flags.json) {
        fmt::print("{}", check_report_json(report));
    } else if (!context.flags.quiet) {
        fmt::print("{}", check_report_text(report, context.words()));
        if (!flags.output.empty()) {
            const auto page = std::filesystem::absolute(flags.output / "report.html").lexically_normal();
            fmt::print("{}\n", context.words().say("check.page", {{"page", page.string()}}));
        }
    }
    // Whoever reads only the error stream must see what stops the run.
    for (const Finding& finding : report.findings) {
        if (finding.severity == Severity::kFault && (flags.json || context.flags.quiet)) {
            fmt::print(stderr, "{}: {}\n", context.words().say("cli.error"),
                       context.words().say(finding.key, finding.arguments));
        }
    }
    return report.trusted() && !(flags.strict && report.anything_wrong()) ? 0 : 1;
}

const OptionTable& check_options() {
    using F = CheckFlags;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<F>(
        "check", {
                     option<&F::project_file>("project").shown("PROJECT.toml").only(OptionPlace::kPositional).needed(),
                     option<&F::json>("json").only(kFlag),
                     option<&F::output>("output").letter("-o").shown("DIR").only(kFlag),
                     option<&F::strict>("strict").only(kFlag),
                 });
    return table;
}

}  // namespace

void add_check_command(CommandLine& line, CommandContext& context) {
    const auto flags = std::make_shared<CheckFlags>();
    line.add({"check", {bind(check_options(), *flags), context.common()}, [flags, &context] {
                  return check(*flags, context);
              }});
}

}  // namespace diaban::cli
