// Text tables (CSV, TSV) in blocks of whole rows: one pass over the bytes, the blocks taken apart by any number of
// threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/read/row_chunk.hpp"
#include "layers/read/source.hpp"
#include "layers/read/text_stream.hpp"
#include "layers/read/text_table_shape.hpp"

namespace diaban {

/// Some whole records of the file, as bytes.
struct TextBlock {
    std::vector<char> bytes;
};

/// A block taken apart. Line numbers of `shape` and of the chunk count from 1 at the start of the block.
struct ParsedBlock {
    RowChunk chunk;
    TextTableShape shape;
    std::uint64_t lines = 0;  ///< line breaks in the block
};

/// The columns of a table and what parts them.
struct TextTableLayout {
    char separator = ',';
    std::vector<std::string> field_names{};  ///< a column without a name is "field_N", as GDAL names it
    std::uint64_t header_line = 1;           ///< where the header begins, counted from 1
    std::string above{};                     ///< what stands above it, joined by " / "
    std::optional<Utf16Order> utf16{};       ///< what the file is in, if it is not UTF-8 or an encoding of one byte
    bool as_gdal = true;                     ///< GDAL's driver would find the same header by itself
    bool header_missing = false;             ///< the first line is a row of data
};

/// Takes a block apart: cells in quotation marks lose them, a doubled one inside stands for one; rows that are too
/// short are filled with missing cells, what is beyond the last column and what follows a NUL in its line is left out
/// (and counted in the shape); blank lines are no rows. The same rules as GDAL 3.6. O(bytes).
ParsedBlock parse_block(TextBlock block, const TextTableLayout& layout);

/// Reads the file (also .gz, also UTF-16) from front to back.
class TextTable {
public:
    /// Opens the file and reads its header (text_header.hpp). Throws Error{kInput}: error.file-unreadable,
    /// error.layer-empty, error.quote-unclosed.
    explicit TextTable(const SourceSpec& source);
    [[nodiscard]] const TextTableLayout& layout() const { return m_layout; }
    /// Shape of the header alone: where `add_block_shape` starts.
    [[nodiscard]] const TextTableShape& header_shape() const { return m_header_shape; }
    [[nodiscard]] std::uint64_t header_lines() const { return m_header_lines; }

    /// The next block, about a megabyte, cut at the end of a record: where it is cut depends on the bytes alone. None
    /// at the end of the file. Throws Error{kInput}: error.file-unreadable, and error.quote-unclosed for a quotation
    /// mark that is not closed up to the end.
    std::optional<TextBlock> next();

private:
    TextBlock take(std::size_t bytes);
    void read_header();
    [[noreturn]] void refuse_unclosed(const std::vector<char>& bytes) const;

    TextStream m_stream;
    SourceSpec m_source;
    std::vector<char> m_waiting;  ///< read and not yet given away
    std::uint64_t m_lines_given = 0;
    TextTableLayout m_layout;
    TextTableShape m_header_shape;
    std::uint64_t m_header_lines = 0;
};

/// Adds the shape of the next block to that of all before it; `lines_before` are the line breaks before the block.
void add_block_shape(TextTableShape& whole, const TextTableShape& block, std::uint64_t lines_before);

/// What a whole table is like.
struct TextTableSurvey {
    TextTableShape shape;
    RowNumbers numbers;  ///< the line of every row
};

/// Reads the whole file. Throws what TextTable throws. O(bytes).
TextTableSurvey survey_text_table(const SourceSpec& source);

}  // namespace diaban
