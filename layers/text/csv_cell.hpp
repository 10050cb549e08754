// A cell of CSV for people who open it by double-click.
#pragma once

#include <string>

namespace diaban {

/// The text with nothing that a spreadsheet would work out (formula_cell.hpp), quoted where it holds a comma, a quote
/// or an end of line (RFC 4180).
std::string csv_cell(const std::string& text);

}  // namespace diaban
