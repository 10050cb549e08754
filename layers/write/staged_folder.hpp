// An output folder that appears whole or not at all.
#pragma once

#include <filesystem>
#include <string>

namespace diaban {

/// A folder beside `target` to write into. `commit` puts it in target's place in one step; without commit the
/// destructor removes it, and an older target stays as it was.
class StagedFolder {
public:
    /// `marker` is the file by which an earlier output of ours is known ("run.json"): an existing target that is not
    /// empty and lacks it belongs to somebody else and is refused. Throws Error{kOutput}: error.output-not-ours,
    /// error.cannot-write (no permission, no parent folder).
    StagedFolder(std::filesystem::path target, const std::string& marker);
    ~StagedFolder();
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_staged; }
    /// Exchanges the staged folder with the target and removes the older one. Throws Error{kOutput,
    /// "error.cannot-write"}.
    void commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_staged;
    bool m_committed = false;
};

/// Writes a text file whole, checking every step. Throws Error{kOutput, "error.cannot-write"}.
void write_text_file(const std::filesystem::path& file, const std::string& text);

}  // namespace diaban
