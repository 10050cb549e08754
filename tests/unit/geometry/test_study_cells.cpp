#include "layers/geometry/study_cells.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "layers/geometry/centroid.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

MultiPolygon box(double x0, double y0, double x1, double y1) {
    return {{{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}, {}}}};
}

/// A triangle with a square hole, far from the origin.
MultiPolygon odd_area() {
    return {{{{{500000, 2200000}, {509000, 2200700}, {503000, 2207000}, {500000, 2200000}},
              {{{503000, 2202000}, {503000, 2203000}, {504000, 2203000}, {504000, 2202000}, {503000, 2202000}}}}}};
}

TEST(StudyCells, SquaresThatFitExactly) {
    const StudyCells cells = make_study_cells(std::vector{box(0, 0, 300, 200)}, {CellShape::kSquare, {100}});
    ASSERT_EQ(cells.size(), 6u);
    EXPECT_EQ(cells.id[0], "r0c0");
    EXPECT_EQ(cells.id[5], "r1c2");
    EXPECT_DOUBLE_EQ(cells.share[4], 1.0);
    EXPECT_DOUBLE_EQ(cells.centre[4].x, 150.0);
    EXPECT_DOUBLE_EQ(cells.centre[4].y, 150.0);
}

TEST(StudyCells, CutCellsAddUpToTheStudyArea) {
    const MultiPolygon area = odd_area();
    for (const CellShape shape : {CellShape::kSquare, CellShape::kHexagon}) {
        for (const double side : {150.0, 400.0, 20000.0}) {
            const StudyCells cells = make_study_cells(std::vector{area}, {shape, {side}});
            double sum = 0.0;
            double shares = 0.0;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                sum += planar_area(cells.geometry[i]).value;
                shares += cells.share[i] * side * side;
            }
            const double whole = planar_area(area).value;
            // Cells with less than a millionth of their area inside are left out.
            EXPECT_NEAR(sum, whole, 1e-6 * whole);
            EXPECT_NEAR(shares, whole, 1e-6 * whole);
        }
    }
}

TEST(StudyCells, EachPointIsInTheCellWhoseShapeHoldsIt) {
    const MultiPolygon area = odd_area();
    for (const CellShape shape : {CellShape::kSquare, CellShape::kHexagon}) {
        const StudyCells cells = make_study_cells(std::vector{area}, {shape, {370}});
        std::vector<ProjectedPoint> points;
        for (int i = 0; i < 2000; ++i) {
            points.push_back({500000.0 + std::fmod(i * 7919.37, 9000.0), 2200000.0 + std::fmod(i * 104729.11, 7000.0)});
        }
        const std::vector<std::uint32_t> found = cells_of_points(cells, points);
        const BoundaryTree study = build_boundary_tree(area);
        std::size_t inside = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            ASSERT_EQ(found[i] != kNoCell, lies_inside(study, points[i])) << i;
            if (found[i] != kNoCell) {
                EXPECT_TRUE(lies_inside(build_boundary_tree(cells.geometry[found[i]]), points[i])) << i;
                ++inside;
            }
        }
        EXPECT_GT(inside, 500u);
    }
}

TEST(StudyCells, ABorderBelongsToTheEasternAndNorthernSquare) {
    const StudyCells cells = make_study_cells(std::vector{box(0, 0, 300, 200)}, {CellShape::kSquare, {100}});
    const std::vector<ProjectedPoint> points = {{100, 50}, {50, 100}, {100, 100}, {-1, 50}, {std::nan(""), 0}};
    EXPECT_EQ(cells_of_points(cells, points), (std::vector<std::uint32_t>{1, 3, 4, kNoCell, kNoCell}));
}

TEST(StudyCells, NeighboursOnTheLattice) {
    const StudyCells cells = make_study_cells(std::vector{box(0, 0, 300, 300)}, {CellShape::kSquare, {100}});
    const CellNeighbours queen = cell_neighbours(cells, CellContact::kQueen);
    const CellNeighbours rook = cell_neighbours(cells, CellContact::kRook);
    // 3 x 3: 12 shared sides, 8 shared corners, both ways.
    EXPECT_EQ(queen.neighbours.size(), 40u);
    EXPECT_EQ(rook.neighbours.size(), 24u);
    EXPECT_EQ(queen.offsets[5] - queen.offsets[4], 8u);
}

