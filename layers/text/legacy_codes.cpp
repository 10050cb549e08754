#include "layers/text/legacy_codes.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "layers/text/code_points.hpp"
#include "layers/text/normal_form.hpp"
#include "layers/text/vietnamese_letters.hpp"

namespace diaban {

namespace {

// Windows-1252 in 0x80..0x9F; 0 = not assigned.
constexpr std::array<char32_t, 32> kWestern{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                            0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                            0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// TCVN3 from 0xA1 on; 0 = no letter.
constexpr std::array<char32_t, 95> kTcvn3{
    U'Ă', U'Â', U'Ê', U'Ô', U'Ơ', U'Ư', U'Đ', U'ă', U'â', U'ê', U'ô', U'ơ', U'ư', U'đ', 0,           // A1..AF
    0,    0,    0,    0,    0,    U'à', U'ả', U'ã', U'á', U'ạ', 0,    U'ằ', U'ẳ', U'ẵ', U'ắ', 0,     // B0..BF
    0,    0,    0,    0,    0,    0,    U'ặ', U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ', U'è', 0,    U'ẻ', U'ẽ',  // C0..CF
    U'é', U'ẹ', U'ề', U'ể', U'ễ', U'ế', U'ệ', U'ì', U'ỉ', 0,    0,    0,    U'ĩ', U'í', U'ị', U'ò',  // D0..DF
    0,    U'ỏ', U'õ', U'ó', U'ọ', U'ồ', U'ổ', U'ỗ', U'ố', U'ộ', U'ờ', U'ở', U'ỡ', U'ớ', U'ợ', U'ù',  // E0..EF
    0,    U'ủ', U'ũ', U'ú', U'ụ', U'ừ', U'ử', U'ữ', U'ứ', U'ự', U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ', 0};
static_assert(kTcvn3.size() == 0xFF - 0xA1 + 1);

struct VniMark {
    char32_t shape;  // of the letter under it: 0 as it is, ^ circumflex, ( breve
    Tone tone;
};

const std::unordered_map<char32_t, VniMark>& vni_marks() {
    static const std::unordered_map<char32_t, VniMark> marks = {
        {U'ø', {0, Tone::kGrave}},    {U'û', {0, Tone::kHook}},    {U'õ', {0, Tone::kTilde}},
        {U'ù', {0, Tone::kAcute}},    {U'ï', {0, Tone::kDot}},     {U'â', {U'^', Tone::kLevel}},
        {U'à', {U'^', Tone::kGrave}}, {U'å', {U'^', Tone::kHook}}, {U'ã', {U'^', Tone::kTilde}},
        {U'á', {U'^', Tone::kAcute}}, {U'ä', {U'^', Tone::kDot}},  {U'ê', {U'(', Tone::kLevel}},
        {U'è', {U'(', Tone::kGrave}}, {U'ú', {U'(', Tone::kHook}}, {U'ü', {U'(', Tone::kTilde}},
        {U'é', {U'(', Tone::kAcute}}, {U'ë', {U'(', Tone::kDot}}};
    return marks;
}

// VNI's letters of one code.
const std::unordered_map<char32_t, char32_t>& vni_letters() {
    static const std::unordered_map<char32_t, char32_t> letters = {{U'ñ', U'đ'}, {U'ô', U'ơ'}, {U'ö', U'ư'},
                                                                   {U'ì', U'ì'}, {U'æ', U'ỉ'}, {U'ó', U'ĩ'},
                                                                   {U'í', U'í'}, {U'ò', U'ị'}, {U'î', U'ỵ'}};
    return letters;
}

bool is_capital(char32_t c) {
    return u_isupper(static_cast<UChar32>(c)) != 0;
}
char32_t small(char32_t c) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}
char32_t capital(char32_t c) {
    return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c)));
}

/// In a word whose other letters are two capitals or more, the toned letters were capitals of a capital font.
void raise_toned_letters(std::u32string& text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_letter(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        std::size_t capitals = 0;
        bool all = true;
        for (; end < text.size() && is_letter(text[end]); ++end) {
            const bool toned = toned_letter(small(text[end])).tone != Tone::kLevel;
            capitals += is_capital(text[end]) ? 1 : 0;
            all = all && (toned || is_capital(text[end]));
        }
        if (all && capitals >= 2) {
            std::transform(text.begin() + static_cast<std::ptrdiff_t>(at),
                           text.begin() + static_cast<std::ptrdiff_t>(end),
                           text.begin() + static_cast<std::ptrdiff_t>(at), capital);
        }
        at = end;
    }
}

/// `shape` put on a plain vowel, or 0 where there is no such letter.
char32_t shaped(char32_t vowel, char32_t shape) {
    if (shape == U'^') {
        return vowel == U'a' ? U'â' : vowel == U'e' ? U'ê' : vowel == U'o' ? U'ô' : 0;
    }
    return shape == U'(' ? (vowel == U'a' ? U'ă' : 0) : vowel;
}

}  // namespace

