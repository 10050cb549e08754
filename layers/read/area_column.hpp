// The column of an incident table that names areas: each cell's area, or why there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/text/area_resolver.hpp"

namespace diaban {

/// What a cell comes to. Either `key` is set or `reason` is.
struct AreaAnswer {
    std::string key;      ///< the area's id; for a unit that was split, the key that `apportion_splits` knows
    std::string reason;   ///< reject.area-unknown, reject.area-ambiguous, reject.area-split, reject.area-elsewhere
    std::string value;    ///< the cell as it was read (decoded)
    std::string nearest;  ///< names to choose from, parted by " | "
    Resolved how = Resolved::kUnknown;
    NameMatch match = NameMatch::kNone;
};

/// Counts of answers. A value that merges.
struct AreaColumnTally {
    std::uint64_t by_rules = 0;  ///< found by the rules of spelling, an encoding or lost zeros
    std::uint64_t merged = 0;    ///< found through the crosswalk, exactly
    std::uint64_t split = 0;     ///< found through the crosswalk, to be apportioned
    std::string rule_example;    ///< "X. Hoà Hải -> Xã Hòa Hải"
    std::string merge_example;

    void merge(const AreaColumnTally& later);
    /// finding.areas-by-rules, finding.areas-by-crosswalk.
    [[nodiscard]] std::vector<Finding> findings(const std::string& file) const;
};

/// One thread's reader of the column; it remembers the answers of names that come again.
class AreaColumn {
public:
    explicit AreaColumn(const AreaResolver& resolver) : m_resolver(&resolver) {}

    /// Valid until the next call. `day`: of the row.
    const AreaAnswer& answer(std::string_view cell, std::optional<LocalDay> day);
    /// Counts an answer that was used.
    void count(const AreaAnswer& answer);
    /// The counts since the last call.
    AreaColumnTally take_tally();

private:
    [[nodiscard]] AreaAnswer find(std::string_view cell, std::optional<LocalDay> day) const;

    const AreaResolver* m_resolver;
    std::unordered_map<std::string, AreaAnswer> m_known;
    AreaColumnTally m_tally;
};

/// Replaces the keys of split units by ids, row after row (SplitApportionment), and marks those rows: 1 = estimated.
/// `located`: rows with coordinates are left alone. Returns an empty vector where no row was apportioned. O(rows).
std::vector<std::uint8_t> apportion_splits(std::vector<std::string>& area_key, const std::vector<std::uint8_t>& located,
                                           const AreaResolver& resolver);

}  // namespace diaban
