// A sparse 0/1 matrix by rows: who covers what.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace diaban {

/// Row r holds the column indices item[start[r]] .. item[start[r + 1] - 1], ascending and without repeats.
struct CompressedRows {
    std::vector<std::uint32_t> start{0};
    std::vector<std::uint32_t> item;

    [[nodiscard]] std::size_t rows() const { return start.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> row(std::size_t r) const {
        return {item.data() + start[r], item.data() + start[r + 1]};
    }
    /// Appends a row: sorted, repeats dropped. O(k log k).
    void push_row(std::vector<std::uint32_t> items) {
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
        item.insert(item.end(), items.begin(), items.end());
        start.push_back(static_cast<std::uint32_t>(item.size()));
    }
};

/// The same matrix by columns; `columns` is their number. Rows of the answer are ascending too. O(entries + columns).
inline CompressedRows transposed(const CompressedRows& matrix, std::size_t columns) {
    CompressedRows out;
    out.start.assign(columns + 1, 0);
    for (const std::uint32_t column : matrix.item) {
        ++out.start[column + 1];
    }
    for (std::size_t c = 0; c < columns; ++c) {
        out.start[c + 1] += out.start[c];
    }
    out.item.resize(matrix.item.size());
    std::vector<std::uint32_t> next(out.start.begin(), out.start.end() - 1);
    for (std::size_t r = 0; r < matrix.rows(); ++r) {
        for (const std::uint32_t column : matrix.row(r)) {
            out.item[next[column]++] = static_cast<std::uint32_t>(r);
        }
    }
    return out;
}

}  // namespace diaban
