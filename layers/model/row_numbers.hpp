// By which number a person finds a row again in its source: the line of a text file, the row of a sheet, the id of a
// feature.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace diaban {

/// What the numbers count.
enum class RowNumberKind : std::uint8_t { kLine, kSheetRow, kFeatureId };

/// Numbers of rows 1, 2, 3, ... as runs of consecutive ones: a table without blank lines and without cells over several
/// lines is one run, so millions of rows cost nothing. A value that merges.
class RowNumbers {
public:
    RowNumberKind kind = RowNumberKind::kFeatureId;

    /// Adds the next row.
    void add(std::uint64_t number) {
        if (m_runs.empty() || m_runs.back().number + (m_rows - m_runs.back().before) != number) {
            m_runs.push_back({m_rows, number});
        }
        ++m_rows;
    }

    /// Adds the rows of `later`, whose numbers count from `shift` + 1 on.
    void append(const RowNumbers& later, std::uint64_t shift) {
        for (const Run& run : later.m_runs) {
            const std::uint64_t before = m_rows + run.before;
            const std::uint64_t number = run.number + shift;
            if (m_runs.empty() || m_runs.back().number + (before - m_runs.back().before) != number) {
                m_runs.push_back({before, number});
            }
        }
        m_rows += later.m_rows;
    }

    /// The number of a row (the first is 1); the row itself where nothing is known of it. O(log runs).
    [[nodiscard]] std::uint64_t of(std::uint64_t row) const {
        if (row == 0 || row > m_rows) {
            return row;
        }
        const auto behind = std::upper_bound(m_runs.begin(), m_runs.end(), row - 1,
                                             [](std::uint64_t before, const Run& run) { return before < run.before; });
        const Run& run = *(behind - 1);
        return run.number + (row - 1 - run.before);
    }

    [[nodiscard]] std::uint64_t rows() const { return m_rows; }

private:
    struct Run {
        std::uint64_t before = 0;  ///< rows before its first
        std::uint64_t number = 0;  ///< of its first
    };
    std::vector<Run> m_runs;
    std::uint64_t m_rows = 0;
};

}  // namespace diaban
