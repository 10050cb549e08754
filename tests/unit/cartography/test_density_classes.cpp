#include "layers/cartography/density_classes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "layers/cartography/surface_image.hpp"

namespace diaban {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;

Raster raster(std::vector<double> values) {
    Raster r;
    r.grid = {0.0, 100.0, {100.0}, static_cast<std::int64_t>(values.size()), 1};
    r.values = std::move(values);
    r.unit = "per km2";
    return r;
}

TEST(DensityClasses, EqualStepsAreRound) {
    // 17.3 over at most 7 classes: a step of 2.5 reaches 17.5.
    const auto classes = density_classes(raster({0.0, 1.0, 17.3, kNoData}), DensityBreaks::kEqualSteps, 7);
    EXPECT_TRUE(classes.has_zero);
    EXPECT_THAT(classes.breaks, ElementsAre(0.0, 2.5, 5.0, 7.5, 10.0, 12.5, 15.0, 17.5));
    EXPECT_EQ(classes.decimals, 1);
    // 0.61: steps of 0.1, which must be written with one digit.
    const auto small = density_classes(raster({0.61}), DensityBreaks::kEqualSteps, 7);
    EXPECT_FALSE(small.has_zero);
    EXPECT_THAT(small.breaks, ElementsAre(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7));
    EXPECT_EQ(small.decimals, 1);
    EXPECT_THAT(density_classes(raster({5000.0}), DensityBreaks::kEqualSteps, 7).breaks,
                ElementsAre(0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0));
}

TEST(DensityClasses, QuantilesHoldEqualNumbersOfCells) {
    std::vector<double> values;
    for (int i = 1; i <= 101; ++i) {
        values.push_back(i);
    }
    const auto classes = density_classes(raster(values), DensityBreaks::kQuantiles, 4);
    // Quartiles of 1..101 are 26, 51, 76; the top 101 goes up to two digits.
    EXPECT_THAT(classes.breaks, ElementsAre(0.0, 26.0, 51.0, 76.0, 110.0));
    std::vector<int> counts(classes.count());
    for (const double value : values) {
        ++counts[classes.class_of(value)];
    }
    EXPECT_THAT(counts, ElementsAre(26, 25, 25, 25));
}

TEST(DensityClasses, RepeatedQuantilesAreDropped) {
    const auto classes = density_classes(raster({3, 3, 3, 3, 3, 3, 9}), DensityBreaks::kQuantiles, 5);
    EXPECT_THAT(classes.breaks, ElementsAre(0.0, 3.0, 9.0));
}

TEST(DensityClasses, AValueOnABreakBelongsBelowIt) {
    const auto classes = density_classes(raster({10.0}), DensityBreaks::kEqualSteps, 5);
    ASSERT_THAT(classes.breaks, ElementsAre(0.0, 2.0, 4.0, 6.0, 8.0, 10.0));
    EXPECT_EQ(classes.class_of(2.0), 0u);
    EXPECT_EQ(classes.class_of(2.0000001), 1u);
    EXPECT_EQ(classes.class_of(10.0), 4u);
    EXPECT_EQ(classes.class_of(1e-300), 0u);
}

TEST(DensityClasses, NothingPositiveNoClass) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(density_classes(raster({kNoData, 0.0}), DensityBreaks::kEqualSteps, 7).count(), 0u);
    EXPECT_EQ(density_classes(raster({}), DensityBreaks::kQuantiles, 7).count(), 0u);
    EXPECT_EQ(density_classes(raster({infinity}), DensityBreaks::kQuantiles, 7).count(), 0u);
}

TEST(DensityClasses, RangesAreWrittenInTheLanguagesFormat) {
    const auto classes = density_classes(raster({17.3}), DensityBreaks::kEqualSteps, 7);
    EXPECT_EQ(class_in_words(classes, 1, catalogue(Language::kVietnamese)), "2,5 – 5,0");
    EXPECT_EQ(class_in_words(classes, 1, catalogue(Language::kEnglish)), "2.5 – 5.0");
    const auto uneven = density_classes(raster({0.2, 0.37, 4.1, 22.0}), DensityBreaks::kQuantiles, 3);
    EXPECT_EQ(class_in_words(uneven, 0, catalogue(Language::kVietnamese)), "0 – 0,37");
    EXPECT_EQ(class_in_words(uneven, 2, catalogue(Language::kVietnamese)), "4,1 – 22");
    const auto large = density_classes(raster({5000.0}), DensityBreaks::kEqualSteps, 7);
    EXPECT_EQ(class_in_words(large, 1, catalogue(Language::kVietnamese)), "1.000 – 2.000");
}

TEST(SurfaceImage, OnePixelACellAndNothingOutside) {
    const Raster r = raster({kNoData, 0.0, 1.0, 10.0});
    const auto classes = density_classes(r, DensityBreaks::kEqualSteps, 2);
    const SurfaceImage image =
        surface_image(r, classes, kWhite, {colour_from_hex(0x112233), colour_from_hex(0x445566)});
    EXPECT_THAT(image.pixels, ElementsAre(0u, 0xFFFFFFFFu, 0xFF112233u, 0xFF445566u));
}

TEST(SurfaceImage, MergedCellsKeepThePeak) {
    std::vector<double> values(8001, 1.0);
    values[4001] = 10.0;
    const Raster r = raster(values);
    const auto classes = density_classes(r, DensityBreaks::kEqualSteps, 2);
    const SurfaceImage image =
        surface_image(r, classes, kWhite, {colour_from_hex(0x112233), colour_from_hex(0x445566)});
    ASSERT_EQ(image.grid.columns, 4001);
    EXPECT_DOUBLE_EQ(image.grid.cell.value, 200.0);
    EXPECT_EQ(image.pixels[2000], 0xFF445566u);
    EXPECT_EQ(image.pixels[1999], 0xFF112233u);
}

}  // namespace
}  // namespace diaban
