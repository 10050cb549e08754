// A published surface: robberies of Memphis, January 2019 (density_memphis.R says where from).
#include <cmath>
#include <numbers>

#include "engine/density/density_surface.hpp"
#include "tests/reference/density_tables.hpp"

namespace diaban {
namespace {

TEST(DensityReference, MemphisIsAsPublished) {
    constexpr double kBandwidth = 8876.66854927771;
    std::vector<ProjectedPoint> points;
    for (const auto& row : test::read_csv("density_memphis_points.csv").rows) {
        points.push_back({std::stod(row[0]), std::stod(row[1])});
    }
    ASSERT_EQ(points.size(), 206U);
    const test::CsvTable cells = test::read_csv("density_memphis_cells.csv");
    ASSERT_EQ(cells.rows.size(), 10U);
    for (const auto& row : cells.rows) {
        const Grid grid{std::stod(row[0]) - 250.0, std::stod(row[1]) + 250.0, Metres{500.0}, 1, 1};
        Progress progress;
        const Raster raster = density_surface({points, {}}, grid, {.bandwidth = Metres{kBandwidth}}, progress);
        // Published is the sum of (1 - u^2)^2, without 3 / (pi h^2).
        const double sum = raster.at(0, 0) / 1e6 * std::numbers::pi * kBandwidth * kBandwidth / 3.0;
        const double published = std::stod(row[2]);
        // Three digits are printed.
        EXPECT_NEAR(sum, published, published >= 10.0 ? 0.0501 : 0.00501);
    }
}

}  // namespace
}  // namespace diaban
