#include "layers/read/text_table_shape.hpp"

#include <gtest/gtest.h>

#include "layers/read/text_table.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

TextTableShape shape_of(const std::string& bytes) {
    const test::TemporaryFolder folder;
    return survey_text_table({folder.write("a.csv", bytes), "", ""}).shape;
}

std::vector<std::string> told_of(const std::string& bytes) {
    std::vector<std::string> keys;
    for (const Finding& finding : shape_findings(shape_of(bytes), {"a.csv", "", ""})) {
        keys.push_back(finding.key);
    }
    return keys;
}

TEST(TextTableShape, ASoundTableHasNothingToTell) {
    for (const char* bytes : {"x,y,t\n1,2,a\n3,4,b\n", "x,y,t\r\n1,2,a\r\n3,4,b", "x;y;t\r1;2,5;a\r3;4;b\r",
                              "\n\nx,y,t\n\n1,2,a\n3,4\n\n", "x\ty\tt\n1\t2\t\"a,b\"\n3\t4\tc"}) {
        const TextTableShape shape = shape_of(bytes);
        EXPECT_EQ(shape.records, 3u) << bytes;
        EXPECT_EQ(shape.columns, 3u) << bytes;
        EXPECT_TRUE(told_of(bytes).empty()) << bytes;
    }
}

// Longitude 105,9 and latitude 20,4 in a table of commas read as x = 105, y = 9.
TEST(TextTableShape, DecimalCommasInATableOfCommasAreTold) {
    const TextTableShape shape = shape_of("x,y\n1,2\n105,9,20,4\n3,4\n105,9,20,4\n");
    EXPECT_EQ(shape.with_more_columns, 2u);
    EXPECT_EQ(shape.first_with_more, 3u);
    EXPECT_EQ(told_of("x,y\n105,9,20,4\n"), std::vector<std::string>{"finding.rows-too-long"});
}

TEST(TextTableShape, ASeparatorInsideQuotationMarksIsText) {
    EXPECT_TRUE(told_of("x,y,t\n1,2,\"a,b,\"\"c\"\",d\"\n").empty());
}

TEST(TextTableShape, TwoKindsOfSeparatorInTheHeaderMeanComma) {
    EXPECT_EQ(shape_of("x;y,t\n1;2,5\n").columns, 2u);  // as GDAL 3.6 splits it
}

TEST(TextTableShape, RowsOverSeveralLinesAreCountedAndTheLongestNamed) {
    const TextTableShape shape = shape_of("x,t\r\n1,\"a\r\nb\"\r\n2,c\r\n3,\"d\ne\nf\"\r\n4,g\r\n");
    EXPECT_EQ(shape.records, 5u);
    EXPECT_EQ(shape.over_lines, 2u);
    EXPECT_EQ(shape.most_lines, 3u);
    EXPECT_EQ(shape.longest_from, 5u);
    EXPECT_EQ(shape.unclosed_from, 0u);
}

TEST(TextTableShape, AQuotationMarkThatIsNeverClosedIsAnError) {
    const auto told =
        test::expect_error("error.quote-unclosed", [] { (void)shape_of("x,y,t\n1,2,a\n3,4,\"b\n5,6,c\n7,8,d\n"); });
    EXPECT_EQ(told.at("line"), "3");
}

TEST(TextTableShape, NulBytesAreTold) {
    const std::string bytes("x,y\n1,\0002\n3,4\n", 13);
    EXPECT_EQ(shape_of(bytes).nul_bytes, 1u);
    EXPECT_EQ(shape_of(bytes).first_nul, 2u);
    EXPECT_EQ(told_of(bytes), std::vector<std::string>{"finding.nul-bytes"});
}

}  // namespace
}  // namespace diaban
