#include "layers/gdal/isolines.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace diaban {
namespace {

/// z = x at the cell centres: 40 x 20 cells of 10 m from x = 0.
Raster slope() {
    Raster raster;
    raster.grid = {0.0, 200.0, {10.0}, 40, 20};
    for (std::int64_t row = 0; row < 20; ++row) {
        for (std::int64_t column = 0; column < 40; ++column) {
            raster.values.push_back(raster.grid.centre_x(column));
        }
    }
    return raster;
}

TEST(Isolines, ASlopeHasStraightLines) {
    const auto lines = isolines(slope(), {100.0, 200.0});
    ASSERT_EQ(lines.size(), 2u);
    for (const Isoline& line : lines) {
        for (const ProjectedPoint& p : line.line.points) {
            EXPECT_NEAR(p.x, line.level, 1e-5);  // GDAL moves levels by a hair, away from values that equal them
        }
        EXPECT_GE(std::fabs(line.line.points.front().y - line.line.points.back().y), 190.0);
    }
    EXPECT_EQ(lines[0].level, 100.0);
    EXPECT_EQ(lines[1].level, 200.0);
}

TEST(Isolines, NoLineRunsAroundCellsWithoutAValue) {
    Raster raster = slope();
    for (std::size_t i = 0; i < raster.values.size(); ++i) {
        if (i % 40 >= 15) {
            raster.values[i] = kNoData;
        }
    }
    EXPECT_EQ(isolines(raster, {100.0}).size(), 1u);
    EXPECT_TRUE(isolines(raster, {200.0}).empty());
}

TEST(Isolines, NothingFromNothing) {
    EXPECT_TRUE(isolines({}, {1.0}).empty());
    EXPECT_TRUE(isolines(slope(), {}).empty());
    EXPECT_TRUE(isolines(slope(), {1.0e6}).empty());
}

}  // namespace
}  // namespace diaban
