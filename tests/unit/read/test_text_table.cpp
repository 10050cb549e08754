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
    std::vector<std::string> tables = kTables;
    tables.push_back(std::string("x,y\n1,2\n3\0,4\n5,6\n", 17));
    std::string large = "x,y,t\n";
    for (int i = 0; i < 200000; ++i) {
        large += i % 50000 == 49999   ? "1,2,3,4\n"
                 : i % 70000 == 69999 ? "1,2,\"a\nb\nc\"\n"
                                      : "106.123456,20.123456,2017-12-14\n";
    }
    tables.push_back(large);
    for (const std::string& bytes : tables) {
        const test::TemporaryFolder folder;
        const TextTableShape expected = text_table_shape({folder.write("a.csv", bytes), "", ""});
        const TextTableShape shape = read(bytes).shape;
        EXPECT_EQ(shape.records, expected.records);
        EXPECT_EQ(shape.columns, expected.columns);
        EXPECT_EQ(shape.with_more_columns, expected.with_more_columns);
        EXPECT_EQ(shape.first_with_more, expected.first_with_more);
        EXPECT_EQ(shape.nul_bytes, expected.nul_bytes);
        EXPECT_EQ(shape.first_nul, expected.first_nul);
        EXPECT_EQ(shape.over_lines, expected.over_lines);
        EXPECT_EQ(shape.most_lines, expected.most_lines);
        EXPECT_EQ(shape.longest_from, expected.longest_from);
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
