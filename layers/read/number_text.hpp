// Numbers as spreadsheets write them.
#pragma once

#include <optional>
#include <string_view>

namespace diaban {

/// A coordinate or measure: digits with an optional sign and exponent, the decimal mark a point, or a comma where the
/// text holds one comma and no point ("6,25722"). Surrounding spaces are ignored. Empty for anything else; NaN and
/// infinity are not numbers. O(length).
std::optional<double> parse_decimal(std::string_view text);

/// A count of people or things: '.' and ' ' may group thousands ("1.756" is 1756), as in Vietnam; also ',' ("1,756").
/// A single group mark must be followed by exactly three digits. "7093.0", which spreadsheets export, is 7093.
std::optional<double> parse_count(std::string_view text);

}  // namespace diaban
