// Vietnamese text as old files hold it: other encodings, decomposed letters, the older place of the tone mark.
//
// Used to plant faults; reading such text back is the reader's work and shares nothing with this.
#pragma once

#include <string>
#include <string_view>

namespace diaban {

/// Encodings met in the wild.
enum class LegacyEncoding {
    kTcvn3,         ///< TCVN3 / ABC (.Vn fonts), pasted: its codes as Latin-1 characters
    kTcvn3Mangled,  ///< the same after a converter turned the soft hyphen into U+2212 and the middle dot into U+2219
    kVni,           ///< VNI, pasted: its codes as Latin-1 characters
    kCp1258,        ///< Windows-1258 bytes, which are not UTF-8
};

/// `utf8` (composed letters) in an old encoding, as the bytes that then stand in a file said to be UTF-8. Sources: TCVN
/// 5712:1993 (VN3 set), VNI for Windows, Microsoft code page 1258.
std::string encode_legacy(std::string_view utf8, LegacyEncoding encoding);

/// Canonical decomposition of Vietnamese letters: base letter, then circumflex, breve or horn, then tone. The dot below
/// comes before circumflex and breve, as the combining classes 220 and 230 demand. Đ has none and stays.
std::string decomposed(std::string_view utf8);
/// Letters without any mark: "Hưng" and "Hùng" both become "Hung"; Đ becomes D.
std::string without_diacritics(std::string_view utf8);
/// Capital letters.
std::string upper_case(std::string_view utf8);
/// The tone of a syllable's final oa, oe, uy on its second letter: "Hòa" becomes "Hoà", "Thủy" becomes "Thuỷ".
std::string old_tone_placement(std::string_view utf8);

}  // namespace diaban
