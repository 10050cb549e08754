#include "layers/cartography/graticule.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace diaban {
namespace {

/// 400 x 300 points, 100 m a point: x 500,000 .. 540,000, y 2,200,000 .. 2,230,000.
MapFrame frame() {
    return {{50, 20, 400, 300}, {520000, 2215000}, 0.01};
}

TEST(Graticule, GridStepsAreRound) {
    EXPECT_DOUBLE_EQ(grid_step_metres(0.01, 70.0), 10000.0);
    EXPECT_DOUBLE_EQ(grid_step_metres(0.01, 15.0), 2000.0);
    EXPECT_DOUBLE_EQ(grid_step_metres(0.01, 25.0), 5000.0);
}

TEST(Graticule, KilometresStandWhereTheyBelong) {
    const auto eastings = easting_ticks(frame(), 10000.0);
    ASSERT_EQ(eastings.size(), 5u);
    EXPECT_DOUBLE_EQ(eastings[0].value, 500000.0);
    EXPECT_NEAR(eastings[0].page, 50.0, 1e-9);
    EXPECT_NEAR(eastings[1].page, 150.0, 1e-9);
    const auto northings = northing_ticks(frame(), 10000.0);
    ASSERT_EQ(northings.size(), 4u);
    EXPECT_DOUBLE_EQ(northings[0].value, 2200000.0);
    EXPECT_NEAR(northings[0].page, 320.0, 1e-9);
    EXPECT_NEAR(northings[3].page, 20.0, 1e-9);
}

// A made-up CRS: 100 km to the degree, meridians leaning with the northing. Along the upper edge (y = 2,230,000) x runs
// over 0.4 degrees from 105.0 + 0.03: 5' steps at 105 5', 10', 15', 20', 25'.
GeographicPoint leaning(ProjectedPoint p) {
    return {105.0 + (p.x - 500000.0) / 100000.0 + (p.y - 2200000.0) / 1000000.0, 20.0 + (p.y - 2200000.0) / 100000.0};
}

TEST(Graticule, MeridiansMeetTheUpperEdge) {
    const auto ticks = longitude_ticks(frame(), leaning);
    ASSERT_EQ(ticks.size(), 5u);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double longitude = 105.0 + 5.0 * static_cast<double>(i + 1) / 60.0;
        EXPECT_NEAR(ticks[i].value, longitude, 1e-12);
        EXPECT_NEAR(ticks[i].page, 50.0 + (longitude - 105.03) * 1000.0, 1e-6);
    }
}

TEST(Graticule, ParallelsMeetTheRightEdge) {
    const auto ticks = latitude_ticks(frame(), leaning);
    ASSERT_FALSE(ticks.empty());
    for (const EdgeTick& tick : ticks) {
        EXPECT_NEAR(tick.page, 320.0 - (tick.value - 20.0) * 1000.0, 1e-6);
    }
}

TEST(Graticule, NoTransformationNoDegrees) {
    EXPECT_TRUE(longitude_ticks(frame(), {}).empty());
    EXPECT_TRUE(
        latitude_ticks(frame(), [](ProjectedPoint) -> GeographicPoint { throw std::runtime_error("no"); }).empty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(longitude_ticks(frame(), [&](ProjectedPoint) { return GeographicPoint{nan, nan}; }).empty());
}

TEST(Graticule, AnglesAreWrittenInDegreesAndMinutes) {
    EXPECT_EQ(angle_in_words(106.0 + 10.0 / 60.0), "106°10′");
    EXPECT_EQ(angle_in_words(20.0), "20°00′");
    EXPECT_EQ(angle_in_words(20.0 + 5.0 / 60.0), "20°05′");
    EXPECT_EQ(angle_in_words(-0.5), "0°30′");
    EXPECT_EQ(angle_in_words(106.0 + 0.5 / 60.0), "106°00.5′");
    EXPECT_EQ(angle_in_words(105.99999), "106°00′");
}

}  // namespace
}  // namespace diaban
