#include "layers/geometry/coverage.hpp"

#include <gtest/gtest.h>

#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

using test::rectangle;

Coverage measure(const std::vector<MultiPolygon>& areas) {
    return measure_coverage(areas, {});
}

TEST(MeasureCoverage, ATilingHasNoFault) {
    // A vertex of one area on the straight edge of its neighbour, an island, an enclave in a hole, an empty area.
    MultiPolygon around = rectangle(0, 0, 3000, 3000);
    around.polygons[0].holes.push_back(test::rectangle_ring(1000, 1000, 2000, 2000));
    const Coverage coverage = measure({around,
                                       rectangle(1000, 1000, 2000, 2000),
                                       rectangle(3000, 0, 4000, 1500),
                                       rectangle(3000, 1500, 4000, 3000),
                                       rectangle(9000, 9000, 9500, 9500),
                                       {}});
    EXPECT_TRUE(coverage.overlaps.empty());
    EXPECT_TRUE(coverage.gaps.empty());
}

TEST(MeasureCoverage, OverlapsArePairedAndMeasured) {
    // The second reaches 100 m into the first and the third over 1000 m; the last two are copies of one another.
    const Coverage coverage =
        measure({rectangle(0, 0, 1000, 1000), rectangle(900, 0, 2100, 1000), rectangle(2000, 0, 3000, 1000),
                 rectangle(5000, 0, 5500, 500), rectangle(5000, 0, 5500, 500)});
    ASSERT_EQ(coverage.overlaps.size(), 3u);
    EXPECT_EQ(coverage.overlaps[0].first, 3u);
    EXPECT_EQ(coverage.overlaps[0].second, 4u);
    EXPECT_NEAR(coverage.overlaps[0].area.value, 250000.0, 1e-6);
    EXPECT_NEAR(coverage.overlaps[1].area.value, 100000.0, 1e-6);
    EXPECT_NEAR(coverage.overlaps[2].area.value, 100000.0, 1e-6);
    EXPECT_TRUE(coverage.gaps.empty());
}

TEST(MeasureCoverage, NarrowStripsAreToldApart) {
    // 0.1 m over 1000 m: 100 m2 that no point will fall into; then half a millimetre over 1000 m.
    const Coverage coverage = measure({rectangle(0, 0, 1000, 1000), rectangle(999.9, 0, 2000, 1000),
                                       rectangle(1999.9995, 0, 3000, 1000), rectangle(2900, 0, 4000, 1000)});
    ASSERT_EQ(coverage.strips.size(), 2u);
    EXPECT_EQ(coverage.strips[0].first, 0u);
    EXPECT_EQ(coverage.strips[0].second, 1u);
    EXPECT_NEAR(coverage.strips[0].area.value, 100.0, 1e-6);
    EXPECT_NEAR(coverage.strips[1].area.value, 0.5, 1e-6);
    ASSERT_EQ(coverage.overlaps.size(), 1u);
    EXPECT_NEAR(coverage.overlaps[0].area.value, 100000.0, 1e-6);
}

TEST(MeasureCoverage, AnAreaInsideAnotherOverlapsItWhole) {
    const Coverage coverage = measure({rectangle(0, 0, 1000, 1000), rectangle(200, 200, 300, 300)});
    ASSERT_EQ(coverage.overlaps.size(), 1u);
    EXPECT_NEAR(coverage.overlaps[0].area.value, 10000.0, 1e-6);
}

TEST(MeasureCoverage, ThreeAreasOverOnePlaceGiveThreePairs) {
    const Coverage coverage =
        measure({rectangle(0, 0, 1000, 1000), rectangle(500, 0, 1500, 1000), rectangle(900, 0, 1900, 1000)});
    ASSERT_EQ(coverage.overlaps.size(), 3u);
    EXPECT_NEAR(coverage.overlaps[0].area.value, 600000.0, 1e-6);  // second and third
    EXPECT_NEAR(coverage.overlaps[1].area.value, 500000.0, 1e-6);  // first and second
    EXPECT_NEAR(coverage.overlaps[2].area.value, 100000.0, 1e-6);  // first and third
}

TEST(MeasureCoverage, GapsAreMeasuredAndTheirNeighboursNamed) {
    // Four areas around a square of 200 m, and a sliver 5 m wide and 1000 m long closed at both ends.
    const Coverage coverage =
        measure({rectangle(0, 0, 1200, 1000), rectangle(0, 1200, 1200, 2000), rectangle(0, 1000, 500, 1200),
                 rectangle(700, 1000, 1200, 1200),  // the square 500..700 x 1000..1200 is open
                 rectangle(5000, 0, 6000, 1000), rectangle(6005, 0, 7000, 1000), rectangle(5000, 1000, 7000, 2000),
                 rectangle(5000, -1000, 7000, 0)});
    ASSERT_EQ(coverage.gaps.size(), 2u);
    EXPECT_NEAR(coverage.gaps[0].area.value, 40000.0, 1e-6);
    EXPECT_NEAR(coverage.gaps[0].mean_width.value, 100.0, 1e-6);
    EXPECT_EQ(coverage.gaps[0].neighbours, (std::vector<std::uint32_t>{0, 1, 2, 3}));
    EXPECT_NEAR(coverage.gaps[1].area.value, 5000.0, 1e-6);
    EXPECT_NEAR(coverage.gaps[1].mean_width.value, 2.0 * 5000.0 / 2010.0, 1e-9);
    EXPECT_EQ(coverage.gaps[1].neighbours, (std::vector<std::uint32_t>{4, 5, 6, 7}));
    EXPECT_TRUE(coverage.overlaps.empty());
}

TEST(MeasureCoverage, ABayIsNoGapAndRoundingIsNoFault) {
    const Coverage coverage = measure({rectangle(0, 0, 1000, 1000), rectangle(1000.00002, 0, 2000, 1000),
                                       rectangle(0, 1000, 2000, 2000), rectangle(0, -1000, 2000, 0)});
    EXPECT_TRUE(coverage.gaps.empty());
    EXPECT_TRUE(coverage.overlaps.empty());
}

TEST(SharedArea, OfTwoAreas) {
    EXPECT_NEAR(shared_area(rectangle(0, 0, 10, 10), rectangle(5, 5, 20, 20)).value, 25.0, 1e-9);
    EXPECT_EQ(shared_area(rectangle(0, 0, 10, 10), rectangle(10, 0, 20, 10)).value, 0.0);
}

}  // namespace
}  // namespace diaban
