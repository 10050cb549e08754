// Where the header of a sheet is: below title rows, over one or two rows, with merged cells.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace diaban {

/// Cells of a sheet, row after row; rows may differ in length, a missing cell is empty.
using SheetRows = std::vector<std::vector<std::string>>;

/// The header of a sheet. Row indexes start at 0.
struct TableHeader {
    std::size_t first_row = 0;
    std::size_t first_data_row = 0;
    /// One a column, unnamed ones "field_N"; line breaks and runs of spaces are one space.
    std::vector<std::string> names;
    std::string above;      ///< what stands in the rows above it, joined by " / "
    bool of_words = false;  ///< false: no row looks like a header, the first that is not blank was taken
};

/// Finds the header within the first rows of a sheet: the first row that fills at least six tenths of the widest row's
/// cells with words (no numbers but years, no dates), else the first row that is not blank. A row beside it belongs to
/// it when it fills its gaps with words, as merged cells leave them: then a column's name is the lower cell's, or the
/// upper one's where that is blank, or both when two columns would have one name. A row that only numbers the columns
/// below is passed over: (1) (2) (3) anywhere, 1 2 3 only where the header stands below other rows or has two rows of
/// its own, for it may be a row of data. None for a sheet without cells. O(cells).
std::optional<TableHeader> find_table_header(const SheetRows& rows);

/// Rows that are looked at for a header.
inline constexpr std::size_t kRowsLookedAtForAHeader = 60;

/// Cells of a row that are not blank.
std::size_t filled_cells(const std::vector<std::string>& row);

/// False for numbers (but years) and dates: what stands in a column rather than above it.
bool is_word(const std::string& text);

/// True when so many of the widest row's cells are enough for a header: six tenths.
constexpr bool fills_a_header(std::size_t filled, std::size_t most_filled) {
    return filled * 10 >= most_filled * 6;
}

}  // namespace diaban
