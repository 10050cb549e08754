#include "engine/sample/legacy_text.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

// As Latin-1 characters, the way a document in a .Vn font looks without its font. Bytes checked with glibc 2.36's
// iconv: printf 'Cộng hòa xã hội chủ nghĩa Việt Nam' | iconv -f UTF-8 -t TCVN5712-1
TEST(LegacyText, Tcvn3) {
    EXPECT_EQ(encode_legacy("Cộng hòa xã hội chủ nghĩa Việt Nam", LegacyEncoding::kTcvn3),
              "Céng hßa x· héi chñ nghÜa ViÖt Nam");
    EXPECT_EQ(encode_legacy("Đường", LegacyEncoding::kTcvn3), "§\u00ADêng");
}

// Every vowel with every tone, again from iconv -t TCVN5712-1 (a row of hexadecimal codes a vowel).
TEST(LegacyText, Tcvn3OfEveryVowel) {
    const std::pair<const char*, const char*> rows[] = {
        {"àảãáạ", "\u00B5\u00B6\u00B7\u00B8\u00B9"},        {"ăằẳẵắặ", "\u00A8\u00BB\u00BC\u00BD\u00BE\u00C6"},
        {"âầẩẫấậ", "\u00A9\u00C7\u00C8\u00C9\u00CA\u00CB"}, {"èẻẽéẹ", "\u00CC\u00CE\u00CF\u00D0\u00D1"},
        {"êềểễếệ", "\u00AA\u00D2\u00D3\u00D4\u00D5\u00D6"}, {"ìỉĩíị", "\u00D7\u00D8\u00DC\u00DD\u00DE"},
        {"òỏõóọ", "\u00DF\u00E1\u00E2\u00E3\u00E4"},        {"ôồổỗốộ", "\u00AB\u00E5\u00E6\u00E7\u00E8\u00E9"},
        {"ơờởỡớợ", "\u00AC\u00EA\u00EB\u00EC\u00ED\u00EE"}, {"ùủũúụ", "\u00EF\u00F1\u00F2\u00F3\u00F4"},
        {"ưừửữứự", "\u00AD\u00F5\u00F6\u00F7\u00F8\u00F9"}, {"ỳỷỹýỵđ", "\u00FA\u00FB\u00FC\u00FD\u00FE\u00AE"}};
    for (const auto& [text, codes] : rows) {
        EXPECT_EQ(encode_legacy(text, LegacyEncoding::kTcvn3), codes) << text;
    }
}

TEST(LegacyText, MangledTcvn3HasAMinusForUHornAndABulletForATilde) {
    EXPECT_EQ(encode_legacy("Xã Lương", LegacyEncoding::kTcvn3Mangled), "X\u2219 L\u2212\u00ACng");
}

// By hand from the VNI table: a mark follows its letter; ơ is ô, ư is ö, đ is ñ.
TEST(LegacyText, Vni) {
    EXPECT_EQ(encode_legacy("Việt Nam", LegacyEncoding::kVni), "Vieät Nam");
    EXPECT_EQ(encode_legacy("Xã Trường Hùng", LegacyEncoding::kVni), "Xaõ Tröôøng Huøng");
    EXPECT_EQ(encode_legacy("Đánh bạc, ma túy", LegacyEncoding::kVni), "Ñaùnh baïc, ma tuùy");
    EXPECT_EQ(encode_legacy("Thị trấn, kỳ, kỵ, nghĩa", LegacyEncoding::kVni), "Thò traán, kyø, kî, nghóa");
    EXPECT_EQ(encode_legacy("ĐỨC", LegacyEncoding::kVni), "ÑÖÙC");
}

// printf 'Phường Lò Vôi, Xã Đất Hạnh' | iconv -f UTF-8 -t CP1258 | xxd
TEST(LegacyText, Cp1258IsNotUtf8) {
    EXPECT_EQ(encode_legacy("Phường Lò Vôi", LegacyEncoding::kCp1258), "Ph\xFD\xF5\xCCng Lo\xCC V\xF4i");
    EXPECT_EQ(encode_legacy("Xã Đất Hạnh", LegacyEncoding::kCp1258), "X\x61\xDE \xD0\xE2\xECt Ha\xF2nh");
}

// Python: unicodedata.normalize("NFD", ...)
TEST(LegacyText, Decomposed) {
    EXPECT_EQ(decomposed("Hưng"), "Hu\u031Bng");
    EXPECT_EQ(decomposed("Trạch Mỹ"), "Tra\u0323ch My\u0303");
    EXPECT_EQ(decomposed("ệ"), "e\u0323\u0302");
    EXPECT_EQ(decomposed("ợ"), "o\u031B\u0323");
    EXPECT_EQ(decomposed("ấ Đ"), "a\u0302\u0301 Đ");
}

TEST(LegacyText, StrippedNamesCollide) {
    EXPECT_EQ(without_diacritics("Xã Vân Hưng"), "Xa Van Hung");
    EXPECT_EQ(without_diacritics("Xã Vân Hùng"), "Xa Van Hung");
    EXPECT_EQ(without_diacritics("Đường"), "Duong");
}

TEST(LegacyText, CapitalsAndOldTones) {
    EXPECT_EQ(upper_case("Xã Lương Hòa đ"), "XÃ LƯƠNG HÒA Đ");
    EXPECT_EQ(old_tone_placement("Xã Vân Hòa"), "Xã Vân Hoà");
    EXPECT_EQ(old_tone_placement("Giao Thủy"), "Giao Thuỷ");
    EXPECT_EQ(old_tone_placement("Hòe Hoàng"), "Hoè Hoàng");
    EXPECT_EQ(old_tone_placement("Hòan"), "Hòan") << "not at the end of the syllable";
}

}  // namespace
}  // namespace diaban
