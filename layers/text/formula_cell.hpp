// Cells that a spreadsheet would run as a formula.
#pragma once

#include <string>
#include <string_view>

namespace diaban {

/// True for a text that begins, perhaps behind spaces, with = + - @, their full-width forms, a tab or a carriage
/// return, and is no plain number ("-12.5", "+84", "-1.234,5", "1e-3" are) and no lone sign. Source: OWASP, CSV
/// Injection.
bool starts_formula(std::string_view text);

/// The text with an apostrophe before it where it would start a formula; any other text as it is. For CSV and XLSX,
/// which people open by double-click; formats that no spreadsheet runs keep the text.
std::string neutral_cell(std::string_view text);

}  // namespace diaban