TEST(StudyCells, HexagonsHaveSixNeighboursAtOneDistance) {
    const StudyCells cells = make_study_cells(std::vector{box(-2000, -2000, 2000, 2000)}, {CellShape::kHexagon, {100}});
    const CellNeighbours neighbours = cell_neighbours(cells, CellContact::kQueen);
    const double width = 100.0 * std::sqrt(2.0 / std::sqrt(3.0));
    std::size_t full = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        for (std::uint64_t k = neighbours.offsets[i]; k < neighbours.offsets[i + 1]; ++k) {
            const std::uint32_t j = neighbours.neighbours[k];
            EXPECT_NEAR(std::hypot(cells.centre[i].x - cells.centre[j].x, cells.centre[i].y - cells.centre[j].y), width,
                        1e-9);
        }
        full += neighbours.offsets[i + 1] - neighbours.offsets[i] == 6 ? 1 : 0;
    }
    EXPECT_GT(full, cells.size() / 2);
}

TEST(StudyCells, OverlappingAreasAreCoveredOnce) {
    const StudyCells cells =
        make_study_cells(std::vector{box(0, 0, 200, 100), box(100, 0, 300, 100)}, {CellShape::kSquare, {100}});
    EXPECT_EQ(cells.size(), 3u);
    EXPECT_NEAR(std::accumulate(cells.share.begin(), cells.share.end(), 0.0), 3.0, 1e-12);
}

TEST(StudyCells, RefusesWhatCannotBe) {
    EXPECT_THROW(make_study_cells(std::vector{box(0, 0, 1, 1)}, {CellShape::kSquare, {0}}), Error);
    EXPECT_THROW(make_study_cells(std::vector<MultiPolygon>{}, {}), Error);
    EXPECT_THROW(make_study_cells(std::vector{box(0, 0, 1e6, 1e6)}, {CellShape::kSquare, {10}}), Error);
}

TEST(StudyHull, HoldsAllPointsAndTheMargin) {
    const std::vector<ProjectedPoint> points = {{0, 0}, {100, 0}, {100, 100}, {0, 100}, {50, 50}, {std::nan(""), 1}};
    const Box hull = bounding_box(study_hull(points, {10}));
    EXPECT_NEAR(hull.x_min, -10, 1e-9);
    EXPECT_NEAR(hull.y_max, 110, 1e-9);
    // Square, four strips and four quarter discs (drawn with 8 segments each: a little less than the circle).
    const double area = planar_area(study_hull(points, {10})).value;
    EXPECT_NEAR(area, 10000 + 4000 + 314.16, 3.0);
    EXPECT_NEAR(planar_area(study_hull(std::vector<ProjectedPoint>{{5, 5}}, {10})).value, 314.16, 3.0);
    EXPECT_THROW(study_hull(std::vector<ProjectedPoint>{}, {10}), Error);
    EXPECT_THROW(study_hull(points, {0}), Error);
}

TEST(Centroid, WorkedByHand) {
    // A 4 x 4 square with a 2 x 2 hole in its north-east quarter: (16 * 2 - 4 * 3) / 12 = 5/3.
    MultiPolygon area = box(1000, 2000, 1004, 2004);
    area.polygons[0].holes.push_back({{1002, 2002}, {1002, 2004}, {1004, 2004}, {1004, 2002}, {1002, 2002}});
    EXPECT_NEAR(centroid(area).x, 1000.0 + 5.0 / 3, 1e-9);
    EXPECT_NEAR(centroid(area).y, 2000.0 + 5.0 / 3, 1e-9);
    // A line has no area: the mean of its vertices.
    EXPECT_NEAR(centroid({{{{{0, 0}, {2, 0}, {4, 0}}, {}}}}).x, 2.0, 1e-12);
}

}  // namespace
}  // namespace diaban
