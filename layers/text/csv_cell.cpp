#include "layers/text/csv_cell.hpp"

#include "layers/text/formula_cell.hpp"

namespace diaban {

std::string csv_cell(const std::string& text) {
    const std::string cell = neutral_cell(text);
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + "\"";
}

}  // namespace diaban
