// The sections of a project that repeat: [[levels]], [[overlays]], [[themes]]. Their keys stand in core_sections.hpp.
#pragma once

#include <filesystem>
#include <string>

#include "engine/project/project.hpp"
#include "engine/project/setting.hpp"

namespace diaban {

/// The last level, overlay or theme, which was read from `item`: a level without a code is numbered. Throws
/// Error{kInput}: error.key-missing for a level without id and name, error.code-twice for a code that stands twice.
void settle_item(Project& project, const Setting& item);

/// Rules of themes read, their levels checked (error.level-unknown with the nearest). Call after the project's own rule
/// is settled.
void settle_themes(Project& project);

/// Sources named in a project: relative ones stand beside its file.
std::string beside_project(const std::filesystem::path& file, const std::string& source);

/// The text of a rule that the program ships: "drugs-28-2025", "an-toan". Throws error.rule-builtin-unknown with the
/// nearest.
std::string builtin_rule(const std::string& name);

}  // namespace diaban
