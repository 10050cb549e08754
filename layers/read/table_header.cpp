#include "layers/read/table_header.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>

#include "layers/read/column_time.hpp"
#include "layers/read/number_text.hpp"

namespace diaban {

namespace {

using Row = std::vector<std::string>;

/// White space of any kind, also in runs, as one space; none at the ends.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!space) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

bool filled(const Row& row, std::size_t column) {
    return column < row.size() && row[column].find_first_not_of(" \t\r\n") != std::string::npos;
}

/// "2016" heads a column as often as it stands in one.
bool is_year(const std::string& text) {
    const std::string year = plain(text);
    return year.size() == 4 && (year.starts_with("19") || year.starts_with("20")) && parse_decimal(year).has_value();
}

bool only_words(const Row& row) {
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (filled(row, column) && !is_word(row[column])) {
            return false;
        }
    }
    return true;
}

/// "(1) (2) (3)", three or more; "1 2 3" too where `bare` numbers count.
bool numbers_columns(const Row& row, bool bare) {
    int expected = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
        if (!filled(row, column)) {
            continue;
        }
        std::string text = plain(row[column]);
        if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
            text = text.substr(1, text.size() - 2);
        } else if (!bare) {
            return false;
        }
        int number = 0;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (failure != std::errc() || end != text.data() + text.size() || number != ++expected) {
            return false;
        }
    }
    return expected >= 3;
}

/// True when the upper row leaves gaps, as merged cells do, and the lower row fills some of them and stands only below
/// merged cells: below a gap, or below the cell on the left of one.
bool parts_merged_cells(const Row& upper, const Row& lower, std::size_t width) {
    if (filled_cells(lower) == 0 || !only_words(lower) || !only_words(upper)) {
        return false;
    }
    bool fills = false;
    for (std::size_t column = 0; column < width; ++column) {
        if (!filled(lower, column)) {
            continue;
        }
        const bool gap = !filled(upper, column);
        const bool before_gap = column + 1 < width && !filled(upper, column + 1);
        if (!gap && !before_gap) {
            return false;
        }
        fills = fills || gap;
    }
    return fills;
}

/// Names from two rows, of which the lower one may be missing.
std::vector<std::string> names_of(const Row& upper, const Row* lower, std::size_t width) {
    std::vector<std::string> names(width);
    std::vector<std::string> group(width);
    std::map<std::string, int> times;
    std::string last;
    for (std::size_t column = 0; column < width; ++column) {
        last = filled(upper, column) ? plain(upper[column]) : last;
        const bool below = lower != nullptr && filled(*lower, column);
        group[column] = below ? last : "";
        names[column] = below ? plain((*lower)[column]) : filled(upper, column) ? plain(upper[column]) : "";
        ++times[names[column]];
    }
    for (std::size_t column = 0; column < width; ++column) {
        if (names[column].empty()) {
            names[column] = "field_" + std::to_string(column + 1);
        } else if (times[names[column]] > 1 && !group[column].empty()) {
            names[column] = group[column] + " " + names[column];
        }
    }
    return names;
}

}  // namespace

bool is_word(const std::string& text) {
    if (is_year(text)) {
        return true;
    }
    if (parse_decimal(text) || parse_count(text)) {
        return false;
    }
    const CellTime time = read_cell_time(text, std::chrono::minutes{0});
    return !time.unmistakable && !time.day_first && !time.month_first;
}

std::size_t filled_cells(const Row& row) {
    std::size_t count = 0;
    for (std::size_t column = 0; column < row.size(); ++column) {
        count += filled(row, column) ? 1 : 0;
    }
    return count;
}

std::optional<TableHeader> find_table_header(const SheetRows& rows) {
    const std::size_t looked_at = std::min(rows.size(), kRowsLookedAtForAHeader);
    std::size_t width = 0;
    std::size_t most_filled = 0;
    for (const Row& row : rows) {
        for (std::size_t column = row.size(); column > width; --column) {
            if (filled(row, column - 1)) {
                width = column;
            }
        }
    }
    for (std::size_t i = 0; i < looked_at; ++i) {
        most_filled = std::max(most_filled, filled_cells(rows[i]));
    }
    if (most_filled == 0) {
        return std::nullopt;
    }
    std::optional<std::size_t> first_filled;
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < looked_at && !chosen; ++i) {
        const std::size_t cells = filled_cells(rows[i]);
        if (cells > 0 && !first_filled) {
            first_filled = i;
        }
        if (fills_a_header(cells, most_filled) && only_words(rows[i])) {
            chosen = i;
        }
    }
    std::size_t upper = chosen ? *chosen : *first_filled;
    std::optional<std::size_t> lower;
    if (chosen && upper > 0 && filled_cells(rows[upper - 1]) > 1 &&
        parts_merged_cells(rows[upper - 1], rows[upper], width)) {
        lower = upper--;
    } else if (chosen && upper + 1 < rows.size() && parts_merged_cells(rows[upper], rows[upper + 1], width)) {
        lower = upper + 1;
    }
    TableHeader header;
    header.of_words = chosen.has_value();
    header.first_row = upper;
    header.first_data_row = lower.value_or(upper) + 1;
    if (header.first_data_row < rows.size() && numbers_columns(rows[header.first_data_row], upper > 0 || lower)) {
        ++header.first_data_row;
    }
    header.names = names_of(rows[upper], lower ? &rows[*lower] : nullptr, width);
    for (std::size_t i = 0; i < upper; ++i) {
        for (std::size_t column = 0; column < rows[i].size(); ++column) {
            if (filled(rows[i], column)) {
                header.above += (header.above.empty() ? "" : " / ") + plain(rows[i][column]);
            }
        }
    }
    return header;
}

}  // namespace diaban
