// Vietnamese letters taken apart: the vowel with its shape, and the tone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace diaban {

enum class Tone : std::uint8_t { kLevel, kGrave, kHook, kTilde, kAcute, kDot };
constexpr std::size_t kToneCount = 6;

/// A small letter without its tone ("ừ" -> ư, grave). Letters that are no Vietnamese vowel have the level tone.
struct TonedLetter {
    char32_t letter = 0;
    Tone tone = Tone::kLevel;
};

/// Takes a composed small letter apart. O(1).
TonedLetter toned_letter(char32_t small_letter);

/// The composed small letter of a vowel (a ă â e ê i o ô ơ u ư y) with a tone; the letter itself where it is no vowel.
char32_t with_tone(char32_t small_vowel, Tone tone);

/// The letter of the English alphabet under a small Vietnamese one: ư -> u, đ -> d; others as they are.
char32_t plain_letter(char32_t small_letter);

/// One of a ă â e ê i o ô ơ u ư y.
bool is_vowel(char32_t toneless_small_letter);

/// True where the word (small letters, composed, at most one tone) can be a syllable of Vietnamese: a known initial, a
/// known rhyme, a tone that the rhyme can bear (a final c, ch, p, t takes only acute and dot), its mark over a letter
/// where custom puts it: Hòa and Hoà are both syllables, "xaõ" is none. Names of the highlands (Đắk, Lắk) count.
/// O(length). The initials and rhymes are those of the orthography (Hội đồng chuẩn hóa, 1984; Đoàn Thiện Thuật, Ngữ âm
/// tiếng Việt, 1977).
bool is_vietnamese_syllable(std::u32string_view small_letters);

}  // namespace diaban
