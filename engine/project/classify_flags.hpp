// What the command line says of the classification: it wins over the project.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/project/project.hpp"

namespace diaban {

struct ClassifyFlags {
    std::optional<std::filesystem::path>
        rule;                 ///< --rule: replaces the project's rule and the thresholds it sets itself
    std::string force_split;  ///< --force-split "22,22,4"; empty: the project's
};

/// Puts the flags into the project. Throws Error{kUsage, "error.split-form"} and what `read_rule_file` throws.
void apply(const ClassifyFlags& flags, Project& project);

}  // namespace diaban
