#include "layers/geometry/area_locator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "layers/geometry/geos_session.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

using test::rectangle;

std::vector<std::uint32_t> located(const std::vector<MultiPolygon>& areas, const std::vector<ProjectedPoint>& points) {
    return AreaLocator(areas).locate(points, 1);
}

TEST(AreaLocator, ABorderAndACornerBelongToTheSmallestIndex) {
    const std::vector<MultiPolygon> areas = {rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1), rectangle(0, 1, 1, 2),
                                             rectangle(1, 1, 2, 2)};
    EXPECT_EQ(located(areas, {{0.5, 0.5}, {1.5, 0.5}, {0.5, 1.5}, {1.5, 1.5}}),
              (std::vector<std::uint32_t>{0, 1, 2, 3}));
    EXPECT_EQ(located(areas, {{1, 0.5}, {1.5, 1}, {0.5, 1}, {1, 1.5}, {1, 1}}),
              (std::vector<std::uint32_t>{0, 1, 0, 2, 0}));
    EXPECT_EQ(located(areas, {{0, 0}, {2, 2}, {2, 0}, {0, 2}}), (std::vector<std::uint32_t>{0, 3, 1, 2}));
    EXPECT_EQ(located(areas, {{-1e-9, 0.5}, {2.0000001, 1}}), (std::vector<std::uint32_t>{kNoArea, kNoArea}));
}

TEST(AreaLocator, AHoleIsOutsideItsEdgeInside) {
    const std::vector<MultiPolygon> areas = {{{{test::rectangle_ring(0, 0, 4, 4), {test::rectangle_ring(1, 1, 3, 3)}}}},
                                             rectangle(1.5, 1.5, 2.5, 2.5)};
    EXPECT_EQ(located(areas, {{0.5, 2}, {1, 2}, {1.2, 2}, {2, 2}}), (std::vector<std::uint32_t>{0, 0, kNoArea, 1}));
}

TEST(AreaLocator, WhereAreasOverlapTheSmallestIndexAndNobodyTwice) {
    EXPECT_EQ(located({rectangle(0, 0, 3, 3), rectangle(1, 1, 2, 2)}, {{1.5, 1.5}}), (std::vector<std::uint32_t>{0}));
    EXPECT_EQ(located({rectangle(1, 1, 2, 2), rectangle(0, 0, 3, 3)}, {{1.5, 1.5}, {0.5, 0.5}}),
              (std::vector<std::uint32_t>{0, 1}));
}

TEST(AreaLocator, NothingBreaksOnPointsAndAreasThatAreNone) {
    const double inf = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(located({{}, rectangle(0, 0, 1, 1)}, {{nan, 0.5}, {0.5, inf}, {1e300, -1e300}, {0.5, 0.5}}),
              (std::vector<std::uint32_t>{kNoArea, kNoArea, kNoArea, 1}));
    EXPECT_EQ(located({}, {{0, 0}}), (std::vector<std::uint32_t>{kNoArea}));
    EXPECT_EQ(located({{}, {}}, {{0, 0}}), (std::vector<std::uint32_t>{kNoArea}));
    EXPECT_TRUE(located({rectangle(0, 0, 1, 1)}, {}).empty());
}

/// A partition of a square into irregular quadrangles whose inner corners are shaken.
std::vector<MultiPolygon> shaken_lattice(int side, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> shake(-0.35, 0.35);
    std::vector<ProjectedPoint> corners;
    for (int row = 0; row <= side; ++row) {
        for (int column = 0; column <= side; ++column) {
            const bool inner = row > 0 && row < side && column > 0 && column < side;
            const double dx = shake(random), dy = shake(random);
            corners.push_back(
                {600000.0 + 100.0 * (column + (inner ? dx : 0.0)), 2250000.0 + 100.0 * (row + (inner ? dy : 0.0))});
        }
    }
    std::vector<MultiPolygon> areas;
    const auto at = [&](int row, int column) { return corners[static_cast<std::size_t>(row * (side + 1) + column)]; };
    for (int row = 0; row < side; ++row) {
        for (int column = 0; column < side; ++column) {
            const ProjectedPoint a = at(row, column);
            areas.push_back({{{{a, at(row, column + 1), at(row + 1, column + 1), at(row + 1, column), a}, {}}}});
        }
    }
    return areas;
}

