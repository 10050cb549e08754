// Text files in UTF-16, as spreadsheets save "Unicode text".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace diaban {

enum class Utf16Order { kLittleEndian, kBigEndian };

/// The byte order of a file in UTF-16, judged by its first bytes (a few thousand are enough): a byte order mark, or
/// zero bytes in more than half of the places where ASCII has them and in none of the others. Nothing for any other
/// file. O(bytes).
std::optional<Utf16Order> utf16_order(std::string_view beginning);

/// UTF-16 as UTF-8 without the byte order mark; halves of a pair that stand alone, and an odd last byte, become U+FFFD.
/// O(bytes).
std::string utf8_from_utf16(std::string_view bytes, Utf16Order order);

}  // namespace diaban
