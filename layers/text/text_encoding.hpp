// Which encoding a cell of text was written in, and how sure that is.
//
// Files mix encodings: a sheet pasted together from old documents holds TCVN3 in one row and UTF-8 in the next. So each
// cell is judged by itself. Every encoding that could have given the bytes is tried; each word with a letter beyond
// ASCII is Vietnamese as it then reads, or it is not (is_vietnamese_syllable, and one letter case a word). With P(word
// is Vietnamese | right encoding) = 0.999 and equal odds 0.001 for the wrong one, Bayes' rule gives each reading its
// probability. The prior holds that text is what it says it is:
//
//   bytes that are UTF-8      UTF-8 0.90, TCVN3 0.04, VNI 0.03, UTF-8 twice 0.02, Windows-1258 0.01
//   bytes that are not        Windows-1258 0.40, TCVN3 0.25, VNI 0.20, Windows-1252 0.15
//
// Readings that are the same text are one. A text that is UTF-8 is only changed by a reading with a probability of 0.9
// or more; otherwise it stays as it came. Everything returned is in normal form C.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace diaban {

enum class TextEncoding { kUtf8, kUtf8Twice, kTcvn3, kVni, kWindows1258, kWindows1252 };
constexpr std::size_t kTextEncodingCount = 6;

/// "UTF-8", "UTF-8 (x2)", "TCVN3", "VNI", "Windows-1258", "Windows-1252".
std::string_view encoding_name(TextEncoding encoding);

struct DecodedText {
    std::string text;  ///< UTF-8, normal form C
    TextEncoding encoding = TextEncoding::kUtf8;
    double confidence = 1.0;  ///< probability of this reading among all that are possible
};

/// Below this a reading is a guess: UTF-8 is then left as it is, and other bytes are told as unsure.
constexpr double kSureReading = 0.9;

/// Reads one cell. A text of ASCII or of letters that no old encoding can give costs one pass. O(bytes).
DecodedText decode_text(std::string_view bytes);

/// `decode_text` that remembers: columns repeat a few hundred names a million times.
class TextDecoder {
public:
    /// Valid until the next call.
    const DecodedText& decode(std::string_view bytes);

private:
    std::unordered_map<std::string, DecodedText> m_known;
    DecodedText m_last;
};

}  // namespace diaban
