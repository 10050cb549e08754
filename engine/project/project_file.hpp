// Reading PROJECT.toml: one table of keys says what each section may hold, its type and range.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/project/project.hpp"

namespace diaban {

/// Reads and checks a project file. Paths of sources are made relative to the file's folder. Throws Error{kInput}:
/// error.file-missing, error.toml-syntax, error.key-unknown (with the nearest key), error.section-unknown,
/// error.key-type, error.key-range, error.key-missing, error.window-order; all but the first with line and column.
Project read_project_file(const std::filesystem::path& file);

/// The same from text; `file` is used for messages and relative paths.
Project parse_project(const std::string& text, const std::filesystem::path& file);

/// "section.key" of every key that is understood, for the reference and for tests.
std::vector<std::string> project_keys();

}  // namespace diaban
