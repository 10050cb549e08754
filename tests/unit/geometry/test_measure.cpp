#include "layers/geometry/measure.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

using test::rectangle_ring;

TEST(PlanarArea, RectangleLessItsHoleWhateverTheOrientation) {
    Ring hole = rectangle_ring(1, 1, 3, 2);
    MultiPolygon area{{{rectangle_ring(0, 0, 10, 5), {hole}}}};
    EXPECT_EQ(planar_area(area).value, 48.0);
    std::reverse(area.polygons[0].outer.begin(), area.polygons[0].outer.end());
    EXPECT_EQ(planar_area(area).value, 48.0);
    std::reverse(area.polygons[0].holes[0].begin(), area.polygons[0].holes[0].end());
    EXPECT_EQ(planar_area(area).value, 48.0);
    area.polygons.push_back({{{20, 0}, {23, 0}, {20, 4}, {20, 0}}, {}});  // a right triangle of 3 x 4
    EXPECT_EQ(planar_area(area).value, 54.0);
}

TEST(PlanarArea, KeepsItsDigitsFarFromTheOrigin) {
    const double x = 572864.0, y = 2256687.0 * 1e6;
    EXPECT_EQ(planar_area(test::rectangle(x, y, x + 0.5, y + 0.5)).value, 0.25);
}

TEST(PlanarArea, OfNothingIsNothing) {
    EXPECT_EQ(planar_area({}).value, 0.0);
    EXPECT_EQ(planar_area({{{{}, {}}}}).value, 0.0);
    EXPECT_EQ(to_km2(planar_area(test::rectangle(0, 0, 2000, 500))), 1.0);
}

}  // namespace
}  // namespace diaban
