// Several files that take their places together: written aside, moved at the end, taken back when one move fails.
#pragma once

#include <filesystem>
#include <vector>

namespace diaban {

/// Files written beside `output`. One of them, `last`, is the mark that the set is whole: it is taken away before the
/// first move and set down after the last one, so that a set cut short by a kill can be told by its absence, and files
/// of two runs never stand beside a mark.
class StagedFiles {
public:
    /// Throws Error{kOutput, "error.cannot-write"}.
    StagedFiles(const std::filesystem::path& output, const std::filesystem::path& last);
    ~StagedFiles();
    StagedFiles(const StagedFiles&) = delete;
    StagedFiles& operator=(const StagedFiles&) = delete;

    /// Where to write what shall become `target`; what stands beside it there under the same stem goes with it. Throws
    /// Error{kOutput, "error.cannot-write"} where the target is a folder.
    std::filesystem::path file(const std::filesystem::path& target);
    /// Moves all files to their places. When a move fails, what was moved is taken back and what stood there before
    /// stands there again. Throws Error{kOutput, "error.cannot-write"}.
    void commit();

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_last;
    std::vector<std::filesystem::path> m_targets;
};

}  // namespace diaban
