#include "layers/text/formula_cell.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(FormulaCell, FormulasAreNeutralised) {
    for (const char* text : {"=1+1", "=HYPERLINK(\"http://x\")", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1",
                             "\r=1", " =1", "\n=1", "-x", "--1", "-1-1", "\uFF1D1+1", "+84 912", "-1;2"}) {
        EXPECT_TRUE(starts_formula(text)) << text;
        EXPECT_EQ(neutral_cell(text), std::string("'") + text);
    }
}

TEST(FormulaCell, NumbersAndNamesStay) {
    for (const char* text : {"", "-", "+", "=", "-12.5", "-75,56985400000", "+84", "-1.234,5", "-1e-3", "1e5",
                             "Xã Hải Hậu", "'=1", "a=b", "  ", "-12.5 ", "3-4", "12/48"}) {
        EXPECT_FALSE(starts_formula(text)) << text;
        EXPECT_EQ(neutral_cell(text), text);
    }
}

}  // namespace
}  // namespace diaban
