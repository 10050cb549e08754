#include "layers/text/text_encoding.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "layers/text/code_points.hpp"
#include "layers/text/legacy_codes.hpp"
#include "layers/text/normal_form.hpp"
#include "layers/text/vietnamese_letters.hpp"

namespace diaban {

namespace {

constexpr double kVietnameseIfRight = 0.999;

struct Reading {
    TextEncoding encoding = TextEncoding::kUtf8;
    std::u32string text;
    double weight = 0.0;
};

/// All small, all capital, or capital and then small.
bool has_one_case(std::u32string_view word) {
    const auto upper = [](char32_t c) { return u_isupper(static_cast<UChar32>(c)) != 0; };
    if (word.empty()) {
        return true;
    }
    const bool rest_small = std::none_of(word.begin() + 1, word.end(), upper);
    return rest_small || std::all_of(word.begin(), word.end(), upper);
}

/// TCVN3 has no toned capitals: in a capital font they stand as small ones among capitals, so only the other letters
/// are looked at.
std::u32string without_small_toned(std::u32string_view word) {
    std::u32string rest;
    std::copy_if(word.begin(), word.end(), std::back_inserter(rest),
                 [](char32_t c) { return toned_letter(c).tone == Tone::kLevel; });
    return rest;
}

bool reads_as_vietnamese(std::u32string_view word, TextEncoding encoding) {
    const bool case_fits =
        has_one_case(word) || (encoding == TextEncoding::kTcvn3 && has_one_case(without_small_toned(word)));
    return case_fits && is_vietnamese_syllable(case_folded(word));
}

/// Product over the words that hold a letter beyond ASCII. Characters that stand in no text of a planner's (controls,
/// currency signs and the like inside a word) end a word and so leave pieces that are no syllables.
double likelihood(std::u32string_view text, TextEncoding encoding) {
    double product = 1.0;
    for (std::size_t at = 0; at < text.size();) {
        const auto in_word = [&](std::size_t i) {
            // Signs between 0x80 and 0xFF glued to letters are codes of an encoding that was not understood: part of
            // the word.
            return is_letter(text[i]) || (text[i] >= 0x80 && text[i] <= 0xFF && text[i] != 0xA0) || text[i] == 0x2212 ||
                   text[i] == 0x2219 || (text[i] >= 0x300 && text[i] < 0x370);
        };
        if (!in_word(at)) {
            ++at;
            continue;
        }
        std::size_t end = at;
        bool beyond_ascii = false;
        for (; end < text.size() && in_word(end); ++end) {
            beyond_ascii = beyond_ascii || text[end] >= 0x80;
        }
        const std::u32string_view word = text.substr(at, end - at);
        const bool lone_sign = word.size() == 1 && !is_letter(word[0]);  // a dash or a bullet between words
        if (beyond_ascii && !lone_sign) {
            product *= reads_as_vietnamese(word, encoding) ? kVietnameseIfRight : 1.0 - kVietnameseIfRight;
            product = std::max(product, 1e-250);  // thousands of words in one cell must not underflow to nothing
        }
        at = end;
    }
    return product;
}

void consider(std::vector<Reading>& readings, TextEncoding encoding, double prior, std::optional<std::u32string> text) {
    if (!text) {
        return;
    }
    const double weight = prior * likelihood(*text, encoding);
    // The same text from two encodings is one reading; the first, with the larger prior, names it.
    const auto same = std::find_if(readings.begin(), readings.end(), [&](const Reading& r) { return r.text == *text; });
    if (same != readings.end()) {
        same->weight += weight;
    } else {
        readings.push_back({encoding, std::move(*text), weight});
    }
}

/// A letter that no code of an old encoding stands for: then the text is what it says it is.
bool is_beyond_old_encodings(std::u32string_view text) {
    return !codes_of_characters(text);
}

/// Bytes that no encoding explains, so that they can be shown.
std::string masked(std::string_view bytes) {
    std::u32string text = byte_codes(bytes);
    std::replace_if(
        text.begin(), text.end(), [](char32_t c) { return c >= 0x80; }, char32_t{0xFFFD});
    return utf8_of(text);
}

std::optional<std::u32string> normal(std::optional<std::u32string> text) {
    return text ? std::optional<std::u32string>(composed(*text)) : std::nullopt;
}

}  // namespace

std::string_view encoding_name(TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::kUtf8:
            return "UTF-8";
        case TextEncoding::kUtf8Twice:
            return "UTF-8 (x2)";
        case TextEncoding::kTcvn3:
            return "TCVN3";
        case TextEncoding::kVni:
            return "VNI";
        case TextEncoding::kWindows1258:
            return "Windows-1258";
        case TextEncoding::kWindows1252:
            return "Windows-1252";
    }
    return "";
}

