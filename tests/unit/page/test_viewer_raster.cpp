#include "layers/page/viewer_raster.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace diaban {
namespace {

using ::testing::ElementsAre;

Raster raster(std::int64_t columns, std::vector<double> values) {
    Raster result;
    result.grid = {1000.0, 2000.0, Metres{50.0}, columns, static_cast<std::int64_t>(values.size()) / columns};
    result.values = std::move(values);
    result.unit = "per km2";
    return result;
}

/// The bytes before compression: low bytes, then high bytes.
std::vector<int> planes(const std::string& text) {
    std::string copy = text;
    const int size = CPLBase64DecodeInPlace(reinterpret_cast<GByte*>(copy.data()));
    std::size_t length = 0;
    void* bytes = CPLZLibInflate(copy.data(), static_cast<std::size_t>(size), nullptr, 0, &length);
    const auto* first = static_cast<const unsigned char*>(bytes);
    std::vector<int> result(first, first + length);
    CPLFree(bytes);
    return result;
}

TEST(ViewerRaster, ZeroStaysZeroAndEveryValueIsWithinHalfAStep) {
    const Raster surface = raster(3, {0.0, 1e-3, 12.5, kNoData, 40.0, 39.99});
    const QuantisedRaster codes = quantise(surface);
    EXPECT_EQ(codes.codes[0], 0);
    EXPECT_EQ(codes.codes[3], kNoDataCode);
    EXPECT_EQ(codes.codes[4], 65534);
    EXPECT_DOUBLE_EQ(codes.step, 40.0 / 65534.0);
    for (const std::size_t i : {0U, 1U, 2U, 4U, 5U}) {
        EXPECT_LE(std::abs(codes.offset + codes.step * codes.codes[i] - surface.values[i]), codes.step / 2 + 1e-12);
    }
}

TEST(ViewerRaster, NegativeValuesMoveTheOffset) {
    const QuantisedRaster codes = quantise(raster(2, {-2.0, 2.0}));
    EXPECT_DOUBLE_EQ(codes.offset, -2.0);
    EXPECT_THAT(codes.codes, ElementsAre(0, 65534));
}

TEST(ViewerRaster, NothingButZeroHasNoStep) {
    const QuantisedRaster codes = quantise(raster(2, {0.0, 0.0}));
    EXPECT_EQ(codes.step, 0.0);
    EXPECT_THAT(codes.codes, ElementsAre(0, 0));
}

TEST(ViewerRaster, PackedBytesWorkedByHand) {
    // codes        differences (code - left - upper + upper left)     zigzag
    // 10 12        10, 12-10 = 2                                      20, 4
    // 11 400       11-10 = 1, 400-11-12+10 = 387                      2, 774 = 3*256 + 6
    // 11 300       0, 300-11-400+11 = -100                            0, 199
    QuantisedRaster codes;
    codes.grid = {0, 0, Metres{1}, 2, 3};
    codes.codes = {10, 12, 11, 400, 11, 300};
    EXPECT_THAT(planes(packed(codes)), ElementsAre(20, 4, 2, 6, 0, 199, 0, 0, 0, 3, 0, 0));
}

TEST(ViewerRaster, CoarsenedCellsAreMeansOfWhatTheyCover) {
    // Six cells may stay: blocks of two by two, the last column alone, cells without a value left out of the mean.
    const Raster fine = raster(3, {1, 3, 10,       //
                                   5, 7, kNoData,  //
                                   2, 2, kNoData,  //
                                   2, 2, kNoData});
    const Raster coarse = coarsened(fine, 6);
    EXPECT_EQ(coarse.grid.columns, 2);
    EXPECT_EQ(coarse.grid.rows, 2);
    EXPECT_EQ(coarse.grid.cell.value, 100.0);
    EXPECT_EQ(coarse.grid.x_min, fine.grid.x_min);
    EXPECT_EQ(coarse.grid.y_max, fine.grid.y_max);
    EXPECT_EQ(coarse.values[0], 4.0);
    EXPECT_EQ(coarse.values[1], 10.0);
    EXPECT_EQ(coarse.values[2], 2.0);
    EXPECT_TRUE(std::isnan(coarse.values[3]));
    EXPECT_EQ(coarsened(fine, 12).grid, fine.grid);
}

}  // namespace
}  // namespace diaban
