// A table of CSV for people who open it by double-click: every table of the program that is text is written here.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// UTF-8 with a byte order mark, by which a spreadsheet knows it; lines end as RFC 4180 has it. Every cell goes through
/// `csv_cell`.
class CsvTable {
public:
    explicit CsvTable(const std::vector<std::string>& names) : m_text("\xEF\xBB\xBF") { add(names); }

    /// One row; as many cells as there are names.
    void add(const std::vector<std::string>& cells);

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

}  // namespace diaban
