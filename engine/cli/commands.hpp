// One function a subcommand. Each adds its flags to the program and says what runs when it is chosen.
#pragma once

#include <functional>
#include <optional>

#include "engine/cli/command_line.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban::cli {

enum class ProgressDisplay { kAuto, kAlways, kNever };

/// The flags that every subcommand has.
struct CommonFlags {
    unsigned threads = 0;              ///< 0 = all cores
    std::optional<Language> language;  ///< of messages; empty: Vietnamese
    ProgressDisplay progress = ProgressDisplay::kAuto;
    bool quiet = false;
};

/// What the subcommands share.
struct CommandContext {
    CommonFlags flags;
    Progress progress;

    [[nodiscard]] Language language() const { return flags.language.value_or(Language::kVietnamese); }
    [[nodiscard]] const Catalogue& words() const { return catalogue(language()); }
    /// --threads, --language, --progress and --quiet.
    [[nodiscard]] BoundOptions common();
};

/// Notes and warnings, one a line on stderr.
void print_notes(const std::vector<Finding>& findings, const Catalogue& words);

void add_sample_command(CommandLine& line, CommandContext& context);
void add_check_command(CommandLine& line, CommandContext& context);
void add_run_command(CommandLine& line, CommandContext& context);
void add_classify_command(CommandLine& line, CommandContext& context);
void add_simulate_command(CommandLine& line, CommandContext& context);
void add_hotspots_command(CommandLine& line, CommandContext& context);
void add_density_command(CommandLine& line, CommandContext& context);
void add_cameras_command(CommandLine& line, CommandContext& context);
void add_sweep_command(CommandLine& line, CommandContext& context);
void add_backtest_command(CommandLine& line, CommandContext& context);
void add_evaluate_command(CommandLine& line, CommandContext& context);
/// One command for each study of the registry that works on points alone.
void add_point_study_commands(CommandLine& line, CommandContext& context);
void add_view_command(CommandLine& line, CommandContext& context);
void add_map_command(CommandLine& line, CommandContext& context);
void add_schema_command(CommandLine& line, CommandContext& context);

}  // namespace diaban::cli