// In a partition every point of the square has an area, corners and points half-way along borders included, and it is
// the first one that GEOS itself says covers the point.
TEST(AreaLocator, AgreesWithGeosOnAPartitionCornersIncluded) {
    const std::vector<MultiPolygon> areas = shaken_lattice(9, 3);
    std::vector<ProjectedPoint> points;
    for (const MultiPolygon& area : areas) {
        for (const ProjectedPoint p : area.polygons[0].outer) {
            points.push_back(p);
        }
    }
    std::mt19937 random(5);
    std::uniform_real_distribution<double> x(600000.0, 600900.0), y(2250000.0, 2250900.0);
    for (int i = 0; i < 2000; ++i) {
        points.push_back({x(random), y(random)});
    }
    const std::vector<std::uint32_t> found = located(areas, points);
    const GeosContext context;
    std::vector<GeosGeometry> geometries;
    for (const MultiPolygon& area : areas) {
        geometries.push_back(to_geos(context, area));
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const GeosGeometry point{GEOSGeom_createPointFromXY_r(context.get(), points[i].x, points[i].y),
                                 GeosGeometryDestroyer{context.get()}};
        std::uint32_t expected = kNoArea;
        for (std::uint32_t area = 0; area < geometries.size() && expected == kNoArea; ++area) {
            if (GEOSCovers_r(context.get(), geometries[area].get(), point.get()) == 1) {
                expected = area;
            }
        }
        ASSERT_NE(found[i], kNoArea) << i;
        ASSERT_EQ(found[i], expected) << points[i].x << " " << points[i].y;
    }
}

/// Inside by the number of border crossings to the right of the point, holes included.
bool crosses_an_odd_number(const MultiPolygon& area, ProjectedPoint p) {
    bool inside = false;
    const auto add = [&](const Ring& ring) {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const ProjectedPoint a = ring[i - 1];
            const ProjectedPoint b = ring[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y)) {
                inside = !inside;
            }
        }
    };
    for (const Polygon& polygon : area.polygons) {
        add(polygon.outer);
        for (const Ring& hole : polygon.holes) {
            add(hole);
        }
    }
    return inside;
}

Ring star(ProjectedPoint centre, double radius, int spikes, double depth) {
    Ring ring;
    for (int i = 0; i < 2 * spikes; ++i) {
        const double angle = 3.14159265358979 * i / spikes;
        const double r = radius * (i % 2 == 0 ? 1.0 : depth);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

// Stars with thin spikes that overlap, have holes, islands in the holes and far parts; among many points, where most of
// the answers come from cells that no border touches. Random points lie on no border.
TEST(AreaLocator, AgreesWithCrossingsForStarsWithHolesThatOverlap) {
    std::mt19937 random(23);
    std::uniform_real_distribution<double> place(0.0, 1000.0), size(20.0, 200.0), depth(0.05, 0.9);
    std::vector<MultiPolygon> areas;
    for (int i = 0; i < 40; ++i) {
        const ProjectedPoint centre{600000.0 + place(random), 2250000.0 + place(random)};
        const double radius = size(random);
        const double d = depth(random);
        MultiPolygon area{{{star(centre, radius, 5 + i % 9, d), {star(centre, radius * d * 0.5, 6, 0.7)}}}};
        area.polygons.push_back({star(centre, radius * d * 0.2, 7, 0.5), {}});
        area.polygons.push_back({star({centre.x + 3000.0, centre.y}, 0.4, 5, 0.5), {}});  // smaller than a cell
        areas.push_back(std::move(area));
    }
    std::uniform_real_distribution<double> x(599700.0, 604300.0), y(2249700.0, 2251300.0);
    std::vector<ProjectedPoint> points(60000);
    for (ProjectedPoint& p : points) {
        p = {x(random), y(random)};
    }
    const std::vector<std::uint32_t> found = located(areas, points);
    std::size_t inside = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::uint32_t expected = kNoArea;
        for (std::uint32_t area = 0; area < areas.size() && expected == kNoArea; ++area) {
            if (crosses_an_odd_number(areas[area], points[i])) {
                expected = area;
            }
        }
        inside += expected != kNoArea ? 1 : 0;
        ASSERT_EQ(found[i], expected) << points[i].x << " " << points[i].y;
    }
    EXPECT_GT(inside, 3000u);
}

TEST(AreaLocator, ThreadsDoNotChangeTheAnswer) {
    const std::vector<MultiPolygon> areas = shaken_lattice(7, 11);
    std::mt19937 random(13);
    std::uniform_real_distribution<double> x(599990.0, 600710.0), y(2249990.0, 2250710.0);
    std::vector<ProjectedPoint> points(50000);  // several chunks of 8192
    for (ProjectedPoint& p : points) {
        p = {x(random), y(random)};
    }
    const AreaLocator locator(areas);
    const std::vector<std::uint32_t> one = locator.locate(points, 1);
    EXPECT_EQ(locator.locate(points, 2), one);
    EXPECT_EQ(locator.locate(points, 4), one);
    EXPECT_EQ(locator.locate(points, 0), one);
}

}  // namespace
}  // namespace diaban
