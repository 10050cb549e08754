#include "layers/text/vietnamese_letters.hpp"

#include <gtest/gtest.h>

#include "layers/text/code_points.hpp"

namespace diaban {
namespace {

TEST(VietnameseSyllable, WordsOfTheLanguageAre) {
    for (const char32_t* word :
         {U"nghiêng", U"thuỷ",  U"thủy", U"hoà",  U"hòa",  U"quốc", U"gì",  U"giếng", U"giao",  U"khuya", U"ý",
          U"yên",     U"ưu",    U"trực", U"hưng", U"hùng", U"đắk",  U"lắk", U"krông", U"xoong", U"quỳnh", U"nguyễn",
          U"ngoằn",   U"khuỷu", U"định", U"oanh", U"a",    U"uống", U"gìn", U"quýt",  U"huýt"}) {
        EXPECT_TRUE(is_vietnamese_syllable(word)) << utf8_of(word);
    }
}

TEST(VietnameseSyllable, OthersAreNot) {
    for (const char32_t* word : {U"",         U"b",    U"strong", U"für",  U"tìền", U"hàng1",  U"wà",  U"cạch2",
                                 U"thec",     U"các-", U"bấng2",  U"hiòn", U"zü",   U"hát hò", U"cat", U"tôp",
                                 U"nghiêngg", U"jà",   U"ño",     U"aoà",  U"xaõ",  U"haỉ",    U"qủa", U"hòan"}) {
        EXPECT_FALSE(is_vietnamese_syllable(word)) << utf8_of(word);
    }
}

TEST(VietnameseLetters, ComeApartAndTogether) {
    EXPECT_EQ(toned_letter(U'ự').letter, U'ư');
    EXPECT_EQ(toned_letter(U'ự').tone, Tone::kDot);
    EXPECT_EQ(with_tone(U'ư', Tone::kDot), U'ự');
    EXPECT_EQ(plain_letter(U'ự'), U'u');
    EXPECT_EQ(plain_letter(U'đ'), U'd');
    EXPECT_EQ(plain_letter(U'x'), U'x');
    EXPECT_FALSE(is_vowel(U'đ'));
    EXPECT_TRUE(is_vowel(U'ơ'));
}

}  // namespace
}  // namespace diaban
