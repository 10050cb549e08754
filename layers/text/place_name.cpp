#include "layers/text/place_name.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/text/code_points.hpp"
#include "layers/text/normal_form.hpp"
#include "layers/text/vietnamese_letters.hpp"

namespace diaban {

namespace {

using Word = std::u32string;

/// Words of a type, the longest first: "thị xã" is no "xã".
struct TypeWords {
    std::u32string_view first;
    std::u32string_view second;  // empty: one word
    UnitType type;
};
constexpr std::array kTypeWords{TypeWords{U"thành", U"phố", UnitType::kCity},
                                TypeWords{U"thị", U"xã", UnitType::kTown},
                                TypeWords{U"thị", U"trấn", UnitType::kTownship},
                                TypeWords{U"đặc", U"khu", UnitType::kSpecialZone},
                                TypeWords{U"t", U"p", UnitType::kCity},
                                TypeWords{U"t", U"x", UnitType::kTown},
                                TypeWords{U"t", U"t", UnitType::kTownship},
                                TypeWords{U"tỉnh", U"", UnitType::kProvince},
                                TypeWords{U"quận", U"", UnitType::kUrbanDistrict},
                                TypeWords{U"huyện", U"", UnitType::kRuralDistrict},
                                TypeWords{U"phường", U"", UnitType::kWard},
                                TypeWords{U"xã", U"", UnitType::kCommune},
                                TypeWords{U"tp", U"", UnitType::kCity},
                                TypeWords{U"tx", U"", UnitType::kTown},
                                TypeWords{U"tt", U"", UnitType::kTownship},
                                TypeWords{U"h", U"", UnitType::kRuralDistrict},
                                TypeWords{U"q", U"", UnitType::kUrbanDistrict},
                                TypeWords{U"p", U"", UnitType::kWard},
                                TypeWords{U"x", U"", UnitType::kCommune},
                                TypeWords{U"đk", U"", UnitType::kSpecialZone}};

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

/// Letters and digits make words. A dot, space or hyphen ends one; so does the step from a letter to a digit behind it
/// (P1), but an apostrophe belongs to its word (H'Leo).
std::vector<Word> words_of(std::u32string_view part) {
    std::vector<Word> words;
    Word word;
    const auto finish = [&] {
        if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    };
    for (const char32_t c : part) {
        if (c == U'\'' || c == 0x2019 || c == 0x2BC || c == 0x2018 || c == U'`' || c == 0xB4) {
            if (!word.empty()) {
                word.push_back(U'\'');
            }
            continue;
        }
        if (is_digit(c) ? (!word.empty() && !is_digit(word.back()) && word.size() <= 2) : !is_letter(c)) {
            finish();
        }
        if (is_digit(c) || is_letter(c) || (c >= 0x300 && c < 0x370)) {
            word.push_back(c);
        }
    }
    finish();
    for (Word& w : words) {
        if (std::all_of(w.begin(), w.end(), is_digit)) {
            const std::size_t first = std::min(w.find_first_not_of(U'0'), w.size() - 1);
            w.erase(0, first);
        }
    }
    return words;
}

Word toneless(const Word& word) {
    Word out;
    for (const char32_t c : word) {
        out.push_back(toned_letter(c).letter);
    }
    return out;
}

/// The tone behind the word, wherever in it the mark stood. A word with two tones is no Vietnamese and keeps its
/// letters.
Word key_of(const Word& word) {
    Tone tone = Tone::kLevel;
    for (const char32_t c : word) {
        const TonedLetter letter = toned_letter(c);
        if (letter.tone != Tone::kLevel) {
            if (tone != Tone::kLevel) {
                return word;
            }
            tone = letter.tone;
        }
    }
    Word key = toneless(word);
    if (tone != Tone::kLevel) {
        key.push_back(U'0' + static_cast<char32_t>(tone));
    }
    return key;
}

std::pair<UnitType, std::size_t> type_of(const std::vector<Word>& words) {
    for (const TypeWords& type : kTypeWords) {
        const std::size_t length = type.second.empty() ? 1 : 2;
        // Marks of tone may stand in either place and be missing in capitals typed without them only by fault: compared
        // as keys.
        if (words.size() > length && key_of(words[0]) == key_of(Word(type.first)) &&
            (length == 1 || key_of(words[1]) == key_of(Word(type.second)))) {
            return {type.type, length};
        }
    }
    return {UnitType::kUnknown, 0};
}

/// Types typed without marks ("Xa Truc Hung") stand aside only for the plain form, so that a proposal finds the name.
std::size_t plain_type_length(const std::vector<std::u32string>& plain) {
    for (const TypeWords& type : kTypeWords) {
        const std::size_t length = type.second.empty() ? 1 : 2;
        const auto same = [](const Word& word, std::u32string_view other) {
            return word.size() == other.size() &&
                   std::equal(word.begin(), word.end(), other.begin(),
                              [](char32_t a, char32_t b) { return a == plain_letter(b); });
        };
        if (plain.size() > length && same(plain[0], type.first) && (length == 1 || same(plain[1], type.second))) {
            return length;
        }
    }
    return 0;
}

UnitName unit_of(std::u32string_view part) {
    const std::vector<Word> words = words_of(part);
    const auto [type, skipped] = type_of(words);
    UnitName unit;
    unit.type = type;
    std::vector<Word> plain;
    for (const Word& word : words) {
        Word letters;
        std::transform(word.begin(), word.end(), std::back_inserter(letters), plain_letter);
        plain.push_back(std::move(letters));
    }
    const std::size_t plain_skipped = skipped > 0 ? skipped : plain_type_length(plain);
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i >= skipped) {
            unit.key += (unit.key.empty() ? "" : " ") + utf8_of(key_of(words[i]));
        }
        if (i >= plain_skipped) {
            unit.plain += (unit.plain.empty() ? "" : " ") + utf8_of(plain[i]);
        }
    }
    return unit;
}

}  // namespace

PlaceName parse_place_name(std::string_view utf8) {
    const std::u32string text = case_folded(code_points(composed(utf8)).value_or(std::u32string{}));
    PlaceName name;
    bool first = true;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of(U",;()[]", at), text.size());
        UnitName unit = unit_of(std::u32string_view(text).substr(at, end - at));
        at = end + 1;
        if (unit.key.empty()) {
            continue;
        }
        if (first) {
            name.unit = std::move(unit);
            first = false;
        } else {
            name.within.push_back(std::move(unit));
        }
    }
    return name;
}

bool may_be_same(const UnitName& a, const UnitName& b) {
    return a.key == b.key && (a.type == b.type || a.type == UnitType::kUnknown || b.type == UnitType::kUnknown);
}

}  // namespace diaban
