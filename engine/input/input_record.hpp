// One input as run.json, the record of a command and the footers of pages list it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "layers/read/source.hpp"

namespace diaban {

/// rows_read = accepted + rejected, always.
struct InputRecord {
    std::string role;  ///< "areas", "incidents", "register", "level", "overlay"; "points", "within", "demand" ...
    std::string path;  ///< relative to the project; without a project the file's name alone
    std::string file;  ///< as opened
    std::uintmax_t bytes = 0;
    std::string sha256;
    std::string crs;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_accepted = 0;
    std::uint64_t rows_rejected = 0;

    void set_rows(std::uint64_t read, std::uint64_t rejected) {
        rows_read = read;
        rows_rejected = rejected;
        rows_accepted = read - rejected;
    }
};

/// "FILE" or "FILE:layer", with a layer named beside it.
SourceSpec source_of(const std::string& text, const std::string& layer);

/// The source as a record names it: relative to the project file, or without its folder where there is no project
/// (`project_file` is empty). Never a password.
std::string recorded_path(const std::string& file, const std::filesystem::path& project_file);

/// Path, size and digest of a source. Databases have neither size nor digest.
InputRecord record_of(const std::string& role, const SourceSpec& source, const std::filesystem::path& project_file);

}  // namespace diaban
