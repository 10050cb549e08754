// UTF-8 and code points.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace diaban {

/// The code points of a text, or nothing where the bytes are not UTF-8 (overlong forms, surrogates, values beyond
/// U+10FFFF and cut sequences are not). O(bytes).
std::optional<std::u32string> code_points(std::string_view utf8);

/// The UTF-8 of code points; those that no text can hold become U+FFFD. O(code points).
std::string utf8_of(std::u32string_view text);

/// True where every byte is below 0x80.
bool is_ascii(std::string_view text);

}  // namespace diaban
