// A page written whole: beside its place, then renamed.
#pragma once

#include <filesystem>
#include <string>

namespace diaban {

/// Writes the bytes and renames them into place, so that no half-written page stays. Throws Error{kOutput,
/// "error.map-not-written"}.
void write_page(const std::string& bytes, const std::filesystem::path& file);

/// Makes the folder, and those above it, where it is not there yet. Throws as write_page.
void make_page_folder(const std::filesystem::path& folder);

}  // namespace diaban
