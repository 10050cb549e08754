// What a camera sees, worked by hand.
#include "layers/geometry/visibility.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "layers/geometry/measure.hpp"

namespace diaban {
namespace {

MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}}};
}

TEST(Visibility, ADiscEndsAtItsReach) {
    const CameraView view{{100.0, 200.0}, Metres{50.0}, std::nullopt, 360.0};
    EXPECT_TRUE(sees(view, {100.0, 250.0}));
    EXPECT_FALSE(sees(view, {100.0, 250.001}));
    EXPECT_TRUE(sees(view, {100.0, 200.0}));
}

TEST(Visibility, ASectorLooksAlongItsBearing) {
    const CameraView north_east{{0.0, 0.0}, Metres{50.0}, 45.0, 90.0};
    EXPECT_TRUE(sees(north_east, {10.0, 10.0}));
    EXPECT_TRUE(sees(north_east, {0.0, 10.0}));  // its left edge
    EXPECT_TRUE(sees(north_east, {10.0, 0.0}));  // its right edge
    EXPECT_FALSE(sees(north_east, {-0.1, 10.0}));
    EXPECT_FALSE(sees(north_east, {-10.0, -10.0}));
    const CameraView north{{0.0, 0.0}, Metres{50.0}, 350.0, 40.0};
    EXPECT_TRUE(sees(north, {std::sin(0.17), std::cos(0.17)}));   // bearing 9.7 degrees: across north
    EXPECT_FALSE(sees(north, {std::sin(0.18), std::cos(0.18)}));  // 10.3 degrees
}

TEST(Visibility, AnOutlineHasTheAreaOfItsView) {
    const double disc = std::numbers::pi * 60.0 * 60.0;
    EXPECT_NEAR(planar_area(view_outline({{0.0, 0.0}, Metres{60.0}, std::nullopt, 360.0})).value, disc, 0.0017 * disc);
    EXPECT_NEAR(planar_area(view_outline({{0.0, 0.0}, Metres{60.0}, 30.0, 90.0})).value, 0.25 * disc, 0.0017 * disc);
}

TEST(Visibility, OverlapOfTwoDiscs) {
    // Two discs of radius r at distance r share (2 pi / 3 - sqrt(3) / 2) r^2, 0.391 of one.
    const CameraView a{{0.0, 0.0}, Metres{60.0}, std::nullopt, 360.0};
    CameraView b{{60.0, 0.0}, Metres{60.0}, std::nullopt, 360.0};
    const double lens = (2.0 * std::numbers::pi / 3.0 - std::sqrt(3.0) / 2.0) / std::numbers::pi;
    EXPECT_NEAR(view_overlap(a, b), lens, 0.003);
    b.at.x = 120.0;
    EXPECT_DOUBLE_EQ(view_overlap(a, b), 0.0);
    EXPECT_NEAR(view_overlap(a, a), 1.0, 1e-9);
}

TEST(Visibility, ALowBuildingFarFromThePointHidesNothing) {
    // Mast 10 m at x = 0, eye 0 m at x = 100: the line is at 10 - x / 10. A building from x = 40 to 60 must stay below
    // 4 m.
    const Metres mast{10.0};
    const Metres ground{0.0};
    const std::vector<MultiPolygon> building = {box(40.0, -5.0, 60.0, 5.0)};
    EXPECT_TRUE(LineOfSight(building, {3.9}).clear({0.0, 0.0}, mast, {100.0, 0.0}, ground));
    EXPECT_FALSE(LineOfSight(building, {4.1}).clear({0.0, 0.0}, mast, {100.0, 0.0}, ground));
    EXPECT_TRUE(LineOfSight(building, {4.1}).clear({0.0, 0.0}, mast, {39.0, 0.0}, ground));
    EXPECT_TRUE(LineOfSight(building, {4.1}).clear({0.0, 20.0}, mast, {100.0, 20.0}, ground));
    // From below upwards the near side counts: eye 20 m, the line is at 10 + x / 10, 14 m at x = 40.
    EXPECT_TRUE(LineOfSight(building, {13.9}).clear({0.0, 0.0}, mast, {100.0, 0.0}, Metres{20.0}));
    EXPECT_FALSE(LineOfSight(building, {14.1}).clear({0.0, 0.0}, mast, {100.0, 0.0}, Metres{20.0}));
}

TEST(Visibility, TheHousesOfTheCameraAndOfThePointHideNothing) {
    const std::vector<MultiPolygon> houses = {box(-5.0, -5.0, 5.0, 5.0), box(95.0, -5.0, 105.0, 5.0)};
    EXPECT_TRUE(LineOfSight(houses, {30.0, 30.0}).clear({0.0, 0.0}, Metres{10.0}, {100.0, 0.0}, Metres{0.0}));
    EXPECT_TRUE(LineOfSight({}, {}).clear({0.0, 0.0}, Metres{10.0}, {100.0, 0.0}, Metres{0.0}));
}

TEST(Visibility, ViewsThatMeetPointsLinesAndAreas) {
    const std::vector<CameraView> views = {{{0.0, 0.0}, Metres{60.0}, std::nullopt, 360.0},
                                           {{0.0, 0.0}, Metres{60.0}, 90.0, 90.0},  // looks east
                                           {{500.0, 0.0}, Metres{60.0}, std::nullopt, 360.0}};
    const auto meets = [&](const Geometry& geometry) {
        return views_that_meet(views, std::vector<Geometry>{geometry});
    };
    EXPECT_EQ(meets(ProjectedPoint{0.0, 50.0}), (std::vector<std::uint8_t>{1, 0, 0}));
    EXPECT_EQ(meets(ProjectedPoint{50.0, 0.0}), (std::vector<std::uint8_t>{1, 1, 0}));
    EXPECT_EQ(meets(LineString{{{100.0, 30.0}, {530.0, 30.0}}}), (std::vector<std::uint8_t>{0, 0, 1}));
    // No vertex in view, but an edge passes through all three.
    EXPECT_EQ(meets(MultiPolygon{{Polygon{{{-100, 20}, {900, 20}, {900, 300}, {-100, 300}, {-100, 20}}, {}}}}),
              (std::vector<std::uint8_t>{1, 1, 1}));
    EXPECT_EQ(views_that_meet(views, std::vector<Geometry>{}), (std::vector<std::uint8_t>{0, 0, 0}));
}

}  // namespace
}  // namespace diaban
