#include "layers/model/grid.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(Grid, CoversTheExtentAndSnapsOutwardsToTheCell) {
    const Grid grid = grid_covering({101.0, 199.0, 250.0, 301.0}, Metres{50.0});
    EXPECT_EQ(grid, (Grid{100.0, 350.0, Metres{50.0}, 3, 4}));  // 100..250 east, 150..350 north
    EXPECT_EQ(grid.box(), (Box{100.0, 150.0, 250.0, 350.0}));
    EXPECT_EQ(grid.centre_x(0), 125.0);
    EXPECT_EQ(grid.centre_y(0), 325.0);
}

TEST(Grid, NegativeCoordinatesSnapOutwardsToo) {
    EXPECT_EQ(grid_covering({-101.0, -1.0, -1.0, 1.0}, Metres{50.0}), (Grid{-150.0, 50.0, Metres{50.0}, 3, 2}));
}

TEST(Grid, NeighbouringExtentsShareTheLattice) {
    const Grid west = grid_covering({0.3, 0.0, 99.7, 10.0}, Metres{7.0});
    const Grid east = grid_covering({55.5, 0.0, 180.0, 10.0}, Metres{7.0});
    EXPECT_EQ((east.x_min - west.x_min) / 7.0, std::round((east.x_min - west.x_min) / 7.0));
}

TEST(Grid, APointAndALineStillGetCells) {
    const Grid point = grid_covering({100.0, 100.0, 100.0, 100.0}, Metres{50.0});
    EXPECT_EQ(point.size(), 1u);
    const Grid line = grid_covering({0.0, 100.0, 200.0, 100.0}, Metres{50.0});
    EXPECT_EQ(line.columns, 4);
    EXPECT_EQ(line.rows, 1);
}

TEST(Grid, RefusesWhatIsNoLength) {
    const Box box{0, 0, 1, 1};
    for (const double cell :
         {0.0, -1.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
        test::expect_error("error.cell-not-positive", [&] { grid_covering(box, Metres{cell}); });
    }
    test::expect_error("error.extent-empty", [] { grid_covering(Box{}, Metres{1.0}); });
    test::expect_error("error.extent-empty", [] {
        grid_covering({0, 0, std::numeric_limits<double>::infinity(), 1}, Metres{1.0});
    });
}

// An outlier at 1e300 metres once gave a grid of one cell: the number of columns did not fit its type.
TEST(Grid, AGiantExtentIsAnErrorNotASmallGrid) {
    const auto told = test::expect_error("error.grid-too-large", [] { grid_covering({0, 0, 1e300, 10}, Metres{1.0}); });
    EXPECT_EQ(told.at("rows"), "10");
    test::expect_error("error.grid-too-large", [] { grid_covering({0, 0, 3e9, 10}, Metres{1.0}); });
    EXPECT_EQ(grid_covering({0, 0, 2e9, 10}, Metres{1.0}).columns, 2000000000);
}

}  // namespace
}  // namespace diaban
