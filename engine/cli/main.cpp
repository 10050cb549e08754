// The program: reads flags, runs the chosen subcommand inside the one try, says what went wrong in the user's
// language.
#include <fmt/format.h>

#include <cstdio>
#include <new>

#include "engine/cli/cancel_on_signal.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/console.hpp"
#include "layers/model/error.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

BoundOptions CommandContext::common() {
    using F = CommonFlags;
    constexpr OptionPlace kFlag = OptionPlace::kFlag;
    static const OptionTable table = OptionTable::of<F>(
        "common", {
                      option<&F::threads>("threads").range(0, 256).only(kFlag),
                      choice<&F::language>("language", {{"vi", Language::kVietnamese}, {"en", Language::kEnglish}})
                          .only(kFlag),
                      choice<&F::progress>("progress", {{"auto", ProgressDisplay::kAuto},
                                                        {"always", ProgressDisplay::kAlways},
                                                        {"never", ProgressDisplay::kNever}})
                          .only(kFlag),
                      option<&F::quiet>("quiet").only(kFlag),
                  });
    return bind(table, flags);
}

namespace {

int run(int argc, char** argv, Language language) {
    CommandContext context;
    CommandLine line(language);
    for (const auto add :
         {add_sample_command, add_check_command, add_run_command, add_classify_command, add_simulate_command,
          add_hotspots_command, add_density_command, add_cameras_command, add_sweep_command, add_backtest_command,
          add_evaluate_command, add_point_study_commands, add_view_command, add_map_command, add_schema_command}) {
        add(line, context);
    }
    const CommandLine::Parsed parsed = line.parse(argc, argv);
    if (!parsed.work) {
        return parsed.exit_code;
    }
    const CancelOnSignal cancel_on_signal(context.progress);
    const ProgressLine progress_line(context);
    return parsed.work();
}

}  // namespace

int guarded_run(int argc, char** argv) {
    // Help and errors in the flags themselves come before --language is read, so it is looked up beforehand.
    Language language = Language::kVietnamese;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string_view(argv[i]) == "--language" && std::string_view(argv[i + 1]) == "en") {
            language = Language::kEnglish;
        }
    }
    const Catalogue& words = catalogue(language);
    try {
        return run(argc, argv, language);
    } catch (const Error& error) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.error"), without_passwords(words.say(error)));
        return exit_code(error.code());
    } catch (const std::bad_alloc&) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.error"), words.say("error.out-of-memory"));
    } catch (const std::exception& error) {
        fmt::print(stderr, "{}: {}\n", words.say("cli.error"),
                   words.say("error.unexpected", {{"cause", error.what()}}));
    }
    return 1;
}

}  // namespace diaban::cli

int main(int argc, char** argv) {
    return diaban::cli::guarded_run(argc, argv);
}
