// Cells of CSV and lists of names.
#include "layers/text/csv_cell.hpp"

#include <gtest/gtest.h>

#include "layers/text/some_names.hpp"

namespace diaban {
namespace {

TEST(CsvCell, QuotedWhereItMustBeAndNeverAFormula) {
    EXPECT_EQ(csv_cell("Xã Hải Hậu"), "Xã Hải Hậu");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("say \"no\""), "\"say \"\"no\"\"\"");
    EXPECT_EQ(csv_cell("two\nlines"), "\"two\nlines\"");
    EXPECT_EQ(csv_cell("=1+1,2"), "\"'=1+1,2\"");
    EXPECT_EQ(csv_cell("-12.5"), "-12.5");
}

TEST(SomeNames, FiveAndThenHowManyMore) {
    EXPECT_EQ(some_names({}), "");
    EXPECT_EQ(some_names({"a", "b"}), "a, b");
    EXPECT_EQ(some_names({"a", "b", "c", "d", "e"}), "a, b, c, d, e");
    EXPECT_EQ(some_names({"a", "b", "c", "d", "e", "f", "g"}), "a, b, c, d, e (+2)");
}

}  // namespace
}  // namespace diaban
