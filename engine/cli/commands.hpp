// One function a subcommand. Each adds its flags to the program and says what runs when it is chosen.
#pragma once

#include <functional>
#include <string>

#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {
struct ClassifyFlags;
}
namespace CLI {
class App;
}

namespace diaban::cli {

enum class ProgressDisplay { kAuto, kAlways, kNever };

/// What the subcommands share. `work` is set by the chosen subcommand's CLI11 callback and run by main, inside its one
/// try.
struct CommandContext {
    Language language = Language::kVietnamese;
    unsigned threads = 0;  ///< 0 = all cores
    bool quiet = false;
    ProgressDisplay progress_display = ProgressDisplay::kAuto;
    Progress progress;
    std::function<int()> work;

    [[nodiscard]] const Catalogue& words() const { return catalogue(language); }
};

/// Adds --rule and --force-split to a subcommand.
void add_classify_flags(CLI::App& command, ClassifyFlags& flags);

/// Adds --drop-personal to a subcommand that reads sources of its own: what [privacy] drop_personal is to a project.
void add_personal_flag(CLI::App& command, bool& drop_personal);

/// Adds --threads, --language, --progress and --quiet to a subcommand.
void add_common_flags(CLI::App& command, CommandContext& context);

void add_sample_command(CLI::App& app, CommandContext& context);
void add_check_command(CLI::App& app, CommandContext& context);
void add_run_command(CLI::App& app, CommandContext& context);
void add_classify_command(CLI::App& app, CommandContext& context);
void add_simulate_command(CLI::App& app, CommandContext& context);
void add_hotspots_command(CLI::App& app, CommandContext& context);
void add_density_command(CLI::App& app, CommandContext& context);
void add_cameras_command(CLI::App& app, CommandContext& context);
void add_sweep_command(CLI::App& app, CommandContext& context);
void add_backtest_command(CLI::App& app, CommandContext& context);
void add_evaluate_command(CLI::App& app, CommandContext& context);
void add_view_command(CLI::App& app, CommandContext& context);
void add_map_command(CLI::App& app, CommandContext& context);

}  // namespace diaban::cli
