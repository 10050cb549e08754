#include "layers/text/csv_table.hpp"

#include "layers/text/csv_cell.hpp"

namespace diaban {

void CsvTable::add(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        m_text += (i > 0 ? "," : "") + csv_cell(cells[i]);
    }
    m_text += "\r\n";
}

}  // namespace diaban
