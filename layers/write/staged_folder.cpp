#include "layers/write/staged_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& cause) {
    throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", path.string()}, {"cause", cause}});
}

fs::path without_trailing_slash(const fs::path& path) {
    const fs::path absolute = fs::absolute(path).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

}  // namespace

StagedFolder::StagedFolder(fs::path target, const std::string& marker) : m_target(without_trailing_slash(target)) {
    std::error_code error;
    if (fs::exists(m_target, error)) {
        if (!fs::is_directory(m_target, error)) {
            throw Error(ErrorCode::kOutput, "error.output-not-ours",
                        {{"folder", m_target.string()}, {"marker", marker}});
        }
        if (!fs::is_empty(m_target, error) && !fs::exists(m_target / marker, error)) {
            throw Error(ErrorCode::kOutput, "error.output-not-ours",
                        {{"folder", m_target.string()}, {"marker", marker}});
        }
        if (error) {
            cannot_write(m_target, error.message());
        }
    }
    fs::create_directories(m_target.parent_path(), error);
    if (error) {
        cannot_write(m_target.parent_path(), error.message());
    }
    m_staged = m_target.parent_path() / ("." + m_target.filename().string() + ".partial-" + std::to_string(::getpid()));
    fs::remove_all(m_staged, error);
    if (!fs::create_directory(m_staged, error) || error) {
        cannot_write(m_staged, error ? error.message() : "already there");
    }
}

StagedFolder::~StagedFolder() {
    if (!m_committed) {
        std::error_code ignored;
        fs::remove_all(m_staged, ignored);
    }
}

void StagedFolder::commit() {
    std::error_code error;
    if (!fs::exists(m_target, error)) {
        fs::rename(m_staged, m_target, error);
        if (error) {
            cannot_write(m_target, error.message());
        }
        m_committed = true;
        return;
    }
    // One step where the file system can exchange two names; else the older folder steps aside first, and comes
    // back if the new one cannot take its place.
    if (::renameat2(AT_FDCWD, m_staged.c_str(), AT_FDCWD, m_target.c_str(), RENAME_EXCHANGE) == 0) {
        m_committed = true;
        fs::remove_all(m_staged, error);
        return;
    }
    const fs::path aside = m_staged.string() + ".old";
    fs::rename(m_target, aside, error);
    if (error) {
        cannot_write(m_target, error.message());
    }
    fs::rename(m_staged, m_target, error);
    if (error) {
        const std::string cause = error.message();
        fs::rename(aside, m_target, error);
        cannot_write(m_target, cause);
    }
    m_committed = true;
    fs::remove_all(aside, error);
}

void write_text_file(const fs::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.close();
    if (!stream) {
        const std::string cause = std::strerror(errno);
        std::error_code ignored;
        fs::remove(file, ignored);
        cannot_write(file, cause);
    }
}

}  // namespace diaban
