#include "layers/crs/transformation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

RawCoordinate moved(const char* from, const char* to, RawCoordinate c) {
    Transformation::between({from}, {to}).apply({&c, 1});
    return c;
}

// Expected: `echo "20.4 106.2" | cs2cs -f %.4f EPSG:4326 EPSG:9209` (PROJ 9.1.1), and likewise for the other pairs.
TEST(Transformation, AgreesWithProjsOwnCommand) {
    const RawCoordinate vn = moved("EPSG:4326", "EPSG:9209", {106.2, 20.4});
    EXPECT_NEAR(vn.x, 572864.1644, 1e-3);
    EXPECT_NEAR(vn.y, 2256687.9083, 1e-3);
    const RawCoordinate utm = moved("EPSG:4326", "EPSG:32648", {106.2, 20.4});
    EXPECT_NEAR(utm.x, 625213.1304, 1e-3);
    EXPECT_NEAR(utm.y, 2256203.4183, 1e-3);
}

// A missing datum shift moves Nam Dinh by 224 m: 196 west, 110 north (domain facts, computed with PROJ).
TEST(Transformation, TheVn2000ShiftIs224Metres) {
    const RawCoordinate with = moved("EPSG:4326", "EPSG:9209", {106.2, 20.4});
    const RawCoordinate without = moved("EPSG:4756", "EPSG:9209", {106.2, 20.4});
    EXPECT_NEAR(with.x - without.x, -196.0, 1.0);
    EXPECT_NEAR(with.y - without.y, 110.0, 2.0);
    EXPECT_NEAR(std::hypot(with.x - without.x, with.y - without.y), 224.0, 1.0);
}

TEST(Transformation, StatesOperationAndAccuracy) {
    const Transformation t = Transformation::between({"EPSG:4326"}, {"EPSG:9209"});
    RawCoordinate c{106.2, 20.4};
    t.apply({&c, 1});
    EXPECT_NE(t.operation_name().find("VN-2000"), std::string::npos) << t.operation_name();
    ASSERT_TRUE(t.accuracy_m().has_value());
    EXPECT_NEAR(*t.accuracy_m(), 1.0, 0.5);
    EXPECT_FALSE(t.identity());
}

TEST(Transformation, SameCrsChangesNothing) {
    for (const char* definition : {"EPSG:9209", "EPSG:4326", "EPSG:2227"}) {
        const Transformation t = Transformation::between({definition}, {definition});
        EXPECT_TRUE(t.identity());
        EXPECT_EQ(t.accuracy_m(), 0.0);
        EXPECT_EQ(t.operation_name(), "identity");
    }
    EXPECT_TRUE(Transformation::between({"EPSG:4326"}, {"OGC:CRS84"}).identity());
}

TEST(Transformation, ThereAndBackIsWithinTwoMillimetres) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> longitude(105.924, 106.600);
    std::uniform_real_distribution<double> latitude(19.884, 20.500);
    std::vector<RawCoordinate> points(1000);
    for (RawCoordinate& p : points) {
        p = {longitude(random), latitude(random)};
    }
    std::vector<RawCoordinate> back = points;
    Transformation::between({"EPSG:4326"}, {"EPSG:9209"}).apply(back);
    Transformation::between({"EPSG:9209"}, {"EPSG:4326"}).apply(back);
    for (std::size_t i = 0; i < points.size(); ++i) {
        // The datum shift is a linearised Helmert transformation: its inverse is exact to its small angles squared.
        ASSERT_NEAR(back[i].x, points[i].x, 2e-8);
        ASSERT_NEAR(back[i].y, points[i].y, 2e-8);
    }
}

TEST(Transformation, FeetComeInAsFeet) {
    // San Francisco's city hall side: 6007012 E, 2113804 N US feet; cs2cs EPSG:2227 EPSG:4326 gives it (see the test of
    // shift).
    const RawCoordinate at = moved("EPSG:2227", "EPSG:4326", {6007012.0, 2113804.0});
    EXPECT_NEAR(at.x, -122.419458, 2e-5);  // published beside the feet in the same row of the city's file
    EXPECT_NEAR(at.y, 37.784499, 2e-5);
}

TEST(Transformation, APointThatCannotBeTransformedBecomesInfinite) {
    std::vector<RawCoordinate> points = {{106.2, 20.4}, {std::numeric_limits<double>::infinity(), 20.0}, {106.2, 95.0}};
    Transformation::between({"EPSG:4326"}, {"EPSG:9209"}).apply(points);
    EXPECT_TRUE(std::isfinite(points[0].x));
    EXPECT_FALSE(std::isfinite(points[1].x));
    EXPECT_FALSE(std::isfinite(points[2].x));
    EXPECT_FALSE(std::isfinite(points[2].y));
}

TEST(Transformation, ABallparkGuessIsAnError) {
    // A local engineering-like CRS on an unknown datum: PROJ could only guess.
    test::expect_error("error.crs-no-transformation",
                       [] { (void)Transformation::between({"+proj=longlat +ellps=clrk80 +type=crs"}, {"EPSG:9209"}); });
    test::expect_error("error.crs-unknown", [] { (void)Transformation::between({"EPSG:1"}, {"EPSG:9209"}); });
}

}  // namespace
}  // namespace diaban
