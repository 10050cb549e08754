#include "layers/text/vietnamese_letters.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace diaban {

namespace {

// Each vowel in the order of Tone.
constexpr std::array<std::u32string_view, 12> kVowels{U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ", U"êềểễếệ", U"iìỉĩíị",
                                                      U"oòỏõóọ", U"ôồổỗốộ", U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
constexpr std::u32string_view kPlain = U"aaaeeiooouuy";

// The letters lie below U+1F00: a table by code point.
constexpr std::size_t kTableSize = 0x1F00;

const std::array<TonedLetter, kTableSize>& letter_table() {
    static const auto table = [] {
        std::array<TonedLetter, kTableSize> out{};
        for (std::size_t c = 0; c < kTableSize; ++c) {
            out[c].letter = static_cast<char32_t>(c);
        }
        for (const std::u32string_view vowel : kVowels) {
            for (std::size_t tone = 0; tone < kToneCount; ++tone) {
                out[vowel[tone]] = {vowel[0], static_cast<Tone>(tone)};
            }
        }
        return out;
    }();
    return table;
}

constexpr std::array<std::u32string_view, 29> kInitials{
    U"",  U"b",  U"c",   U"ch", U"d", U"đ",  U"g",  U"gh", U"gi", U"h", U"k",  U"kh", U"kr", U"l", U"m",
    U"n", U"ng", U"ngh", U"nh", U"p", U"ph", U"qu", U"r",  U"s",  U"t", U"th", U"tr", U"v",  U"x"};

const std::unordered_set<std::u32string>& rhymes() {
    static const std::unordered_set<std::u32string> set = [] {
        constexpr std::u32string_view all =
            U"a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
            U"e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it "
            U"iu "
            U"o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong "
            U"ooc oong "
            U"op ot ô ôc ôi ôm ôn ông ôông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh uêu ui um un "
            U"ung uôc uôi "
            U"uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyn uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn "
            U"ương ươp ươt "
            U"ươu ưt ưu y yêm yên yêng yêt yêu ych ynh yt";
        std::unordered_set<std::u32string> out;
        std::size_t at = 0;
        while (at < all.size()) {
            const std::size_t end = std::min(all.find(U' ', at), all.size());
            out.emplace(all.substr(at, end - at));
            at = end + 1;
        }
        return out;
    }();
    return set;
}

/// Whether the tone mark may stand over that letter of a toneless rhyme: over the last letter with a shape; else over
/// the second vowel before a final consonant and of three; else over the first. Only oa, oe, uy and oo have two
/// customs.
bool may_stand_over(std::u32string_view rhyme, std::size_t letter) {
    const std::size_t shaped = rhyme.find_last_of(U"ăâêôơư");
    if (shaped != std::u32string_view::npos) {
        return letter == shaped;
    }
    std::size_t vowels = 0;
    while (vowels < rhyme.size() && is_vowel(rhyme[vowels])) {
        ++vowels;
    }
    const bool closed = vowels < rhyme.size();
    if (rhyme == U"oa" || rhyme == U"oe" || rhyme == U"uy" || rhyme.starts_with(U"oo")) {
        return letter < 2;
    }
    return letter == (vowels == 3 || (vowels == 2 && closed) ? 1u : 0u);
}

bool bears(std::u32string_view rhyme, Tone tone) {
    const char32_t last = rhyme.back();
    const bool stopped =
        last == U'c' || last == U'p' || last == U't' || (last == U'h' && rhyme[rhyme.size() - 2] == U'c');
    if (last == U'k') {
        return tone == Tone::kAcute || tone == Tone::kDot || tone == Tone::kLevel;
    }
    return !stopped || tone == Tone::kAcute || tone == Tone::kDot;
}

}  // namespace

TonedLetter toned_letter(char32_t small_letter) {
    return small_letter < kTableSize ? letter_table()[small_letter] : TonedLetter{small_letter, Tone::kLevel};
}

char32_t with_tone(char32_t small_vowel, Tone tone) {
    for (const std::u32string_view vowel : kVowels) {
        if (vowel[0] == small_vowel) {
            return vowel[static_cast<std::size_t>(tone)];
        }
    }
    return small_vowel;
}

char32_t plain_letter(char32_t small_letter) {
    if (small_letter == U'đ') {
        return U'd';
    }
    const char32_t letter = toned_letter(small_letter).letter;
    for (std::size_t v = 0; v < kVowels.size(); ++v) {
        if (kVowels[v][0] == letter) {
            return kPlain[v];
        }
    }
    return small_letter;
}

bool is_vowel(char32_t toneless_small_letter) {
    return std::any_of(kVowels.begin(), kVowels.end(),
                       [=](std::u32string_view vowel) { return vowel[0] == toneless_small_letter; });
}

bool is_vietnamese_syllable(std::u32string_view small_letters) {
    constexpr std::size_t kLongest = 7;  // "nghiêng"
    if (small_letters.empty() || small_letters.size() > kLongest) {
        return false;
    }
    std::u32string toneless;
    Tone tone = Tone::kLevel;
    std::size_t marked = 0;
    for (const char32_t c : small_letters) {
        const TonedLetter letter = toned_letter(c);
        if (letter.tone != Tone::kLevel) {
            if (tone != Tone::kLevel) {
                return false;
            }
            tone = letter.tone;
            marked = toneless.size();
        }
        toneless.push_back(letter.letter);
    }
    for (const std::u32string_view initial : kInitials) {
        if (toneless.size() > initial.size() && toneless.starts_with(initial)) {
            const std::u32string rhyme = toneless.substr(initial.size());
            const bool in_place =
                tone == Tone::kLevel || (marked >= initial.size() && may_stand_over(rhyme, marked - initial.size()));
            if (in_place && rhymes().contains(rhyme) && bears(rhyme, tone)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace diaban
