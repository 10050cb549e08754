#include "layers/write/staged_file.hpp"

#include <unistd.h>

#include <fstream>
#include <system_error>

#include "layers/model/error.hpp"

namespace diaban {

namespace fs = std::filesystem;

StagedFile::StagedFile(fs::path target) : m_target(fs::absolute(target).lexically_normal()) {
    m_staged = m_target.parent_path() / ("." + m_target.stem().string() + ".partial-" + std::to_string(::getpid()) +
                                         m_target.extension().string());
    const auto cannot_write = [&](const std::string& cause) {
        throw Error(ErrorCode::kOutput, "error.cannot-write", {{"file", target.string()}, {"cause", cause}});
    };
    std::error_code error;
    if (fs::is_directory(m_target, error)) {
        cannot_write(std::make_error_code(std::errc::is_a_directory).message());
    }
    // Tried at once: that a folder cannot be written is told before minutes of work, not after.
    if (!std::ofstream(m_staged)) {
        cannot_write(std::error_code(errno, std::generic_category()).message());
    }
    fs::remove(m_staged, error);
}

StagedFile::~StagedFile() {
    if (!m_committed) {
        std::error_code ignored;
        fs::remove(m_staged, ignored);
        for (const char* suffix : {"-journal", "-wal", "-shm"}) {
            fs::remove(m_staged.string() + suffix, ignored);
        }
    }
}

void StagedFile::commit() {
    std::error_code error;
    fs::rename(m_staged, m_target, error);
    if (error) {
        throw Error(ErrorCode::kOutput, "error.cannot-write",
                    {{"file", m_target.string()}, {"cause", error.message()}});
    }
    m_committed = true;
}

}  // namespace diaban