DecodedText decode_text(std::string_view bytes) {
    if (is_ascii(bytes)) {
        return {std::string(bytes), TextEncoding::kUtf8, 1.0};
    }
    std::vector<Reading> readings;
    const std::optional<std::u32string> as_it_is = code_points(bytes);
    if (as_it_is) {
        if (is_beyond_old_encodings(*as_it_is)) {
            return {composed(bytes), TextEncoding::kUtf8, 1.0};
        }
        const ByteCodes codes = *codes_of_characters(*as_it_is);
        consider(readings, TextEncoding::kUtf8, 0.90, composed(*as_it_is));
        consider(readings, TextEncoding::kTcvn3, 0.04, normal(from_tcvn3(codes)));
        consider(readings, TextEncoding::kVni, 0.03, normal(from_vni(codes)));
        consider(readings, TextEncoding::kUtf8Twice, 0.02, normal(from_utf8_twice(codes)));
        consider(readings, TextEncoding::kWindows1258, 0.01, normal(from_windows_1258(codes)));
    } else {
        const ByteCodes codes = byte_codes(bytes);
        consider(readings, TextEncoding::kWindows1258, 0.40, normal(from_windows_1258(codes)));
        consider(readings, TextEncoding::kTcvn3, 0.25, normal(from_tcvn3(codes)));
        consider(readings, TextEncoding::kVni, 0.20, normal(from_vni(codes)));
        consider(readings, TextEncoding::kWindows1252, 0.15, normal(from_windows_1252(codes)));
    }
    double total = 0.0;
    for (const Reading& reading : readings) {
        total += reading.weight;
    }
    if (readings.empty() || !(total > 0.0)) {
        // No encoding knows these bytes: what is UTF-8 is kept, the rest is shown as unreadable.
        return {as_it_is ? composed(bytes) : masked(bytes), TextEncoding::kUtf8, 0.0};
    }
    const auto best = std::max_element(readings.begin(), readings.end(),
                                       [](const Reading& a, const Reading& b) { return a.weight < b.weight; });
    const double confidence = best->weight / total;
    if (as_it_is && best->encoding != TextEncoding::kUtf8 && confidence < kSureReading) {
        return {composed(bytes), TextEncoding::kUtf8, readings.front().weight / total};
    }
    return {utf8_of(best->text), best->encoding, confidence};
}

const DecodedText& TextDecoder::decode(std::string_view bytes) {
    // Beyond this a column holds free text, and remembering costs more than reading.
    constexpr std::size_t kMostRemembered = 20000;
    if (is_ascii(bytes)) {
        m_last = {std::string(bytes), TextEncoding::kUtf8, 1.0};
        return m_last;
    }
    const auto known = m_known.find(std::string(bytes));
    if (known != m_known.end()) {
        return known->second;
    }
    if (m_known.size() >= kMostRemembered) {
        m_last = decode_text(bytes);
        return m_last;
    }
    return m_known.emplace(std::string(bytes), decode_text(bytes)).first->second;
}

}  // namespace diaban
