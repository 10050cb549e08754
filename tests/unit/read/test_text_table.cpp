#include "layers/read/text_table.hpp"

#include <gtest/gtest.h>

#include "layers/read/feature_rows.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/temporary_folder.hpp"

namespace diaban {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
    std::vector<std::string> names;
    Rows rows;
    TextTableShape shape;
};

void add(const RowChunk& chunk, Rows& rows) {
    for (std::size_t row = 0; row < chunk.rows; ++row) {
        rows.emplace_back();
        for (std::size_t column = 0; column < chunk.columns; ++column) {
            rows.back().emplace_back(chunk.cell(row, static_cast<int>(column)));
        }
    }
}

Reading read(const std::string& bytes, const std::string& name = "a.csv") {
    const test::TemporaryFolder folder;
    TextTable table({folder.write(name, bytes), "", ""});
    Reading reading{table.layout().field_names, {}, table.header_shape()};
    std::uint64_t lines = table.header_lines();
    while (auto block = table.next()) {
        const ParsedBlock parsed = parse_block(std::move(*block), table.layout());
        add(parsed.chunk, reading.rows);
        add_block_shape(reading.shape, parsed.shape, lines);
        lines += parsed.lines;
    }
    return reading;
}

/// The same file through GDAL's driver.
Reading read_by_gdal(const std::string& bytes) {
    const test::TemporaryFolder folder;
    const Source source = Source::open({folder.write("a.csv", bytes), "", ""});
    Reading reading{source.field_names(), {}, {}};
    FeatureRows rows(source);
    while (auto chunk = rows.next()) {
        add(*chunk, reading.rows);
    }
    return reading;
}

const std::vector<std::string> kTables = {
    "x,y,t\n1,2,a\n3,4,b\n",
    "x,y,t\r\n1,2,a\r\n3,4,b",
    "\xEF\xBB\xBFx;y;t\n1;2,5;a\n\n3;4;b\n",
    "x,y,t\n1,\"2,5\",\"a \"\"b\"\" c\"\n",
    "x,y,t\n1,2,\"two\nlines\"\n3,4,\"two\r\nlines\"\n",
    "x,y,t\n1\n1,2\n1,2,3,4,5\n,,\n",
    "x\ty\tt\n1\t2\t\"a,b\"\n",
    "x,,t\n1,2,3\n",
    "x,y\n1,  \n ,2\n",
    "x,y\n1,5\" pipe\" end\n",
};

TEST(TextTable, TheSameCellsAsGdal) {
    for (const std::string& bytes : kTables) {
        const Reading own = read(bytes);
        const Reading gdal = read_by_gdal(bytes);
        EXPECT_EQ(own.names, gdal.names) << bytes;
        EXPECT_EQ(own.rows, gdal.rows) << bytes;
    }
}

TEST(TextTable, TheShapeIsThatOfTheWholeFile) {
    // Blocks of a megabyte: rows that are too long and cells over several lines stand in several of them.
    std::string large = "x,y,t\n";
    for (int i = 0; i < 200000; ++i) {
        large += i % 50000 == 49999   ? "1,2,3,4\n"
                 : i % 70000 == 69999 ? "1,2,\"a\nb\nc\"\n"
                                      : "106.123456,20.123456,2017-12-14\n";
    }
    const TextTableShape shape = read(large).shape;
    EXPECT_EQ(shape.records, 200001u);
    EXPECT_EQ(shape.columns, 3u);
    EXPECT_EQ(shape.with_more_columns, 4u);
    EXPECT_EQ(shape.first_with_more, 50001u);
    EXPECT_EQ(shape.over_lines, 2u);
    EXPECT_EQ(shape.most_lines, 3u);
    EXPECT_EQ(shape.longest_from, 70001u);
    const TextTableShape cut = read(std::string("x,y\n1,2\n3\0,4\n5,6\n", 17)).shape;
    EXPECT_EQ(cut.nul_bytes, 1u);
    EXPECT_EQ(cut.first_nul, 3u);
}

