#include "layers/read/text_header.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using Names = std::vector<std::string>;

TextHeader header_of(const std::string& text) {
    return find_text_header({text.begin(), text.end()}, true);
}

TEST(TextHeader, ThePlainFirstLine) {
    for (const char* text :
         {"x,y,t\n1,2,a\n", "x;y;t\r\n1;2,5;a\r\n", "\n\nx\ty\tt\n1\t2\ta", "x,y,t\n105,9,20,4,1\n"}) {
        const TextHeader header = header_of(text);
        EXPECT_EQ(header.names, (Names{"x", "y", "t"})) << text;
        EXPECT_TRUE(header.as_gdal) << text;
        EXPECT_EQ(header.above, "") << text;
    }
    EXPECT_EQ(header_of("2016,2017\n1,2\n").names, (Names{"2016", "2017"}));  // a year may head a column
    EXPECT_EQ(header_of("a,\n1,2\n").names, (Names{"a", "field_2"}));
    EXPECT_EQ(header_of("note\nabc\nd e f\n").names, Names{"note"});
    EXPECT_EQ(header_of("id,x,y\n1,2,3\n4,5,6\n").end, 7u);  // 1 2 3 is a row of data here
    EXPECT_TRUE(header_of("").names.empty());
    EXPECT_TRUE(header_of("x,\"y\n1,2\n").names.empty());  // a quotation mark that never closes
}

// The comma of the title must not pass for the separator.
TEST(TextHeader, BelowTitleRows) {
    const std::string title = "CÔNG AN TỈNH, PHÒNG 1;;\n\nNăm 2017;;\n";
    const std::string text = title + "STT;Ngày;Xã\n1;14/03/2017;Hòa, Bình\n2;15/03/2017;Một\n";
    const TextHeader header = header_of(text);
    EXPECT_EQ(header.names, (Names{"STT", "Ngày", "Xã"}));
    EXPECT_EQ(header.separator, ';');
    EXPECT_EQ(header.line, 4u);
    EXPECT_EQ(header.begin, title.size());
    EXPECT_EQ(text.substr(header.end, 2), "1;");
    EXPECT_EQ(header.above, "CÔNG AN TỈNH, PHÒNG 1 / Năm 2017");
    EXPECT_FALSE(header.as_gdal);
    EXPECT_EQ(header_of("Bảng kê\nSTT\tNgày\n1\t14/03/2017\n").names, (Names{"STT", "Ngày"}));
    EXPECT_EQ(header_of("sep=;\na;b\n1;2\n").names, (Names{"a", "b"}));
}

TEST(TextHeader, OverTwoLines) {
    const TextHeader header = header_of("STT,Tọa độ,,Ngày\n,X,Y,\n1,2,3,14/03/2017\n");
    EXPECT_EQ(header.names, (Names{"STT", "X", "Y", "Ngày"}));
    EXPECT_EQ(header.line, 1u);
    EXPECT_FALSE(header.as_gdal);
    EXPECT_EQ(header_of("Bảng kê\nSTT,Tọa độ,,Ngày\n,X,Y,\n(1),(2),(3),(4)\n1,2,3,14/03/2017\n").names,
              (Names{"STT", "X", "Y", "Ngày"}));
}

TEST(TextHeader, NoneAtAll) {
    const TextHeader header = header_of("359192.3,570510.9,2016-01-01\n1,2,2016-01-02\n");
    EXPECT_TRUE(header.missing);
    EXPECT_EQ(header.end, 0u);
    EXPECT_EQ(header.names, (Names{"field_1", "field_2", "field_3"}));
    EXPECT_FALSE(header_of("1\n2\n").missing);  // of one column nothing can be said
}

}  // namespace
}  // namespace diaban
