#include "layers/text/utf16.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using namespace std::string_view_literals;

TEST(Utf16, IsKnownByItsMarkOrItsZeros) {
    EXPECT_EQ(utf16_order("\xFF\xFEX\0"sv), Utf16Order::kLittleEndian);
    EXPECT_EQ(utf16_order("\xFE\xFF\0X"sv), Utf16Order::kBigEndian);
    EXPECT_EQ(utf16_order("a\0,\0b\0"sv), Utf16Order::kLittleEndian);
    EXPECT_EQ(utf16_order("\0a\0,\0b"sv), Utf16Order::kBigEndian);
    EXPECT_EQ(utf16_order("a,b\r\n"), std::nullopt);
    EXPECT_EQ(utf16_order("\xEF\xBB\xBF"
                          "a,b"),
              std::nullopt);
    EXPECT_EQ(utf16_order("a\0,b"sv), std::nullopt);
    EXPECT_EQ(utf16_order(""), std::nullopt);
}

TEST(Utf16, BecomesUtf8) {
    EXPECT_EQ(utf8_from_utf16("\xFF\xFEX\0\xE3\0"sv, Utf16Order::kLittleEndian), "Xã");
    EXPECT_EQ(utf8_from_utf16("\x1E\xF1"sv, Utf16Order::kBigEndian), "ự");
    // A pair: U+1F600.
    EXPECT_EQ(utf8_from_utf16("\x3D\xD8\x00\xDE"sv, Utf16Order::kLittleEndian), "\U0001F600");
    // Half a pair and half a unit.
    EXPECT_EQ(utf8_from_utf16("\x3D\xD8"
                              "a\0b"sv,
                              Utf16Order::kLittleEndian),
              "\uFFFD"
              "a\uFFFD");
}

}  // namespace
}  // namespace diaban
