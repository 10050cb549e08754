// An output file (with companions of the same stem) that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace diaban {

/// A file beside `target` to write into. `commit` renames it; without commit the destructor removes it and an older
/// target stays.
class StagedFile {
public:
    /// Throws Error{kOutput, "error.cannot-write"} when the folder is missing or cannot be written.
    explicit StagedFile(std::filesystem::path target);
    ~StagedFile();
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;

    /// Has the target's extension, so that drivers are found by it.
    [[nodiscard]] const std::filesystem::path& path() const { return m_staged; }
    /// Throws Error{kOutput, "error.cannot-write"}.
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_staged;
    bool m_committed = false;
};

}  // namespace diaban
