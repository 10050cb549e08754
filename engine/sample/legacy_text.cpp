#include "engine/sample/legacy_text.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace diaban {
namespace {

// Vowels with their tones in the order none, grave, hook, tilde, acute, dot.
constexpr std::array<std::u32string_view, 12> kSmallVowels{U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ",
                                                           U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
                                                           U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
constexpr std::array<std::u32string_view, 12> kCapitalVowels{U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"EÈẺẼÉẸ",
                                                             U"ÊỀỂỄẾỆ", U"IÌỈĨÍỊ", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ",
                                                             U"ƠỜỞỠỚỢ", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"YỲỶỸÝỴ"};
constexpr std::u32string_view kPlainVowels = U"aaaeeiooouuy";
// Combining circumflex, breve or horn of each vowel; 0 = none.
constexpr std::array<char32_t, 12> kShapes{0, 0x306, 0x302, 0, 0x302, 0, 0, 0x302, 0x31B, 0, 0x31B, 0};
constexpr std::array<char32_t, 6> kTones{0, 0x300, 0x309, 0x303, 0x301, 0x323};

enum class Case { kSmall, kCapital };

struct Vowel {
    std::size_t vowel = 0;
    std::size_t tone = 0;
    Case letter_case = Case::kSmall;
};

std::optional<Vowel> vowel_of(char32_t c) {
    for (std::size_t v = 0; v < kSmallVowels.size(); ++v) {
        if (const std::size_t tone = kSmallVowels[v].find(c); tone != std::u32string_view::npos) {
            return Vowel{v, tone, Case::kSmall};
        }
        if (const std::size_t tone = kCapitalVowels[v].find(c); tone != std::u32string_view::npos) {
            return Vowel{v, tone, Case::kCapital};
        }
    }
    return std::nullopt;
}

char32_t letter(const Vowel& v) {
    return (v.letter_case == Case::kSmall ? kSmallVowels : kCapitalVowels)[v.vowel][v.tone];
}

char32_t plain(const Vowel& v) {
    return v.letter_case == Case::kSmall ? kPlainVowels[v.vowel] : kPlainVowels[v.vowel] - U'a' + U'A';
}

std::u32string from_utf8(std::string_view utf8) {
    std::u32string text;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        char32_t c = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
            c = (c << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3Fu);
        }
        text.push_back(c);
        i += length;
    }
    return text;
}

