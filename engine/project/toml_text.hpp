// TOML as plain values: only toml_text.cpp sees the library, whose header alone costs a file seconds of compiling.
#pragma once

#include <filesystem>
#include <string>

#include "engine/project/setting.hpp"

namespace diaban {

/// Parses a text; the keys of each table come in alphabetical order. Throws Error{kInput, "error.toml-syntax"} with file,
/// line and column.
SettingValue parse_toml(const std::string& text, const std::filesystem::path& file);

/// The whole of a text file. Throws Error{kInput, "error.file-missing"}.
std::string text_of_file(const std::filesystem::path& file);

/// A text as TOML writes it, in quotes.
std::string toml_quoted(const std::string& text);

}  // namespace diaban
