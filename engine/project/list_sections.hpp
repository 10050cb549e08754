// The sections of a project that repeat: [[levels]], [[overlays]], [[themes]].
#pragma once

#include <filesystem>
#include <string>

#include "engine/project/project.hpp"
#include "engine/project/toml_entry.hpp"

namespace diaban {

/// Reads a section that repeats into the project; false when it is none of them. Throws as TomlKeys::read, and
/// error.code-form for a `level` or `name` that is no code (a-z, 0-9, _), error.code-twice for one that stands twice.
bool read_list_section(Project& project, const TomlEntry& section);

/// Sources beside the project file, rules of themes read, levels of themes checked (error.level-unknown with the
/// nearest). Call after the project's own rule is settled.
void settle_lists(Project& project);

/// A source named in a project: relative ones stand beside its file.
std::string beside_project(const std::filesystem::path& file, const std::string& source);

/// "all" | "reported".
CountedIncidents read_counted_incidents(const TomlEntry& entry);

/// The text of a rule that the program ships: "drugs-28-2025", "an-toan". Throws error.rule-builtin-unknown with the
/// nearest.
std::string builtin_rule(const std::string& name);

}  // namespace diaban
