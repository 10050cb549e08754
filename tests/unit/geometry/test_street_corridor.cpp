// Corridors along lines, measured by hand.
#include "layers/geometry/street_corridor.hpp"

#include <gtest/gtest.h>

#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(StreetCorridor, AStraightStreetIsARectangle) {
    EXPECT_NEAR(planar_area(street_corridor({{{0.0, 0.0}, {300.0, 400.0}}}, {20.0})).value, 500.0 * 40.0, 1e-6);
}

TEST(StreetCorridor, ABendAddsARoundCornerAndSharesTheInnerOne) {
    // Two legs of 100 m at a right angle: 2 x 100 x 20 - 10 x 10 (shared inside) + a quarter of a polygon of 16 corners
    // in a circle of 10 m.
    const double area = planar_area(street_corridor({{{0.0, 0.0}, {100.0, 0.0}, {100.0, 100.0}}}, {10.0})).value;
    EXPECT_NEAR(area, 4000.0 - 100.0 + 0.25 * 3.14159 * 100.0, 3.0);
}

TEST(StreetCorridor, NoLineNoCorridor) {
    EXPECT_THROW(street_corridor({{{0.0, 0.0}}}, {20.0}), Error);
    EXPECT_THROW(street_corridor({{{0.0, 0.0}, {1.0, 0.0}}}, {0.0}), Error);
}

}  // namespace
}  // namespace diaban
