#include "layers/text/text_encoding.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <sstream>

#include "engine/sample/legacy_text.hpp"
#include "layers/text/code_points.hpp"
#include "layers/text/legacy_codes.hpp"

namespace diaban {
namespace {

void expect_reading(std::string_view bytes, std::string_view text, TextEncoding encoding) {
    const DecodedText read = decode_text(bytes);
    EXPECT_EQ(read.text, text);
    EXPECT_EQ(encoding_name(read.encoding), encoding_name(encoding)) << text;
    EXPECT_GE(read.confidence, kSureReading) << text;
}

// The national motto as millions of documents of the nineties hold it.
TEST(TextEncoding, TheMottoIsReadFromEveryOldEncoding) {
    expect_reading("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", TextEncoding::kTcvn3);
    expect_reading("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc", TextEncoding::kTcvn3);
    expect_reading("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                   TextEncoding::kVni);
    expect_reading("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc", TextEncoding::kVni);
    expect_reading("Vi\xEA\xF2t Nam, x\xE3\xDE h\xF4\xF2i", "Việt Nam, xẵ hội", TextEncoding::kWindows1258);
}

TEST(TextEncoding, BytesThatAreNoUtf8AreReadToo) {
    expect_reading(
        "X\xB7 Tr\xF9"
        "c H\xADng",
        "Xã Trực Hưng", TextEncoding::kTcvn3);
    expect_reading(
        "Xa\xF5 Tr\xF6\xEF"
        "c Hu\xF8ng",
        "Xã Trực Hùng", TextEncoding::kVni);
    expect_reading(
        "Xa\xDE Nghi\xDE"
        "a H\xFDng",
        "Xã Nghĩa Hưng", TextEncoding::kWindows1258);
}

TEST(TextEncoding, WhatConvertersDidToTcvn3IsUndone) {
    // ư (soft hyphen) as U+2212, ã (middle dot) as U+2219.
    expect_reading("X\u2219 Trùc H\u2212ng", "Xã Trực Hưng", TextEncoding::kTcvn3);
    // UTF-8 taken for a western code page.
    expect_reading("XÃ£ TrÃ\u00A0 CÃ´n", "Xã Trà Côn", TextEncoding::kUtf8Twice);
}

TEST(TextEncoding, TextThatIsWhatItSaysStaysAsItIs) {
    for (const char* text :
         {"Xã Hải Hậu", "Hòa",       "Hoà",     "Xuân Trường",  "Công an", "Yên Bái",  "Hà",    "Bà Rịa - Vũng Tàu",
          "Thò",        "Tô",        "Cô Tô",   "Trà Côn",      "Lào Cai", "Tân Bình", "bà Hà", "Medellín",
          "São Paulo",  "Zürich",    "Köln",    "Peña Blanca",  "25 °C",   "12 m²",    "A · B", "“Hoà”",
          "Krông Nô",   "KRông Búk", "Đắk Lắk", "Ahorcamiento", "",        "Nguyên",   "ÔN",    "Ý Yên"}) {
        const DecodedText read = decode_text(text);
        EXPECT_EQ(read.text, text);
        EXPECT_EQ(read.encoding, TextEncoding::kUtf8) << text;
    }
}

TEST(TextEncoding, DecomposedTextIsComposed) {
    EXPECT_EQ(decode_text("Tru\u031B\u0323c Hu\u031Bng").text, "Trực Hưng");
    EXPECT_EQ(decode_text(decomposed("Xã Giao Thủy, huyện Giao Thủy")).text, "Xã Giao Thủy, huyện Giao Thủy");
}

TEST(TextEncoding, BytesOfNoEncodingAreKeptAndTold) {
    const DecodedText read = decode_text("\x81\xC0\xC1");  // 0x81 is assigned in no code page; TCVN3 lacks 0xC0
    EXPECT_LT(read.confidence, kSureReading);
    EXPECT_TRUE(code_points(read.text).has_value());
}

TEST(TextEncoding, AReadingThatIsNotSureLeavesUtf8Alone) {
    // "Cô" is a word; read as TCVN3 it is "Cụ", a word as well: the text as it stands wins, and says that it is not
    // quite sure.
    const DecodedText read = decode_text("Cô");
    EXPECT_EQ(read.text, "Cô");
    // By hand: 0.90 for UTF-8 and 0.01 for Windows-1258, which gives the same text, against 0.04 for TCVN3; VNI (Cơ)
    // 0.03.
    EXPECT_NEAR(read.confidence, 0.91 / 0.98, 1e-3);
}

// Every commune name of the country (as the sample's encoders write it) comes back, or is left as it was.
class EveryName : public testing::TestWithParam<LegacyEncoding> {};

std::vector<std::string> names_of_nam_dinh() {
    std::ifstream file(std::string(DIABAN_SHARED_DATA) + "/namdinh_175_to_57.csv");
    std::vector<std::string> names;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::stringstream cells(line);
        std::string cell;
        std::getline(cells, cell, ',');
        std::getline(cells, cell, ',');
        names.push_back(cell);
    }
    return names;
}

TEST_P(EveryName, OfRealCommunesComesBack) {
    const std::vector<std::string> names = names_of_nam_dinh();
    if (names.empty()) {
        GTEST_SKIP() << "no shared data here";
    }
    ASSERT_EQ(names.size(), 175u);
    for (const std::string& name : names) {
        const DecodedText read = decode_text(encode_legacy(name, GetParam()));
        EXPECT_EQ(read.text, name) << "confidence " << read.confidence;
        // And the clean name is never taken for anything else.
        EXPECT_EQ(decode_text(name).text, name);
    }
}

INSTANTIATE_TEST_SUITE_P(TextEncoding, EveryName,
                         testing::Values(LegacyEncoding::kTcvn3, LegacyEncoding::kTcvn3Mangled, LegacyEncoding::kVni,
                                         LegacyEncoding::kCp1258));

// Letter by letter against the sample's tables, which were written apart from these.
TEST(LegacyCodes, EveryLetterComesBack) {
    const std::u32string small = U"aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcxz";
    const std::u32string capitals = U"ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴĐ";
    for (const char32_t c : small + capitals) {
        const std::string letter = utf8_of(std::u32string(1, c));
        const auto codes = codes_of_characters(*code_points(encode_legacy(letter, LegacyEncoding::kVni)));
        EXPECT_EQ(from_vni(*codes), std::u32string(1, c)) << "VNI " << letter;
        const std::string bytes = encode_legacy(letter, LegacyEncoding::kCp1258);
        EXPECT_EQ(from_windows_1258(byte_codes(bytes)), std::u32string(1, c)) << "1258 " << letter;
    }
    for (const char32_t c : small + U"ĂÂÊÔƠƯĐ") {
        for (const LegacyEncoding encoding : {LegacyEncoding::kTcvn3, LegacyEncoding::kTcvn3Mangled}) {
            const std::string letter = utf8_of(std::u32string(1, c));
            const auto codes = codes_of_characters(*code_points(encode_legacy(letter, encoding)));
            EXPECT_EQ(from_tcvn3(*codes), std::u32string(1, c)) << "TCVN3 " << letter;
        }
    }
}

TEST(LegacyCodes, CapitalFontsOfTcvn3GiveCapitals) {
    EXPECT_EQ(from_tcvn3(*codes_of_characters(U"H¶I HËU")), U"HẢI HẬU");
    EXPECT_EQ(from_tcvn3(*codes_of_characters(U"H¶i HËu")), U"Hải Hậu");
}

TEST(TextDecoder, RemembersAndAgrees) {
    TextDecoder decoder;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(decoder.decode("X· Trùc H−ng").text, "Xã Trực Hưng");
        EXPECT_EQ(decoder.decode("plain").text, "plain");
        EXPECT_EQ(decoder.decode("Hoà").text, "Hoà");
    }
}

}  // namespace
}  // namespace diaban
