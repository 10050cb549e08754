#include <cmath>
#include <numeric>

#include "engine/density/density_surface.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

std::vector<ProjectedPoint> clustered(std::size_t count) {
    RandomSequence random(7, 0, 0);
    std::vector<ProjectedPoint> points;
    for (std::size_t i = 0; i < count; ++i) {
        const double spread = i % 3 == 0 ? 900.0 : 60.0;
        points.push_back({605000.0 + spread * random.normal(), 2255000.0 + spread * random.normal()});
    }
    return points;
}

DensityRequest adaptive(const Grid& grid, Kernel kernel, double bandwidth, unsigned threads = 1) {
    DensityRequest request;
    request.grid = grid;
    request.options = {.kernel = kernel, .bandwidth = Metres{bandwidth}, .threads = threads};
    request.smoothing = Smoothing::kAdaptive;
    return request;
}

double total(const Raster& raster) {
    return std::accumulate(raster.values.begin(), raster.values.end(), 0.0);
}

TEST(AdaptiveDensity, TwoPlacesByHand) {
    // Three points at one place, one far away; uniform kernel, h = 100: f is 3 and 1 (times a constant), g = (3^3 * 1)^(1/4).
    const std::vector<ProjectedPoint> points = {{0, 0}, {0, 0}, {0, 0}, {5000, 0}};
    Progress progress;
    const AdaptiveBandwidths found =
        abramson_bandwidths({points, {}}, {.kernel = Kernel::kUniform, .bandwidth = Metres{100.0}}, progress);
    const double g = std::pow(27.0, 0.25);
    EXPECT_NEAR(found.metres[0], 100.0 * std::sqrt(g / 3.0), 1e-9);
    EXPECT_NEAR(found.metres[3], 100.0 * std::sqrt(g), 1e-9);
    EXPECT_EQ(found.capped, 0u);
    EXPECT_NEAR(found.geometric_mean_per_km2, g / std::numbers::pi / 0.01, 1e-6);
    // A point of weight 3 is three points.
    const std::vector<ProjectedPoint> two = {{0, 0}, {5000, 0}};
    const std::vector<double> weights = {3.0, 1.0};
    const AdaptiveBandwidths weighted =
        abramson_bandwidths({two, weights}, {.kernel = Kernel::kUniform, .bandwidth = Metres{100.0}}, progress);
    EXPECT_NEAR(weighted.metres[0], found.metres[0], 1e-9);
    EXPECT_NEAR(weighted.metres[1], found.metres[3], 1e-9);
}

TEST(AdaptiveDensity, ALonePointIsHeldAtFiveBandwidths) {
    std::vector<ProjectedPoint> points(5000, ProjectedPoint{0, 0});
    points.push_back({90000, 0});
    Progress progress;
    const AdaptiveBandwidths found = abramson_bandwidths({points, {}}, {.bandwidth = Metres{100.0}}, progress);
    EXPECT_EQ(found.metres.back(), 500.0);
    EXPECT_EQ(found.capped, 1u);
    EXPECT_EQ(found.most, 500.0);
}

TEST(AdaptiveDensity, MassIsTheWeightOfThePoints) {
    const std::vector<ProjectedPoint> points = clustered(400);
    const Grid grid{595000.0, 2265000.0, Metres{20.0}, 1000, 1000};
    Progress progress;
    for (const Kernel kernel : kAllKernels) {
        const Raster raster = density_within({points, {}}, adaptive(grid, kernel, 250.0), progress).raster;
        // The sum over cells of 20 m differs from the integral most where the kernel has an edge.
        EXPECT_NEAR(total(raster) * 20.0 * 20.0 / 1e6, 400.0, kernel == Kernel::kUniform ? 2.0 : 0.1)
            << kernel_name(kernel);
    }
}

TEST(AdaptiveDensity, TheSameBytesForThreadsAndBands) {
    const std::vector<ProjectedPoint> points = clustered(3000);
    const Grid grid{603000.0, 2257000.0, Metres{10.0}, 333, 401};
    Progress progress;
    for (const Kernel kernel : {Kernel::kQuartic, Kernel::kGaussian}) {
        const Raster one = density_within({points, {}}, adaptive(grid, kernel, 120.0), progress).raster;
        DensityRequest cut = adaptive(grid, kernel, 120.0, 3);
        cut.band_bytes = 333 * 64 * 8;
        EXPECT_EQ(one.values, density_within({points, {}}, cut, progress).raster.values);
    }
}

TEST(AdaptiveDensity, OnEvenlySpreadPointsItIsNearlyTheFixedSurface) {
    std::vector<ProjectedPoint> points;
    for (int i = 0; i < 60; ++i) {
        for (int j = 0; j < 60; ++j) {
            points.push_back({600000.0 + 50.0 * i, 2250000.0 + 50.0 * j});
        }
    }
    const Grid middle{601400.0, 2251600.0, Metres{10.0}, 20, 20};
    Progress progress;
    DensityRequest request = adaptive(middle, Kernel::kQuartic, 400.0);
    const Raster one = density_within({points, {}}, request, progress).raster;
    request.smoothing = Smoothing::kFixed;
    const Raster fixed = density_within({points, {}}, request, progress).raster;
    for (std::size_t i = 0; i < one.values.size(); ++i) {
        EXPECT_NEAR(one.values[i] / fixed.values[i], 1.0, 0.01);  // 400 points per km2
    }
}

TEST(AdaptiveDensity, PointsOutsideTheStudyAreaCountNowhere) {
    std::vector<ProjectedPoint> points = {{100, 100}, {120, 100}, {900, 900}};
    DensityRequest request = adaptive({0, 1000, Metres{100.0}, 10, 10}, Kernel::kQuartic, 200.0);
    request.within.polygons = {{Ring{{0, 0}, {500, 0}, {500, 500}, {0, 500}, {0, 0}}, {}}};
    Progress progress;
    const DensityResult result = density_within({points, {}}, request, progress);
    EXPECT_EQ(result.account.points_used, 2u);
    ASSERT_TRUE(result.account.adaptive);
    EXPECT_EQ(result.account.adaptive->metres.size(), 2u);
    EXPECT_TRUE(std::isnan(result.raster.at(0, 9)));
    EXPECT_GT(result.raster.at(9, 0), 0.0);
}

TEST(AdaptiveDensity, WhatIsRefused) {
    const std::vector<ProjectedPoint> points = {{100, 100}};
    DensityRequest request = adaptive({0, 1000, Metres{100.0}, 10, 10}, Kernel::kQuartic, 200.0);
    request.within.polygons = {{Ring{{0, 0}, {500, 0}, {500, 500}, {0, 500}, {0, 0}}, {}}};
    request.edge = EdgeCorrection::kUniform;
    Progress progress;
    test::expect_error("error.density-adaptive-edge", [&] { (void)density_within({points, {}}, request, progress); });
    test::expect_error("error.density-bandwidth-out-of-range", [&] {
        (void)abramson_bandwidths({points, {}}, {.bandwidth = Metres{0.0}}, progress);
    });
    progress.cancel();
    test::expect_error("error.cancelled", [&] {
        (void)abramson_bandwidths({points, {}}, {.bandwidth = Metres{9.0}}, progress);
    });
}

}  // namespace
}  // namespace diaban
