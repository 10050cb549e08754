// One input of a project as run.json lists it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "layers/read/source.hpp"

namespace diaban {

/// rows_read = accepted + rejected, always.
struct InputRecord {
    std::string role;  ///< "areas", "incidents", "register", "level", "overlay"
    std::string path;  ///< as given in the project
    std::string file;  ///< as opened
    std::uintmax_t bytes = 0;
    std::string sha256;
    std::string crs;
    std::uint64_t rows_read = 0;
    std::uint64_t rows_accepted = 0;
    std::uint64_t rows_rejected = 0;
};

/// "FILE" or "FILE:layer", with a layer named beside it.
SourceSpec source_of(const std::string& text, const std::string& layer);

/// Path, size and digest of a source; the path relative to the project file. Databases have neither size nor digest.
InputRecord record_of(const std::string& role, const SourceSpec& source, const std::filesystem::path& project_file);

}  // namespace diaban
