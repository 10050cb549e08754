// Against the definitions written in R; script and values beside this file (adaptive_density.R).
#include <cmath>

#include "engine/density/density_surface.hpp"
#include "engine/density/relative_risk.hpp"
#include "tests/reference/density_tables.hpp"

namespace diaban {
namespace {

/// Far from the origin, as real coordinates are.
constexpr double kEast = 600000.0;
constexpr double kNorth = 2250000.0;

std::vector<ProjectedPoint> reference_points() {
    std::vector<ProjectedPoint> points;
    for (const auto& row : test::read_csv("density_points.csv").rows) {
        points.push_back({std::stod(row[0]) + kEast, std::stod(row[1]) + kNorth});
    }
    return points;
}

/// A grid of one cell around (x, y).
Grid cell_at(double x, double y) {
    return {x + kEast - 5.0, y + kNorth + 5.0, Metres{10.0}, 1, 1};
}

TEST(AdaptiveReference, AbramsonsBandwidths) {
    const std::vector<ProjectedPoint> points = reference_points();
    Progress progress;
    int checked = 0;
    for (const Kernel kernel : kAllKernels) {
        const AdaptiveBandwidths found =
            abramson_bandwidths({points, {}}, {.kernel = kernel, .bandwidth = Metres{90.0}, .threads = 1}, progress);
        for (const auto& row : test::read_csv("adaptive_bandwidths.csv").rows) {
            if (row[0] == kernel_name(kernel)) {
                EXPECT_NEAR(found.metres[std::stoul(row[1]) - 1] / std::stod(row[2]), 1.0, 1e-9) << row[0] << row[1];
                ++checked;
            }
        }
    }
    EXPECT_EQ(checked, 1500);
}

TEST(AdaptiveReference, Surface) {
    const std::vector<ProjectedPoint> points = reference_points();
    Progress progress;
    double peak = 0.0;
    for (const auto& row : test::read_csv("adaptive_surface.csv").rows) {
        peak = std::max(peak, std::stod(row[3]));
    }
    for (const auto& row : test::read_csv("adaptive_surface.csv").rows) {
        DensityRequest request;
        request.grid = cell_at(std::stod(row[1]), std::stod(row[2]));
        request.options = {.kernel = kernel_from_name(row[0]), .bandwidth = Metres{90.0}, .threads = 1};
        request.smoothing = Smoothing::kAdaptive;
        EXPECT_NEAR(density_within({points, {}}, request, progress).raster.at(0, 0), std::stod(row[3]), 1e-9 * peak)
            << row[0];
    }
}

TEST(AdaptiveReference, LogRatioAndItsP) {
    const std::vector<ProjectedPoint> points = reference_points();
    const std::span<const ProjectedPoint> all(points);
    Progress progress;
    int without = 0;
    for (const auto& row : test::read_csv("relative_risk.csv").rows) {
        const Grid grid = cell_at(std::stod(row[1]), std::stod(row[2]));
        const DensityOptions options{.kernel = kernel_from_name(row[0]), .bandwidth = Metres{250.0}, .threads = 1};
        const Raster cases = density_surface({all.first(120), {}}, grid, options, progress);
        const Raster controls = density_surface({all.subspan(120), {}}, grid, options, progress);
        const RelativeRisk risk = relative_risk({cases, controls, 120.0, 180.0, options.kernel, options.bandwidth});
        for (const auto& [found, expected] :
             {std::pair{risk.log_ratio.at(0, 0), row[3]}, {risk.p_value.at(0, 0), row[4]}}) {
            if (expected == "NA") {
                EXPECT_TRUE(std::isnan(found)) << row[0] << " " << row[1] << " " << row[2];
                ++without;
            } else {
                EXPECT_NEAR(found, std::stod(expected), 1e-8) << row[0] << " " << row[1] << " " << row[2];
            }
        }
    }
    EXPECT_GT(without, 0);
    EXPECT_LT(without, 100);
}

}  // namespace
}  // namespace diaban
