// A drawn page as a file that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>

namespace diaban {

/// Writes beside `file` and renames it. Throws Error{kOutput, "error.map-not-written"}.
void write_page(const std::string& bytes, const std::filesystem::path& file);

}  // namespace diaban
