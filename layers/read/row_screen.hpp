// What the rows of an incident table are looked at for besides their meaning: persons' data, old encodings, whole rows
// that stand twice.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/finding.hpp"
#include "layers/model/rejects.hpp"
#include "layers/read/area_column.hpp"
#include "layers/read/personal_content.hpp"
#include "layers/text/text_tally.hpp"

namespace diaban {

/// Names of the columns that a project uses, "" where it uses none.
struct ColumnsInUse {
    std::set<std::string> values;  ///< coordinates, times, weights: never looked at
    std::set<std::string> places;  ///< areas, categories, detected_by: their words are no persons' names
};

/// What happens to columns with persons' data.
enum class PersonalData { kRefuse, kDrop };

/// Counts over rows. A value that merges: parts screened apart and merged in order give the same as the whole.
class RowScreen {
public:
    RowScreen() = default;
    /// `dropped`: columns that their header gave away already.
    RowScreen(const std::vector<std::string>& headers, const ColumnsInUse& used, const std::set<std::string>& dropped);

    /// Looks at every cell of a row. Returns a number that two rows share where all their cells are equal (64-bit
    /// FNV-1a).
    std::uint64_t add_row(std::span<const std::string_view> cells);
    [[nodiscard]] std::uint64_t rows() const { return m_rows; }

    TextTally text;  ///< to be filled by whoever decodes a cell
    AreaColumnTally areas;

    void merge(const RowScreen& later);

    /// Columns whose content is personal, apart from those dropped by header. Throws Error{kInput}:
    /// error.personal-content (with columns, kinds and counts) under kRefuse; error.personal-mapped under kDrop where
    /// such a column is one that the project uses.
    [[nodiscard]] std::vector<std::string> personal(const std::string& file, PersonalData action) const;

    /// finding.personal-dropped for `personal`, and those of the texts and areas.
    [[nodiscard]] std::vector<Finding> findings(const std::string& file,
                                                const std::vector<std::string>& personal) const;

private:
    std::vector<std::string> m_headers;
    std::set<std::string> m_used;
    PersonalScan m_scan;
    std::uint64_t m_rows = 0;
};

/// "Cột 8 (SĐT/phone: 12)", for messages: never a cell's content.
std::string personal_text(const std::vector<PersonalColumn>& columns, const std::vector<std::string>& headers);

/// Takes columns out of rejected rows.
void drop_columns(Rejects& rejects, const std::vector<std::string>& names);

}  // namespace diaban
