#include "layers/geometry/repair.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "layers/geometry/geos_session.hpp"
#include "layers/geometry/measure.hpp"
#include "tests/support/expect_error.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

using test::rectangle;
using test::rectangle_ring;

bool valid(const MultiPolygon& area) {
    const GeosContext context;
    return GEOSisValid_r(context.get(), to_geos(context, area).get()) == 1;
}

TEST(Repair, ValidInputComesBackAsItIs) {
    const MultiPolygon area{{{rectangle_ring(0, 0, 4, 4), {rectangle_ring(1, 1, 2, 2)}}}};
    const RepairedArea repaired = repair(area);
    EXPECT_TRUE(repaired.was_valid);
    EXPECT_EQ(repaired.area, area);
    EXPECT_EQ(repaired.area_before.value, 15.0);
    EXPECT_EQ(repaired.area_after.value, 15.0);
    EXPECT_EQ(repaired.defect, "");
}

TEST(Repair, ABowTieBecomesItsTwoTriangles) {
    const RepairedArea repaired = repair({{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}}});
    EXPECT_FALSE(repaired.was_valid);
    EXPECT_NE(repaired.defect.find("Self-intersection"), std::string::npos);
    EXPECT_EQ(repaired.area_before.value, 0.0);  // the two loops cancel in the shoelace formula
    EXPECT_EQ(repaired.area_after.value, 2.0);   // two triangles of base 2, height 1
    EXPECT_EQ(repaired.area.polygons.size(), 2u);
    EXPECT_TRUE(valid(repaired.area));
}

TEST(Repair, OverlappingPartsAreUnitedNotCutOut) {
    MultiPolygon area = rectangle(0, 0, 2, 2);
    area.polygons.push_back(rectangle(1, 0, 3, 2).polygons[0]);
    const RepairedArea repaired = repair(area);
    EXPECT_FALSE(repaired.was_valid);
    EXPECT_EQ(repaired.area_before.value, 8.0);
    EXPECT_EQ(repaired.area_after.value, 6.0);
    // The same part three times, as Chicago's district 31 comes, is that part.
    const Polygon part = rectangle(0, 0, 2, 2).polygons[0];
    EXPECT_EQ(repair({{part, part, part}}).area_after.value, 4.0);
}

// A part of two points beside a sound one once came through as "valid", with the two points still in it.
TEST(Repair, PartsAndHolesThatAreNoRingsAreLeftOut) {
    MultiPolygon area = rectangle(0, 0, 2, 2);
    area.polygons.push_back({{{5, 5}, {6, 6}, {5, 5}}, {}});
    area.polygons[0].holes.push_back({{1, 1}, {1, 1}});
    const RepairedArea repaired = repair(area);
    EXPECT_FALSE(repaired.was_valid);
    EXPECT_EQ(repaired.area_after.value, 4.0);
    ASSERT_EQ(repaired.area.polygons.size(), 1u);
    EXPECT_TRUE(repaired.area.polygons[0].holes.empty());
}

TEST(Repair, RepairingTwiceChangesNothing) {
    const RepairedArea once = repair({{{{{0, 0}, {2, 2}, {2, 0}, {0, 2}, {0, 0}}, {}}}});
    const RepairedArea twice = repair(once.area);
    EXPECT_TRUE(twice.was_valid);
    EXPECT_EQ(twice.area, once.area);
}

TEST(Repair, WhatCannotBecomeAnAreaIsAnError) {
    test::expect_error("error.geometry-unrepairable", [] { (void)repair({}); });
    test::expect_error("error.geometry-unrepairable", [] { (void)repair({{{{{0, 0}, {1, 1}, {0, 0}}, {}}}}); });
    test::expect_error("error.geometry-unrepairable", [] { (void)repair({{{{{0, 0}, {1, 0}, {2, 0}, {0, 0}}, {}}}}); });
    test::expect_error("error.geometry-unrepairable", [] {
        (void)repair({{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0.5}}, {}}}});
    });  // not closed
    MultiPolygon broken = rectangle(0, 0, 1, 1);
    broken.polygons[0].outer[1].x = std::numeric_limits<double>::quiet_NaN();
    test::expect_error("error.geometry-not-finite", [&] { (void)repair(broken); });
    MultiPolygon hole = rectangle(0, 0, 9, 9);
    hole.polygons[0].holes = {rectangle_ring(1, 1, 2, std::numeric_limits<double>::infinity())};
    test::expect_error("error.geometry-not-finite", [&] { (void)repair(hole); });
}

}  // namespace
}  // namespace diaban
