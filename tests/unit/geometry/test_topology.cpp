#include "layers/geometry/topology.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Geometry square(double x, double y, double size) {
    return MultiPolygon{{Polygon{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}, {}}}};
}

/// Twice the signed area of a closed ring (shoelace formula).
double twice_area(const Ring& ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
    }
    return sum;
}

/// A closed ring as the cycle that starts at its smallest vertex, so that rings can be compared wherever they start.
Ring canonical(Ring ring) {
    ring.pop_back();
    const auto smallest = std::min_element(ring.begin(), ring.end(), [](ProjectedPoint a, ProjectedPoint b) {
        return a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    std::rotate(ring.begin(), smallest, ring.end());
    return ring;
}

TEST(Topology, TwoSquaresShareTheirCommonSideOnce) {
    // A | B: three arcs, the common side in both areas, once in each direction because both rings run anticlockwise.
    const Topology topology = build_topology({square(100, 200, 10), square(110, 200, 10)}, Metres{1});
    EXPECT_EQ(topology.origin, (ProjectedPoint{100, 200}));
    ASSERT_THAT(topology.arcs, SizeIs(3));
    ASSERT_THAT(topology.areas, SizeIs(2));
    const RingArcs& left = topology.areas[0].at(0).at(0);
    const RingArcs& right = topology.areas[1].at(0).at(0);
    ASSERT_THAT(left, SizeIs(2));
    ASSERT_THAT(right, SizeIs(2));
    const auto shared = std::count_if(left.begin(), left.end(), [&right](ArcReference reference) {
        return std::find(right.begin(), right.end(), -1 - reference) != right.end();
    });
    EXPECT_EQ(shared, 1);
}

TEST(Topology, EnclaveSharesTheHoleOfItsNeighbour) {
    auto outer = std::get<MultiPolygon>(square(0, 0, 30));
    // The hole starts at another corner than the enclave and runs the other way round.
    outer.polygons[0].holes.push_back({{20, 20}, {20, 10}, {10, 10}, {10, 20}, {20, 20}});
    const Topology topology = build_topology({outer, square(10, 10, 10)}, Metres{1});
    EXPECT_THAT(topology.arcs, SizeIs(2));
    ASSERT_THAT(topology.areas[0].at(0), SizeIs(2));
    const ArcReference hole = topology.areas[0][0][1].at(0);
    EXPECT_THAT(topology.areas[1].at(0).at(0), ElementsAre(-1 - hole));
}

TEST(Topology, NearlyEqualVerticesBecomeOne) {
    const Geometry left = MultiPolygon{{Polygon{{{0, 0}, {10.2, 0.1}, {9.9, 10.3}, {0, 10}, {0, 0}}, {}}}};
    const Topology topology = build_topology({left, square(10, 0, 10)}, Metres{1});
    EXPECT_THAT(topology.arcs, SizeIs(3));
    EXPECT_EQ(area_from_topology(topology, 0).polygons.at(0).outer.size(), 5U);
}

TEST(Topology, EachAreaComesBackToHalfAQuantum) {
    // Corners of four areas meet in (10.3, 10.4); coordinates off the lattice.
    const std::vector<Geometry> areas{
        MultiPolygon{{Polygon{{{0.1, 0.2}, {10.2, 0.4}, {10.3, 10.4}, {0.4, 9.8}, {0.1, 0.2}}, {}}}},
        MultiPolygon{{Polygon{{{10.2, 0.4}, {20.4, 0.2}, {20.1, 10.1}, {10.3, 10.4}, {10.2, 0.4}}, {}}}},
        MultiPolygon{{Polygon{{{10.3, 10.4}, {20.1, 10.1}, {20.2, 20.4}, {10.4, 20.2}, {10.3, 10.4}}, {}}}},
        MultiPolygon{{Polygon{{{0.4, 9.8}, {10.3, 10.4}, {10.4, 20.2}, {0.2, 20.1}, {0.4, 9.8}}, {}}}}};
    const Metres quantum{0.5};
    const Topology topology = build_topology(areas, quantum);
    // Four sides to the middle, four outer borders.
    EXPECT_THAT(topology.arcs, SizeIs(8));
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const Ring given = canonical(std::get<MultiPolygon>(areas[i]).polygons[0].outer);
        const MultiPolygon back = area_from_topology(topology, i);
        ASSERT_THAT(back.polygons, SizeIs(1));
        EXPECT_GT(twice_area(back.polygons[0].outer), 0.0) << "orientation is kept";
        const Ring found = canonical(back.polygons[0].outer);
        ASSERT_EQ(found.size(), given.size());
        for (std::size_t k = 0; k < given.size(); ++k) {
            EXPECT_LE(std::abs(found[k].x - given[k].x), quantum.value / 2 + 1e-9);
            EXPECT_LE(std::abs(found[k].y - given[k].y), quantum.value / 2 + 1e-9);
        }
    }
}

TEST(Topology, WhatHasNoAreaGivesAnEmptyEntry) {
    const Geometry sliver = MultiPolygon{{Polygon{{{0, 0}, {0.2, 0.1}, {0.1, 0.2}, {0, 0}}, {}}}};
    const Topology topology =
        build_topology({std::monostate{}, ProjectedPoint{1, 1}, sliver, square(0, 0, 10)}, Metres{1});
    ASSERT_THAT(topology.areas, SizeIs(4));
    EXPECT_THAT(topology.areas[0], IsEmpty());
    EXPECT_THAT(topology.areas[1], IsEmpty());
    EXPECT_THAT(topology.areas[2], IsEmpty());
    EXPECT_THAT(topology.areas[3], SizeIs(1));
    EXPECT_TRUE(area_from_topology(topology, 0).empty());
}

TEST(Topology, SpikesVanishOnTheLattice) {
    const Geometry spiked =
        MultiPolygon{{Polygon{{{0, 0}, {10, 0}, {10, 5}, {30, 5.2}, {10, 5.4}, {10, 10}, {0, 10}, {0, 0}}, {}}}};
    const MultiPolygon back = area_from_topology(build_topology({spiked}, Metres{1}), 0);
    EXPECT_EQ(bounding_box(back), (Box{0, 0, 10, 10}));
    EXPECT_DOUBLE_EQ(twice_area(back.polygons.at(0).outer), 200.0);
}

TEST(Topology, RefusesAQuantumThatCannotWork) {
    EXPECT_THROW(build_topology({square(0, 0, 1)}, Metres{0}), Error);
    EXPECT_THROW(build_topology({square(0, 0, 1)}, Metres{std::nan("")}), Error);
    EXPECT_THROW(build_topology({square(0, 0, 1e6)}, Metres{1e-6}), Error);
}

}  // namespace
}  // namespace diaban