TEST(TextTable, EveryRowHasItsLine) {
    const test::TemporaryFolder folder;
    std::string bytes = "title\n\nx,y\r\n";
    std::vector<std::uint64_t> lines;
    std::uint64_t line = 4;
    for (int i = 0; bytes.size() < (std::size_t{3} << 20); ++i) {
        lines.push_back(line);
        bytes += i % 9 == 0 ? "1,\"a\nb\"\r\n" : i % 7 == 0 ? "1,2\n\n" : "1,2\n";
        line += i % 9 == 0 || i % 7 == 0 ? 2 : 1;
    }
    const TextTableSurvey survey = survey_text_table({folder.write("a.csv", bytes), "", ""});
    ASSERT_EQ(survey.numbers.rows(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ASSERT_EQ(survey.numbers.of(i + 1), lines[i]) << i;
    }
    EXPECT_EQ(survey.numbers.of(lines.size() + 1), lines.size() + 1);  // nothing is known of it
}

// A letter beyond the basic plane is two units: one block ends between them.
TEST(TextTable, Utf16IsReadAsUtf8) {
    const auto utf16 = [](const std::u16string& text, bool little) {
        std::string bytes;
        for (const char16_t unit : text) {
            const char low = static_cast<char>(unit & 0xFF);
            const char high = static_cast<char>(unit >> 8);
            bytes += little ? std::string{low, high} : std::string{high, low};
        }
        return bytes;
    };
    for (const bool little : {true, false}) {
        const std::string small = utf16(u"\uFEFFx;t\r\n1;Xã Hòa \U00020B9F\r\n", little);
        EXPECT_EQ(read(small).rows, (Rows{{"1", "Xã Hòa \U00020B9F"}}));
        EXPECT_EQ(read(small).names, (std::vector<std::string>{"x", "t"}));
        std::u16string large = u"\uFEFFx,t\n1,aa";  // an odd number of units before the pairs
        std::string expected = "aa";
        while (large.size() < (std::size_t{5} << 18)) {
            large += u"\U00020B9F";
            expected += "\U00020B9F";
        }
        EXPECT_EQ(read(utf16(large + u"\n2,b\n", little)).rows, (Rows{{"1", expected}, {"2", "b"}}));
    }
}

// Blocks are about a megabyte: rows, cells in quotation marks and pairs of line breaks lie across every seam.
TEST(TextTable, NothingHappensAtTheSeamOfBlocks) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{64}}) {
        std::string bytes = "n,t\r\n";
        Rows expected;
        for (std::size_t i = 0; bytes.size() < (std::size_t{3} << 20); ++i) {
            const std::string text(1 + i * step % 400, i % 2 == 0 ? 'a' : '\n');
            bytes += std::to_string(i) + ",\"" + text + "\"\r\n";
            expected.push_back({std::to_string(i), text});
        }
        EXPECT_EQ(read(bytes).rows, expected);
    }
}

TEST(TextTable, ACellLargerThanABlock) {
    const std::string text(std::size_t{5} << 20, 'a');
    EXPECT_EQ(read("n,t\n1,\"" + text + "\"\n2,b\n").rows, (Rows{{"1", text}, {"2", "b"}}));
    EXPECT_EQ(read("n,t\n1," + text).rows, (Rows{{"1", text}}));
}

TEST(TextTable, BlankLinesAboveTheHeader) {
    EXPECT_EQ(read("\n\r\nx,y\n1,2\n").rows, (Rows{{"1", "2"}}));
}

TEST(TextTable, WhatCannotBeRead) {
    test::expect_error("error.layer-empty", [] { (void)read(""); });
    test::expect_error("error.layer-empty", [] { (void)read("\n\r\n"); });
    EXPECT_EQ(test::expect_error("error.quote-unclosed", [] { (void)read("x,y\n1,2\n3,\"4\n5,6\n"); }).at("line"), "3");
    EXPECT_EQ(test::expect_error("error.quote-unclosed", [] { (void)read("x,\"y\n1,2\n"); }).at("line"), "1");
    EXPECT_TRUE(read("x,y\n").rows.empty());
    EXPECT_TRUE(read("x,y").rows.empty());
}

}  // namespace
}  // namespace diaban
