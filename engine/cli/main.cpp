// The program: parses flags, runs the chosen subcommand inside the one try, says what went wrong in the user's
// language.
#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <cstdio>
#include <new>

#include "engine/cli/cancel_on_signal.hpp"
#include "engine/cli/commands.hpp"
#include "engine/cli/console.hpp"
#include "engine/cli/suggest.hpp"
#include "layers/base/version.hpp"
#include "layers/model/error.hpp"
#include "layers/read/source.hpp"

namespace diaban::cli {

void add_common_flags(CLI::App& command, CommandContext& context) {
    command.add_option("--threads", context.threads, "Threads; 0 = all cores. Results do not depend on it.")
        ->check(CLI::Range(0u, 256u))
        ->capture_default_str();
    command.add_option_function<std::string>(
        "--language", [&context](const std::string& code) { context.language = language_from_code(code); },
        "Language of messages: vi (default) or en");
    command
        .add_option("--progress", context.progress_display,
                    "Progress on stderr: auto (default; on a terminal), always, never")
        ->transform(CLI::CheckedTransformer(std::map<std::string, ProgressDisplay>{{"auto", ProgressDisplay::kAuto},
                                                                                   {"always", ProgressDisplay::kAlways},
                                                                                   {"never", ProgressDisplay::kNever}},
                                            CLI::ignore_case))
        ->default_str("auto");
    command.add_flag("--quiet", context.quiet, "Print nothing but errors");
}

void add_personal_flag(CLI::App& command, bool& drop_personal) {
    command.add_flag(
        "--drop-personal", drop_personal,
        "Drop columns with persons' names, ID, phone or plate numbers, and say which; by default they are refused");
}

namespace {

int run(int argc, char** argv) {
    CommandContext context;
    CLI::App app("diaban: hotspot analysis of areas on watch (địa bàn)", "diaban");
    app.set_version_flag("--version", std::string("diaban ") + kProgramVersion);
    app.require_subcommand(1);
    app.fallthrough(false);
    add_sample_command(app, context);
    add_check_command(app, context);
    add_run_command(app, context);
    add_classify_command(app, context);
    add_simulate_command(app, context);
    add_hotspots_command(app, context);
    add_density_command(app, context);
    add_cameras_command(app, context);
    add_sweep_command(app, context);
    add_backtest_command(app, context);
    add_evaluate_command(app, context);
    add_view_command(app, context);
    add_map_command(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        if (code == 0) {
            return 0;  // --help or --version
        }
        const std::string nearest = nearest_flag(app, argc, argv);
        if (!nearest.empty()) {
            fmt::print(stderr, "{}\n", context.words().say("cli.nearest", {{"name", nearest}}));
        }
        return 2;
    }
    const CancelOnSignal cancel_on_signal(context.progress);
    const ProgressLine progress_line(context);
    return context.work();
}

}  // namespace

int guarded_run(int argc, char** argv) {
    // An error in the flags themselves may come before --language was read, so the language is looked up again here.
    Language language = Language::kVietnamese;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string_view(argv[i]) == "--language" && std::string_view(argv[i + 1]) == "en") {
            language = Language::kEnglish;
        }
    }
    const Catalogue& words = catalogue(language);
    try {
        return run(argc, argv);
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
