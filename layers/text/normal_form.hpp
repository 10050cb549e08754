// One spelling for one text: Unicode normal form C, and letters without regard to case.
#pragma once

#include <string>
#include <string_view>

namespace diaban {

/// Normal form C (composed). The text must be UTF-8. O(bytes), free for text that is composed already.
std::string composed(std::string_view utf8);
std::u32string composed(std::u32string_view text);

/// Every letter folded for comparison without case (simple folding of Unicode). O(code points).
std::u32string case_folded(std::u32string_view text);

/// True for letters of any script.
bool is_letter(char32_t c);

}  // namespace diaban
