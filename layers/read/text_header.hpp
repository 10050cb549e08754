// The header of a text table: the first line, or, in a table saved from a sheet, below title rows and over one or two
// lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace diaban {

/// Where the header is and what it says. Lines count from 1.
struct TextHeader {
    std::size_t begin = 0;   ///< bytes before the header's first record
    std::size_t end = 0;     ///< bytes before the first row of data
    std::uint64_t line = 1;  ///< first line of the header
    char separator = ',';
    std::vector<std::string> names;  ///< a column without a name is "field_N", as GDAL names it
    std::string above;               ///< what stands in the rows above it, joined by " / "
    /// False: below title rows or over two lines, which GDAL's driver does not know, or none at all.
    bool as_gdal = true;
    bool missing = false;  ///< the first line is a row of data already; names are "field_1", "field_2", ...
};

/// Finds the header in the first bytes of a table; `whole`: they are all of it. The first record is the header, parted
/// by ',' ';' or tab, whichever is alone in it, else ','. Where that record fills fewer than six tenths of the cells of
/// the widest row, or has no separator or several kinds, a sheet with title rows is thought of: then the separator is
/// the one by which `find_table_header` finds a row of the most names below the first row. A first record of two or
/// more cells that are all numbers and dates is no header. Empty names for bytes without any record. O(bytes looked
/// at).
TextHeader find_text_header(const std::vector<char>& bytes, bool whole);

}  // namespace diaban
