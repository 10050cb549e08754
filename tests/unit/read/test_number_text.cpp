#include "layers/read/number_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace diaban {
namespace {

TEST(NumberText, Decimals) {
    EXPECT_EQ(parse_decimal("6.25722"), 6.25722);
    EXPECT_EQ(parse_decimal("6,25722"), 6.25722);
    EXPECT_EQ(parse_decimal(" -75,569854 "), -75.569854);
    EXPECT_EQ(parse_decimal("+5"), 5.0);
    EXPECT_EQ(parse_decimal("1e3"), 1000.0);
    EXPECT_EQ(parse_decimal("573060"), 573060.0);
    for (const char* text : {"", " ", "NaN", "nan", "inf", "-Infinity", "1e400", "0x10", "1,2,3", "1.234,5", "12 345",
                             "+-5", "--5", "+", "-", ",", "5m", "1e", "١٢"}) {
        EXPECT_FALSE(parse_decimal(text)) << text;
    }
}

TEST(NumberText, CountsAsWrittenInVietnamAndBySpreadsheets) {
    EXPECT_EQ(parse_count("1.756"), 1756.0);
    EXPECT_EQ(parse_count("1,756"), 1756.0);
    EXPECT_EQ(parse_count("1.581.550"), 1581550.0);
    EXPECT_EQ(parse_count("12 345 678"), 12345678.0);
    EXPECT_EQ(parse_count("7093.0"), 7093.0);
    EXPECT_EQ(parse_count("7093"), 7093.0);
    EXPECT_EQ(parse_count("09"), 9.0);
    EXPECT_EQ(parse_count("0"), 0.0);
    EXPECT_EQ(parse_count("703.1"), 703.1);
    EXPECT_EQ(parse_count("0.125"), 0.125);  // no count of thousands begins with 0
    EXPECT_EQ(parse_count("-5"), -5.0);      // refused by who asks for people
    for (const char* text : {"", "1.756,5", "1.75.000", "1,75", "1..756", ".756,000", "1.756 người", "nan", "1 75"}) {
        EXPECT_FALSE(parse_count(text)) << text;
    }
}

TEST(NumberText, VeryLongTextIsNoNumber) {
    EXPECT_FALSE(parse_decimal(std::string(1 << 20, '9')));
    EXPECT_FALSE(parse_count("1" + std::string(1 << 20, ' ') + "x"));
}

}  // namespace
}  // namespace diaban
