#include "layers/geometry/arc_simplification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diaban {
namespace {

using ::testing::ElementsAre;

Topology of(std::vector<Arc> arcs) {
    Topology topology;
    topology.arcs = std::move(arcs);
    return topology;
}

TEST(ArcSimplification, SmallestTrianglesLeaveFirst) {
    // Triangle areas worked by hand:
    //   (0,0) (1,1) (2,0) -> 1.0    (1,1) (2,0) (3,10) -> 1/2 |1*9 - 2*(-1)| = 5.5    (2,0) (3,10) (4,0) -> 10
    const Arc arc{{0, 0}, {1, 1}, {2, 0}, {3, 10}, {4, 0}};
    EXPECT_THAT(simplified(of({arc}), 4).arcs[0],
                ElementsAre(LatticePoint{0, 0}, LatticePoint{2, 0}, LatticePoint{3, 10}, LatticePoint{4, 0}));
    // Without (1,1): (0,0) (2,0) (3,10) -> 10, the earlier of two equal ones leaves; then (0,0) (3,10) (4,0) -> 20
    // stays.
    EXPECT_THAT(simplified(of({arc}), 3).arcs[0],
                ElementsAre(LatticePoint{0, 0}, LatticePoint{3, 10}, LatticePoint{4, 0}));
}

TEST(ArcSimplification, OneThresholdForAllArcs) {
    const Arc flat{{0, 0}, {5, 1}, {10, 0}};   // area 5
    const Arc steep{{0, 0}, {5, 9}, {10, 0}};  // area 45
    const Topology result = simplified(of({flat, steep}), 5);
    EXPECT_EQ(result.arcs[0].size(), 2U);
    EXPECT_EQ(result.arcs[1], steep);
}

TEST(ArcSimplification, ClosedArcsKeepAnArea) {
    const Arc island{{0, 0}, {4, 0}, {5, 2}, {4, 4}, {0, 4}, {0, 0}};
    const Topology result = simplified(of({island}), 0);
    EXPECT_EQ(result.arcs[0].size(), 4U);
    EXPECT_EQ(result.arcs[0].front(), result.arcs[0].back());
}

TEST(ArcSimplification, TwoArcsThatMakeARingKeepAPointEach) {
    // A lens between (0,0) and (10,0), cut in two arcs by neighbours that are not drawn here.
    Topology lens = of({{{0, 0}, {2, 2}, {5, 3}, {10, 0}}, {{10, 0}, {5, -3}, {4, -3}, {0, 0}}});
    lens.areas = {{{{0, 1}}}};
    const Topology result = simplified(lens, 0);
    EXPECT_EQ(result.arcs[0].size(), 3U);
    EXPECT_EQ(result.arcs[1].size(), 3U);
    EXPECT_EQ(area_from_topology(result, 0).polygons.at(0).outer.size(), 5U);
}

TEST(ArcSimplification, WhatIsSmallEnoughStays) {
    const Arc arc{{0, 0}, {1, 0}, {2, 0}};
    EXPECT_EQ(simplified(of({arc}), 3).arcs[0], arc);
}

}  // namespace
}  // namespace diaban
