// Old Vietnamese encodings read back into Unicode.
//
// The tables stand here a second time beside those of the synthetic sample (engine/sample/legacy_text): written apart,
// each is the other's test.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace diaban {

/// Codes of one cell, one byte each, as code points 0..255.
using ByteCodes = std::u32string;

/// The bytes of a text as codes: what stands in a file that is not UTF-8.
ByteCodes byte_codes(std::string_view bytes);

/// The codes behind characters that a converter made of them: Latin-1, the characters of Windows-1252 in 0x80..0x9F,
/// and U+2212 and U+2219, which stand in the wild for TCVN3's soft hyphen (0xAD, ư) and middle dot (0xB7, ã). Nothing
/// where a character can be no code.
std::optional<ByteCodes> codes_of_characters(std::u32string_view text);

/// TCVN3 (ABC; TCVN 5712:1993 VN3, one code a letter, capitals with a tone only through a capital font). Nothing where
/// a code has no letter. A toned letter in a word of capitals becomes a capital.
std::optional<std::u32string> from_tcvn3(const ByteCodes& codes);

/// VNI for Windows: a base letter and a mark that carries shape and tone. Nothing where a mark stands behind no letter
/// of its own.
std::optional<std::u32string> from_vni(const ByteCodes& codes);

/// Windows-1258: letters with shapes, tones as combining marks; composed. Nothing where a code is not assigned.
std::optional<std::u32string> from_windows_1258(const ByteCodes& codes);

/// Windows-1252, the western code page. Nothing where a code is not assigned.
std::optional<std::u32string> from_windows_1252(const ByteCodes& codes);

/// UTF-8 that was taken for a western code page and written as UTF-8 once more.
std::optional<std::u32string> from_utf8_twice(const ByteCodes& codes);

}  // namespace diaban