ByteCodes byte_codes(std::string_view bytes) {
    ByteCodes codes;
    codes.reserve(bytes.size());
    for (const char c : bytes) {
        codes.push_back(static_cast<unsigned char>(c));
    }
    return codes;
}

std::optional<ByteCodes> codes_of_characters(std::u32string_view text) {
    ByteCodes codes;
    codes.reserve(text.size());
    for (const char32_t c : text) {
        if (c <= 0xFF) {
            codes.push_back(c);
        } else if (c == 0x2212) {
            codes.push_back(0xAD);
        } else if (c == 0x2219) {
            codes.push_back(0xB7);
        } else if (const auto found = std::find(kWestern.begin(), kWestern.end(), c); found != kWestern.end()) {
            codes.push_back(0x80 + static_cast<char32_t>(found - kWestern.begin()));
        } else {
            return std::nullopt;
        }
    }
    return codes;
}

std::optional<std::u32string> from_windows_1252(const ByteCodes& codes) {
    std::u32string text;
    for (const char32_t code : codes) {
        const char32_t c = code >= 0x80 && code < 0xA0 ? kWestern[code - 0x80] : code;
        if (c == 0 && code != 0) {
            return std::nullopt;
        }
        text.push_back(c);
    }
    return text;
}

std::optional<std::u32string> from_tcvn3(const ByteCodes& codes) {
    std::u32string text;
    for (const char32_t code : codes) {
        char32_t c = code;
        if (code > 0xA0) {
            c = kTcvn3[code - 0xA1];
        } else if (code >= 0x80 && code < 0xA0) {
            c = kWestern[code - 0x80];  // quotation marks and dashes of the program that pasted
        }
        if (c == 0 && code != 0) {
            return std::nullopt;
        }
        text.push_back(c);
    }
    raise_toned_letters(text);
    return text;
}

std::optional<std::u32string> from_vni(const ByteCodes& codes) {
    std::u32string text;
    bool may_take_mark = false;  // the letter before is a base that has no mark yet
    for (const char32_t code : codes) {
        if (code < 0x80) {
            text.push_back(code);
            const char32_t letter = small(code);
            may_take_mark = letter == U'a' || letter == U'e' || letter == U'o' || letter == U'u' || letter == U'y';
            continue;
        }
        const char32_t letter = small(code);
        if (const auto mark = vni_marks().find(letter); mark != vni_marks().end() && may_take_mark) {
            const bool upper = is_capital(text.back());
            const char32_t vowel = shaped(small(text.back()), mark->second.shape);
            if (vowel == 0) {
                return std::nullopt;
            }
            const char32_t toned = with_tone(vowel, mark->second.tone);
            text.back() = upper ? capital(toned) : toned;
            may_take_mark = false;
            continue;
        }
        if (const auto single = vni_letters().find(letter); single != vni_letters().end()) {
            text.push_back(is_capital(code) ? capital(single->second) : single->second);
            may_take_mark = single->second == U'ơ' || single->second == U'ư';
            continue;
        }
        if (code >= 0xC0) {
            return std::nullopt;  // a mark that stands on no letter
        }
        const char32_t other = code < 0xA0 ? kWestern[code - 0x80] : code;
        if (other == 0) {
            return std::nullopt;
        }
        text.push_back(other);
        may_take_mark = false;
    }
    return text;
}

std::optional<std::u32string> from_windows_1258(const ByteCodes& codes) {
    // Where it differs from Windows-1252 (Microsoft, code page 1258).
    static const std::unordered_map<char32_t, char32_t> kDiffers = {
        {0x8A, 0},     {0x8E, 0},     {0x9A, 0},     {0x9E, 0},     {0xC3, 0x102}, {0xCC, 0x300},
        {0xD0, 0x110}, {0xD2, 0x309}, {0xD5, 0x1A0}, {0xDD, 0x1AF}, {0xDE, 0x303}, {0xE3, 0x103},
        {0xEC, 0x301}, {0xF0, 0x111}, {0xF2, 0x323}, {0xF5, 0x1A1}, {0xFD, 0x1B0}, {0xFE, 0x20AB}};
    std::u32string text;
    for (const char32_t code : codes) {
        const auto differs = kDiffers.find(code);
        const char32_t c = differs != kDiffers.end()     ? differs->second
                           : code >= 0x80 && code < 0xA0 ? kWestern[code - 0x80]
                                                         : code;
        if (c == 0 && code != 0) {
            return std::nullopt;
        }
        text.push_back(c);
    }
    return composed(text);
}

std::optional<std::u32string> from_utf8_twice(const ByteCodes& codes) {
    std::string bytes;
    for (const char32_t code : codes) {
        bytes.push_back(static_cast<char>(static_cast<unsigned char>(code)));
    }
    if (is_ascii(bytes)) {
        return std::nullopt;
    }
    return code_points(bytes);
}

}  // namespace diaban
