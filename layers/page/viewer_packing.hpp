// Bytes as text that stands inside the page: deflate, then base64.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace diaban {

/// A zlib stream (RFC 1950, level 9) in base64. Equal input gives equal text. Throws Error{kInternal} when zlib fails.
/// O(bytes).
std::string deflated_base64(const std::vector<std::uint8_t>& bytes);
std::string deflated_base64(std::string_view bytes);

}  // namespace diaban
