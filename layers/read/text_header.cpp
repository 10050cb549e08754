#include "layers/read/text_header.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "layers/read/table_header.hpp"
#include "layers/read/text_table.hpp"

namespace diaban {

namespace {

constexpr std::string_view kSeparators = ",;\t";

/// A record that is not blank.
struct Record {
    std::size_t begin = 0;
    std::size_t end = 0;  ///< behind its line break
    std::uint64_t line = 1;
};

bool is_line_break(char c) {
    return c == '\n' || c == '\r';
}

/// The first whole records, at most as many as are looked at; a last one without a line break counts where nothing
/// follows it.
std::vector<Record> first_records(const std::vector<char>& bytes, bool whole) {
    std::vector<Record> records;
    Record record;
    std::uint64_t line = 1;
    bool quoted = false;
    bool blank = true;
    for (std::size_t i = 0; i < bytes.size() && records.size() < kRowsLookedAtForAHeader; ++i) {
        if (!is_line_break(bytes[i])) {
            if (blank) {
                record.begin = i;
                record.line = line;
                blank = false;
            }
            quoted = bytes[i] == '"' ? !quoted : quoted;
            continue;
        }
        const bool pair = bytes[i] == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n';
        if (bytes[i] == '\r' && i + 1 == bytes.size() && !whole) {
            break;  // its line feed may follow
        }
        i += pair ? 1 : 0;
        ++line;
        if (!quoted && !blank) {
            record.end = i + 1;
            records.push_back(record);
            blank = true;
        }
    }
    if (whole && !blank && !quoted && records.size() < kRowsLookedAtForAHeader) {
        record.end = bytes.size();
        records.push_back(record);
    }
    return records;
}

/// Kinds of separators in a record, outside quotation marks and not behind a NUL.
std::string separators_in(const std::vector<char>& bytes, const Record& record) {
    std::string found;
    bool quoted = false;
    bool cut = false;
    for (std::size_t i = record.begin; i < record.end; ++i) {
        const char c = bytes[i];
        quoted = c == '"' ? !quoted : quoted;
        cut = c == '\0' || (cut && !is_line_break(c));
        if (!quoted && !cut && kSeparators.find(c) != std::string_view::npos && found.find(c) == std::string::npos) {
            found += c;
        }
    }
    return found;
}

std::vector<std::string> cells_of(const std::vector<char>& bytes, const Record& record, char separator) {
    const auto at = [&](std::size_t i) { return bytes.begin() + static_cast<std::ptrdiff_t>(i); };
    const ParsedBlock parsed = parse_block({{at(record.begin), at(record.end)}}, {separator, {}});
    return {parsed.chunk.cells.begin(), parsed.chunk.cells.end()};
}

SheetRows rows_of(const std::vector<char>& bytes, const std::vector<Record>& records, char separator) {
    SheetRows rows;
    for (const Record& record : records) {
        rows.push_back(cells_of(bytes, record, separator));
    }
    return rows;
}

std::size_t most_filled(const SheetRows& rows) {
    std::size_t most = 0;
    for (const auto& row : rows) {
        most = std::max(most, filled_cells(row));
    }
    return most;
}

/// A header over two lines that begins with the first: as merged cells leave it, there is a gap below a filled cell as
/// well as above one.
bool has_two_lines(const SheetRows& rows, const TableHeader& header) {
    if (header.first_row != 0 || header.first_data_row < 2 || rows.size() < 2) {
        return false;
    }
    const std::size_t width = std::max(rows[0].size(), rows[1].size());
    for (std::size_t column = 0; column < width; ++column) {
        const bool above = column < rows[0].size() && !rows[0][column].empty();
        const bool below = column < rows[1].size() && !rows[1][column].empty();
        if (above && !below) {
            return true;
        }
    }
    return false;
}

/// What a sheet's header would be, by the separator that gives it the most names; none where the first line is the
/// header after all.
std::optional<std::pair<TableHeader, char>> sheet_header(const std::vector<char>& bytes,
                                                         const std::vector<Record>& records, char first_choice) {
    std::optional<std::pair<TableHeader, char>> best;
    std::size_t most_names = 1;  // a header of one column is not looked for
    for (const char separator : std::string(1, first_choice) + std::string(kSeparators)) {
        const SheetRows rows = rows_of(bytes, records, separator);
        auto header = find_table_header(rows);
        if (!header || !header->of_words) {
            continue;
        }
        const std::size_t names =
            filled_cells(rows[header->first_data_row - 1]) + filled_cells(rows[header->first_row]);
        if (names > 2 * most_names) {
            most_names = (names + 1) / 2;
            best.emplace(std::move(*header), separator);
        }
    }
    const bool below_or_two_lines = best && (best->first.first_row > 0 || best->first.first_data_row > 1);
    return below_or_two_lines ? best : std::nullopt;
}

}  // namespace

TextHeader find_text_header(const std::vector<char>& bytes, bool whole) {
    TextHeader header;
    const std::vector<Record> records = first_records(bytes, whole);
    if (records.empty()) {
        return header;
    }
    const std::string kinds = separators_in(bytes, records.front());
    header.separator = kinds.size() == 1 ? kinds.front() : ',';
    const SheetRows rows = rows_of(bytes, records, header.separator);
    std::optional<std::pair<TableHeader, char>> sheet;
    if (kinds.size() != 1 || !fills_a_header(filled_cells(rows.front()), most_filled(rows))) {
        sheet = sheet_header(bytes, records, header.separator);
    } else if (auto found = find_table_header(rows); found && has_two_lines(rows, *found)) {
        sheet.emplace(std::move(*found), header.separator);
    }
    const std::size_t first = sheet ? sheet->first.first_row : 0;
    const std::size_t behind = sheet ? sheet->first.first_data_row : 1;
    header.begin = first > 0 ? records[first].begin : 0;
    header.line = records[first].line;
    header.end = records[behind - 1].end;
    if (sheet) {
        header.separator = sheet->second;
        header.names = std::move(sheet->first.names);
        header.above = std::move(sheet->first.above);
        header.as_gdal = false;
        return header;
    }
    const auto is_value = [](const std::string& cell) {
        return cell.find_first_not_of(" \t") == std::string::npos || !is_word(cell);
    };
    if (filled_cells(rows.front()) > 1 && std::all_of(rows.front().begin(), rows.front().end(), is_value)) {
        header.end = 0;
        header.as_gdal = false;
        header.missing = true;
        for (std::size_t i = 1; i <= rows.front().size(); ++i) {
            header.names.push_back("field_" + std::to_string(i));
        }
        return header;
    }
    for (const std::string& name : rows.front()) {
        header.names.push_back(name.empty() ? "field_" + std::to_string(header.names.size() + 1) : name);
    }
    return header;
}

}  // namespace diaban
