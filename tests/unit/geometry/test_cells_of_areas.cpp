#include "layers/geometry/cells_of_areas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "layers/geometry/geos_session.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

using test::rectangle;

TEST(CellsOfAreas, RowsRunFromTheNorth) {
    // Cells of 1 m over [0,3] x [0,2]; the area covers the two cells of the south-west.
    const Grid grid{0.0, 2.0, Metres{1.0}, 3, 2};
    const std::uint32_t n = kNoArea;
    EXPECT_EQ(cells_of_areas(std::vector{rectangle(0, 0, 2, 1)}, grid), (std::vector<std::uint32_t>{n, n, n, 0, 0, n}));
}

TEST(CellsOfAreas, ACentreOnAWesternOrSouthernEdgeIsInside) {
    const Grid grid{0.0, 3.0, Metres{1.0}, 3, 3};
    const std::uint32_t n = kNoArea;
    // Edges run through the centres 0.5 and 1.5: west and south count, east and north do not.
    EXPECT_EQ(cells_of_areas(std::vector{rectangle(0.5, 0.5, 1.5, 1.5)}, grid),
              (std::vector<std::uint32_t>{n, n, n, n, n, n, 0, n, n}));
}

TEST(CellsOfAreas, HolesAreEmptyAndOverlapsGoToTheSmallestIndex) {
    const Grid grid{0.0, 3.0, Metres{1.0}, 3, 3};
    const MultiPolygon ring{{{test::rectangle_ring(0, 0, 3, 3), {test::rectangle_ring(1, 1, 2, 2)}}}};
    const std::uint32_t n = kNoArea;
    EXPECT_EQ(cells_of_areas(std::vector{ring}, grid), (std::vector<std::uint32_t>{0, 0, 0, 0, n, 0, 0, 0, 0}));
    EXPECT_EQ(cells_of_areas(std::vector{ring, rectangle(0, 0, 3, 3)}, grid),
              (std::vector<std::uint32_t>{0, 0, 0, 0, 1, 0, 0, 0, 0}));
    EXPECT_EQ(cells_of_areas(std::vector{MultiPolygon{}, rectangle(-50, -50, 50, 50)}, grid),
              (std::vector<std::uint32_t>(9, 1)));
    EXPECT_EQ(cells_of_areas(std::vector{rectangle(10, 10, 20, 20), rectangle(-1e12, -5, -1e9, 5)}, grid),
              (std::vector<std::uint32_t>(9, n)));
}

/// A star around a middle, without self-crossings: radii at rising angles.
MultiPolygon star(std::mt19937& random) {
    std::uniform_real_distribution<double> place(10.0, 90.0), radius(3.0, 40.0);
    std::uniform_int_distribution<int> corners(3, 30);
    const double x = place(random), y = place(random);
    const int n = corners(random);
    Ring ring;
    for (int i = 0; i < n; ++i) {
        const double angle = 2.0 * 3.14159265358979 * i / n;
        const double r = radius(random);
        ring.push_back({x + r * std::cos(angle), y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return {{{ring, {}}}};
}

// Brute force: for each cell the first area that GEOS says holds the centre.
TEST(CellsOfAreas, AgreesWithGeosOnRandomStars) {
    std::mt19937 random(17);
    const Grid grid{0.0, 100.0, Metres{1.7}, 59, 59};
    for (int round = 0; round < 20; ++round) {
        std::vector<MultiPolygon> areas;
        for (int i = 0; i < 6; ++i) {
            areas.push_back(star(random));
        }
        const std::vector<std::uint32_t> cells = cells_of_areas(areas, grid);
        const GeosContext context;
        std::vector<GeosGeometry> geometries;
        for (const MultiPolygon& area : areas) {
            geometries.push_back(to_geos(context, area));
        }
        for (std::int64_t row = 0; row < grid.rows; ++row) {
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                const GeosGeometry centre{
                    GEOSGeom_createPointFromXY_r(context.get(), grid.centre_x(column), grid.centre_y(row)),
                    GeosGeometryDestroyer{context.get()}};
                std::uint32_t expected = kNoArea;
                for (std::uint32_t i = 0; i < areas.size() && expected == kNoArea; ++i) {
                    expected = GEOSContains_r(context.get(), geometries[i].get(), centre.get()) == 1 ? i : kNoArea;
                }
                ASSERT_EQ(cells[static_cast<std::size_t>(row * grid.columns + column)], expected) << round;
            }
        }
    }
}

// Neighbours share every cell between them: none is lost on the border, none belongs to both.
TEST(CellsOfAreas, APartitionCoversEveryCell) {
    const Grid grid{0.0, 100.0, Metres{1.0}, 100, 100};
    const ProjectedPoint middle{37.3, 61.9};
    const std::vector<MultiPolygon> quarters = {{{{{{0, 0}, {100, 0}, middle, {0, 0}}, {}}}},
                                                {{{{{100, 0}, {100, 100}, middle, {100, 0}}, {}}}},
                                                {{{{{100, 100}, {0, 100}, middle, {100, 100}}, {}}}},
                                                {{{{{0, 100}, {0, 0}, middle, {0, 100}}, {}}}}};
    const std::vector<std::uint32_t> cells = cells_of_areas(quarters, grid);
    for (const std::uint32_t cell : cells) {
        ASSERT_NE(cell, kNoArea);
    }
    const std::vector<MultiPolygon> reversed(quarters.rbegin(), quarters.rend());
    const std::vector<std::uint32_t> again = cells_of_areas(reversed, grid);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        ASSERT_EQ(again[i], 3 - cells[i]) << i;  // so no cell lies in two of them
    }
}

}  // namespace
}  // namespace diaban
