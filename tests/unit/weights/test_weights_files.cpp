#include "engine/weights/weights_files.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <sstream>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

SpatialWeights gal(const std::string& text) {
    std::istringstream in(text);
    return read_gal(in, "test.gal");
}

SpatialWeights gwt(const std::string& text, const std::vector<std::string>& ids = {}) {
    std::istringstream in(text);
    return read_gwt(in, "test.gwt", ids);
}

/// "key@line", or "" when nothing is wrong.
std::string complaint(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.key().substr(std::string("error.weights-file-").size()) + "@" + error.arguments().at("line");
    }
    return "";
}
std::string gal_complaint(const std::string& text) {
    return complaint([&] { gal(text); });
}
std::string gwt_complaint(const std::string& text) {
    return complaint([&] { gwt(text); });
}

TEST(Gal, ReadsBothHeadsBlankLinesAndForwardReferences) {
    const SpatialWeights expected = weights_from_neighbours({"a", "b", "c"}, {{0, 1, 2, 2}, {1, 0}});
    EXPECT_EQ(gal("3\na 1\nb\nb 1\na\nc 0\n"), expected);
    EXPECT_EQ(gal("0 3 layer id\r\na 1\r\nb\r\nb 1\r\na\r\nc 0\r\n\r\n"), expected);
    EXPECT_EQ(gal("\xEF\xBB\xBF"
                  "3\n\na 1\n b \nb\t1\na\nc 0"),
              expected);
}

TEST(Gal, AListMayRunOverSeveralLines) {
    EXPECT_EQ(gal("3\na 2\nb\nc\nb 0\n\nc 0\n").neighbours_of(0).size(), 2u);
}

TEST(Gal, SelfAmongTheNeighboursIsKeptApart) {
    const SpatialWeights weights = gal("2\na 2\na b\nb 2\na b\n");
    EXPECT_TRUE(weights.includes_self());
    EXPECT_EQ(weights.links(), 2u);
}

TEST(Gal, BrokenFilesAreNamedWithTheirLine) {
    EXPECT_EQ(gal_complaint(""), "empty@0");
    EXPECT_EQ(gal_complaint("three\n"), "count@1");
    EXPECT_EQ(gal_complaint("1 2 3 4\n"), "head@1");
    EXPECT_EQ(gal_complaint("-1\n"), "count@1");
    EXPECT_EQ(gal_complaint("99999999999\n"), "count@1");
    EXPECT_EQ(gal_complaint("2\na 1\nb\nb one\na\n"), "count@4");
    EXPECT_EQ(gal_complaint("2\na 1\nb\nb\n"), "area-line@4");
    EXPECT_EQ(gal_complaint("2\na 1\nb\na 1\nb\n"), "area-twice@4");
    EXPECT_EQ(gal_complaint("1\na 0\n\nb 0\n"), "more-areas@4");
    EXPECT_EQ(gal_complaint("3\na 0\n\nb 0\n\n"), "fewer-areas@5");
    EXPECT_EQ(gal_complaint("2\na 3\nb\n"), "ends-early@3");
    EXPECT_EQ(gal_complaint("2\na 1\nb b\nb 0\n"), "more-neighbours@3");
    EXPECT_EQ(gal_complaint("2\na 1\nx\nb 0\n"), "unknown-neighbour@4");
    EXPECT_EQ(gal_complaint("2\na 2\nb b\nb 0\n"), "link-twice@4");
    EXPECT_EQ(gal_complaint("2\na 2\na b\nb 1\na\n"), "self-partly@5");
}

TEST(Gwt, ReadsWeightsAndGivenAreas) {
    const SpatialWeights weights = gwt("0 2 layer id\na b 0.5\nb a 1e-3\n");
    EXPECT_EQ(weights.weights, (std::vector<double>{0.5, 0.001}));
    const SpatialWeights with_island = gwt("3\nb a 2\n", {"a", "b", "c"});
    EXPECT_EQ(with_island.cardinality(2), 0u);
    EXPECT_EQ(with_island.neighbours, (std::vector<std::uint32_t>{0}));
}

TEST(Gwt, BrokenFilesAreNamedWithTheirLine) {
    EXPECT_EQ(gwt_complaint("2\na b\n"), "link-line@2");
    EXPECT_EQ(gwt_complaint("2\na b heavy\n"), "weight@2");
    EXPECT_EQ(gwt_complaint("2\na b -1\n"), "weight@2");
    EXPECT_EQ(gwt_complaint("2\na b nan\n"), "weight@2");
    EXPECT_EQ(gwt_complaint("2\na b 1e999\n"), "weight@2");
    EXPECT_EQ(gwt_complaint("2\na b 1\na c 1\n"), "more-areas@3");
    EXPECT_EQ(gwt_complaint("3\na b 1\n"), "fewer-areas@2");
    EXPECT_EQ(gwt_complaint("2\na b 1\na b 2\n"), "link-twice@3");
    EXPECT_EQ(complaint([] { gwt("2\na x 1\n", {"a", "b"}); }), "unknown-neighbour@2");
    EXPECT_EQ(complaint([] { gwt("3\na b 1\n", {"a", "b"}); }), "other-size@1");
}

TEST(WeightsFiles, WhatIsWrittenReadsBackToTheBit) {
    SpatialWeights weights = weights_from_neighbours({"xã-01", "p2", "n3"}, {{0, 2, 3, 4}, {1, 2, 0, 0}});
    std::stringstream text;
    write_gal(text, weights);
    EXPECT_EQ(read_gal(text, "t"), weights);
    weights.weights = {1.0 / 3, 0.1, 5e-324, 1e300};
    weights.self_weights = {0.7, 1.0 / 7, 3};
    std::stringstream links;
    write_gwt(links, weights);
    EXPECT_EQ(read_gwt(links, "t"), weights);
}

TEST(WeightsFiles, AnIdWithABlankCannotBeWritten) {
    const SpatialWeights weights = weights_from_neighbours({"Nam Trực", "b"}, {{0, 0, 0}, {}});
    std::stringstream text;
    EXPECT_THROW(write_gal(text, weights), Error);
}

}  // namespace
}  // namespace diaban
