// What the command line says of the classification: it wins over the project.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/project/project.hpp"

namespace diaban {

class OptionTable;

struct ClassifyFlags {
    std::optional<std::filesystem::path> rule;  ///< replaces the project's rule and the thresholds it sets itself
    std::optional<SplitCounts> force_split;     ///< empty: the project's
};

/// --rule and --force-split.
const OptionTable& classify_flag_options();

/// Puts the flags into the project. Throws what `read_rule_file` throws.
void apply(const ClassifyFlags& flags, Project& project);

}  // namespace diaban
