// SHA-256 of files and texts, by which a run names its inputs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace diaban {

/// 64 lower-case hexadecimal digits.
std::string sha256_of(std::string_view text);

/// The same of a file's bytes; all files of a folder-like source are not followed. Throws Error{kInput,
/// "error.file-missing"}.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace diaban
