#include "layers/read/table_header.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using Names = std::vector<std::string>;

TEST(TableHeader, APlainTable) {
    const auto header = find_table_header({{"x", "y", "t"}, {"1", "2", "14/12/2017"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->first_row, 0u);
    EXPECT_EQ(header->first_data_row, 1u);
    EXPECT_EQ(header->names, (Names{"x", "y", "t"}));
    EXPECT_EQ(header->above, "");
}

TEST(TableHeader, TitleRowsAreAbove) {
    const auto header = find_table_header({{"CÔNG AN TỈNH NAM ĐỊNH", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"},
                                           {"PHÒNG CSHS"},
                                           {},
                                           {"", "DANH SÁCH VỤ VIỆC NĂM 2017"},
                                           {"STT", "Ngày", " Loại\n vụ ", "X", "Y"},
                                           {"1", "14/12/2017", "Trộm cắp", "573060", "2256578"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->first_row, 4u);
    EXPECT_EQ(header->first_data_row, 5u);
    EXPECT_EQ(header->names, (Names{"STT", "Ngày", "Loại vụ", "X", "Y"}));
    EXPECT_EQ(header->above,
              "CÔNG AN TỈNH NAM ĐỊNH / CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / PHÒNG CSHS / DANH SÁCH VỤ VIỆC NĂM 2017");
}

// STT and Ngày merged over two rows, "Tọa độ" over two columns; the columns numbered below.
TEST(TableHeader, MergedCells) {
    const auto header = find_table_header({{"STT", "Ngày", "Tọa độ", "", "Loại vụ"},
                                           {"", "", "X", "Y", ""},
                                           {"(1)", "(2)", "(3)", "(4)", "(5)"},
                                           {"1", "14/12/2017", "573060", "2256578", "Trộm cắp"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->names, (Names{"STT", "Ngày", "X", "Y", "Loại vụ"}));
    EXPECT_EQ(header->first_row, 0u);
    EXPECT_EQ(header->first_data_row, 3u);
}

// Most cells of the first row are merged, so the second is the fuller one.
TEST(TableHeader, ManyMergedCells) {
    const auto header = find_table_header({{"Thời gian", "", "", "Tọa độ", "", ""},
                                           {"Năm", "Tháng", "Ngày", "X", "Y", "Ghi chú"},
                                           {"2017", "12", "14", "573060", "2256578", ""}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->names, (Names{"Năm", "Tháng", "Ngày", "X", "Y", "Ghi chú"}));
    EXPECT_EQ(header->first_data_row, 2u);
}

TEST(TableHeader, TheSameNameTwiceBelowMergedCellsTakesTheUpperNameToo) {
    const auto header = find_table_header(
        {{"Xã", "Trước", "", "Sau", ""}, {"", "Số vụ", "Số người", "Số vụ", "Số người"}, {"A", "1", "2", "3", "4"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->names, (Names{"Xã", "Trước Số vụ", "Trước Số người", "Sau Số vụ", "Sau Số người"}));
}

TEST(TableHeader, YearsMayHeadColumns) {
    const auto header = find_table_header({{"Số vụ theo xã"}, {"Xã", "2016", "2017"}, {"Trực Hưng", "5", "7"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->first_row, 1u);
    EXPECT_EQ(header->names, (Names{"Xã", "2016", "2017"}));
}

TEST(TableHeader, ARowOfWordsBelowAFullHeaderIsData) {
    const auto header =
        find_table_header({{"Xã", "Ngày", "Loại"}, {"Trực Hưng", "", "Trộm cắp"}, {"Trực Hùng", "14/12/2017", "Cháy"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->names, (Names{"Xã", "Ngày", "Loại"}));
    EXPECT_EQ(header->first_data_row, 1u);
}

TEST(TableHeader, WithoutWordsTheFirstRowThatIsNotBlank) {
    const auto header = find_table_header({{}, {"1", "2"}, {"3", "4"}});
    ASSERT_TRUE(header);
    EXPECT_EQ(header->first_row, 1u);
    EXPECT_EQ(header->names, (Names{"1", "2"}));
    EXPECT_FALSE(find_table_header({}));
    EXPECT_FALSE(find_table_header({{}, {"", " "}}));
    EXPECT_EQ(find_table_header({{"a", "", "b"}, {"1", "2", "3"}})->names, (Names{"a", "field_2", "b"}));
}

// Three columns and a first row of 1, 2, 3: data, unless the sheet is one with titles or brackets.
TEST(TableHeader, ARowOfNumbersIsNotLost) {
    EXPECT_EQ(find_table_header({{"id", "x", "y"}, {"1", "2", "3"}, {"4", "5", "6"}})->first_data_row, 1u);
    EXPECT_EQ(find_table_header({{"id", "x", "y"}, {"(1)", "(2)", "(3)"}, {"4", "5", "6"}})->first_data_row, 2u);
    EXPECT_EQ(find_table_header({{"Bảng"}, {"id", "x", "y"}, {"1", "2", "3"}, {"4", "5", "6"}})->first_data_row, 3u);
}

}  // namespace
}  // namespace diaban
