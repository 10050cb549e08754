// Rows that could not be used: kept as they came, with the reason. Rows read = accepted + rejected, always.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace diaban {

/// One rejected row.
struct RejectedRow {
    std::string source;               ///< path as given in the project
    std::uint64_t row = 0;            ///< first data row = 1
    std::string reason_key;           ///< word catalogue, e.g. "reject.date-unreadable"
    std::string detail;               ///< the value that was wrong
    std::vector<std::string> fields;  ///< the row as it came, in the source's field order
    std::uint64_t line = 0;           ///< by which the row is found in its source (RowNumbers); 0: not known
    std::string nearest{};            ///< names to choose from where a name was not found, parted by " | "
};

/// All rejected rows of one source, with the counts by reason.
struct Rejects {
    std::vector<std::string> field_names;
    std::vector<RejectedRow> rows;

    [[nodiscard]] std::map<std::string, std::uint64_t> by_reason() const {
        std::map<std::string, std::uint64_t> counts;
        for (const RejectedRow& row : rows) {
            ++counts[row.reason_key];
        }
        return counts;
    }
};

}  // namespace diaban