void append_utf8(std::string& utf8, char32_t c) {
    const auto byte = [&](char32_t value) { utf8.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

std::string to_utf8(std::u32string_view text) {
    std::string utf8;
    for (const char32_t c : text) {
        append_utf8(utf8, c);
    }
    return utf8;
}

// TCVN3: code of each vowel with each tone; 0 = ASCII. Capital vowels with a tone have no code of their own (documents
// used a second, all-capital font), so the small letter's code stands for them.
constexpr std::array<std::array<std::uint8_t, 6>, 12> kTcvn3{{{0x00, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9},
                                                              {0xA8, 0xBB, 0xBC, 0xBD, 0xBE, 0xC6},
                                                              {0xA9, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB},
                                                              {0x00, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1},
                                                              {0xAA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6},
                                                              {0x00, 0xD7, 0xD8, 0xDC, 0xDD, 0xDE},
                                                              {0x00, 0xDF, 0xE1, 0xE2, 0xE3, 0xE4},
                                                              {0xAB, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9},
                                                              {0xAC, 0xEA, 0xEB, 0xEC, 0xED, 0xEE},
                                                              {0x00, 0xEF, 0xF1, 0xF2, 0xF3, 0xF4},
                                                              {0xAD, 0xF5, 0xF6, 0xF7, 0xF8, 0xF9},
                                                              {0x00, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE}}};
constexpr std::array<std::uint8_t, 12> kTcvn3Capitals{0, 0xA1, 0xA2, 0, 0xA3, 0, 0, 0xA4, 0xA5, 0, 0xA6, 0};

char32_t tcvn3_code(char32_t c) {
    if (c == U'đ') {
        return 0xAE;
    }
    if (c == U'Đ') {
        return 0xA7;
    }
    const auto vowel = vowel_of(c);
    if (!vowel) {
        return c;
    }
    if (vowel->tone == 0 && vowel->letter_case == Case::kCapital && kTcvn3Capitals[vowel->vowel] != 0) {
        return kTcvn3Capitals[vowel->vowel];
    }
    const std::uint8_t code = kTcvn3[vowel->vowel][vowel->tone];
    return code == 0 ? c : code;
}

std::u32string tcvn3(std::u32string_view text, LegacyEncoding encoding) {
    std::u32string out;
    for (const char32_t c : text) {
        const char32_t code = tcvn3_code(c);
        const bool mangled = encoding == LegacyEncoding::kTcvn3Mangled;
        out.push_back(mangled && code == 0xAD ? 0x2212 : mangled && code == 0xB7 ? 0x2219 : code);
    }
    return out;
}

// VNI: a base letter and a mark that carries shape and tone together.
std::u32string vni(std::u32string_view text) {
    constexpr std::u32string_view kMarks = U" øûõùï";       // plain letters
    constexpr std::u32string_view kBreveMarks = U"êèúüéë";  // ă
    constexpr std::u32string_view kHatMarks = U"âàåãáä";    // â ê ô
    constexpr std::u32string_view kI = U"iìæóíò";           // single codes
    std::u32string out;
    for (const char32_t c : text) {
        const auto vowel = vowel_of(c);
        if (!vowel) {
            out.push_back(c == U'đ' ? U'ñ' : c == U'Đ' ? U'Ñ' : c);
            continue;
        }
        // Capitals of the Latin-1 letters used here lie 0x20 below the small ones.
        const char32_t lift = vowel->letter_case == Case::kCapital ? 0x20 : 0;
        const char32_t lower_plain = kPlainVowels[vowel->vowel];
        const char32_t shape = kShapes[vowel->vowel];
        if (lower_plain == U'i') {
            out.push_back(kI[vowel->tone] - lift);
        } else if (lower_plain == U'y' && vowel->tone == 5) {
            out.push_back(U'î' - lift);
        } else if (shape == 0x306 || shape == 0x302) {
            out.push_back(lower_plain - lift);
            out.push_back((shape == 0x306 ? kBreveMarks : kHatMarks)[vowel->tone] - lift);
        } else {
            out.push_back((shape == 0x31B ? (lower_plain == U'o' ? U'ô' : U'ö') : lower_plain) - lift);
            if (vowel->tone != 0) {
                out.push_back(kMarks[vowel->tone] - lift);
            }
        }
    }
    return out;
}

// Windows-1258: shaped letters have codes, tones follow as combining marks; a few pairs are composed, as Windows
// writes.
std::string cp1258(std::u32string_view text) {
    constexpr std::array<std::uint8_t, 12> kLowerCode{'a', 0xE3, 0xE2, 'e', 0xEA, 'i', 'o', 0xF4, 0xF5, 'u', 0xFD, 'y'};
    constexpr std::array<std::uint8_t, 12> kUpperCode{'A', 0xC3, 0xC2, 'E', 0xCA, 'I', 'O', 0xD4, 0xD5, 'U', 0xDD, 'Y'};
    constexpr std::array<std::uint8_t, 6> kToneCode{0, 0xCC, 0xD2, 0xDE, 0xEC, 0xF2};
    constexpr std::u32string_view kComposed = U"àáèéíóùúÀÁÈÉÍÓÙÚ";  // the same codes as in Latin-1
    std::string bytes;
    const auto byte = [&](unsigned value) { bytes.push_back(static_cast<char>(static_cast<unsigned char>(value))); };
    for (const char32_t c : text) {
        const auto vowel = vowel_of(c);
        if (kComposed.find(c) != std::u32string_view::npos) {
            byte(static_cast<unsigned>(c));
        } else if (vowel) {
            byte((vowel->letter_case == Case::kSmall ? kLowerCode : kUpperCode)[vowel->vowel]);
            if (vowel->tone != 0) {
                byte(kToneCode[vowel->tone]);
            }
        } else {
            byte(c == U'đ' ? 0xF0 : c == U'Đ' ? 0xD0 : static_cast<unsigned>(c));
        }
    }
    return bytes;
}

}  // namespace

std::string encode_legacy(std::string_view utf8, LegacyEncoding encoding) {
    const std::u32string text = from_utf8(utf8);
    switch (encoding) {
        case LegacyEncoding::kTcvn3:
        case LegacyEncoding::kTcvn3Mangled:
            return to_utf8(tcvn3(text, encoding));
        case LegacyEncoding::kVni:
            return to_utf8(vni(text));
        case LegacyEncoding::kCp1258:
            return cp1258(text);
    }
    return {};
}

std::string decomposed(std::string_view utf8) {
    std::u32string out;
    for (const char32_t c : from_utf8(utf8)) {
        const auto vowel = vowel_of(c);
        if (!vowel) {
            out.push_back(c);
            continue;
        }
        out.push_back(plain(*vowel));
        const char32_t shape = kShapes[vowel->vowel];
        const char32_t tone = kTones[vowel->tone];
        constexpr char32_t kDotBelow = 0x323;
        const bool dot_first = tone == kDotBelow && (shape == 0x302 || shape == 0x306);
        for (const char32_t mark : {dot_first ? tone : shape, dot_first ? shape : tone}) {
            if (mark != 0) {
                out.push_back(mark);
            }
        }
    }
    return to_utf8(out);
}

std::string without_diacritics(std::string_view utf8) {
    std::u32string out;
    for (const char32_t c : from_utf8(utf8)) {
        const auto vowel = vowel_of(c);
        out.push_back(vowel ? plain(*vowel) : c == U'đ' ? U'd' : c == U'Đ' ? U'D' : c);
    }
    return to_utf8(out);
}

std::string upper_case(std::string_view utf8) {
    std::u32string out;
    for (const char32_t c : from_utf8(utf8)) {
        if (auto vowel = vowel_of(c)) {
            vowel->letter_case = Case::kCapital;
            out.push_back(letter(*vowel));
        } else {
            out.push_back(c == U'đ' ? U'Đ' : c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c);
        }
    }
    return to_utf8(out);
}

std::string old_tone_placement(std::string_view utf8) {
    std::u32string text = from_utf8(utf8);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const bool at_end = i + 2 == text.size() || text[i + 2] == U' ';
        auto first = vowel_of(text[i]);
        auto second = vowel_of(text[i + 1]);
        if (!at_end || !first || !second || first->tone == 0 || second->tone != 0 || kShapes[first->vowel] != 0 ||
            kShapes[second->vowel] != 0) {
            continue;
        }
        const char32_t a = kPlainVowels[first->vowel];
        const char32_t b = kPlainVowels[second->vowel];
        if ((a == U'o' && (b == U'a' || b == U'e')) || (a == U'u' && b == U'y')) {
            std::swap(first->tone, second->tone);
            text[i] = letter(*first);
            text[i + 1] = letter(*second);
        }
    }
    return to_utf8(text);
}

}  // namespace diaban
