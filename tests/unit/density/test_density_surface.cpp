#include "engine/density/density_surface.hpp"

#include <cmath>
#include <numbers>
#include <span>

#include "layers/base/random.hpp"

namespace diaban {
namespace {

using std::numbers::pi;

Raster surface(const std::vector<ProjectedPoint>& points, const Grid& grid, Kernel kernel, double bandwidth) {
    Progress progress;
    return density_surface({points, {}}, grid, {.kernel = kernel, .bandwidth = Metres{bandwidth}, .threads = 1},
                           progress);
}

TEST(DensitySurface, OnePointByHand) {
    // Cell centres at 50, 150, 250; the point at 150; bandwidth 200 m: u = 1/2, 0, 1/2. Per km2: 1e6 / 200^2 = 25.
    const Grid grid{0.0, 100.0, Metres{100.0}, 3, 1};
    const Raster raster = surface({{150.0, 50.0}}, grid, Kernel::kQuartic, 200.0);
    ASSERT_EQ(raster.values.size(), 3U);
    EXPECT_NEAR(raster.at(0, 0), 25.0 * 3.0 / pi * 0.5625, 1e-12);
    EXPECT_NEAR(raster.at(0, 1), 25.0 * 3.0 / pi, 1e-12);
    EXPECT_NEAR(raster.at(0, 2), raster.at(0, 0), 1e-12);
    EXPECT_EQ(raster.unit, "per km2");
}

TEST(DensitySurface, RowZeroIsNorth) {
    const Grid grid{0.0, 300.0, Metres{100.0}, 1, 3};
    const Raster raster = surface({{50.0, 250.0}}, grid, Kernel::kUniform, 60.0);
    EXPECT_GT(raster.at(0, 0), 0.0);
    EXPECT_EQ(raster.at(1, 0), 0.0);
    EXPECT_EQ(raster.at(2, 0), 0.0);
}

TEST(DensitySurface, PointsOutsideReachIn) {
    const Grid grid{0.0, 100.0, Metres{100.0}, 1, 1};
    EXPECT_NEAR(surface({{-50.0, 50.0}}, grid, Kernel::kEpanechnikov, 200.0).at(0, 0), 25.0 * 2.0 / pi * 0.75, 1e-12);
    EXPECT_EQ(surface({{-150.0, 50.0}}, grid, Kernel::kEpanechnikov, 200.0).at(0, 0), 0.0);
}

TEST(DensitySurface, WeightsMultiply) {
    const Grid grid{0.0, 100.0, Metres{100.0}, 1, 1};
    const std::vector<ProjectedPoint> points = {{50.0, 50.0}, {50.0, 50.0}};
    const std::vector<double> weights = {2.5, 0.0};
    Progress progress;
    const Raster raster = density_surface(
        {points, weights}, grid, {.kernel = Kernel::kQuartic, .bandwidth = Metres{1000.0}, .threads = 1}, progress);
    EXPECT_NEAR(raster.at(0, 0), 2.5 * 3.0 / pi, 1e-12);
}

TEST(DensitySurface, NoPointsGiveZeros) {
    const Grid grid{0.0, 100.0, Metres{100.0}, 2, 1};
    for (const Kernel kernel : kAllKernels) {
        EXPECT_THAT(surface({}, grid, kernel, 200.0).values, testing::ElementsAre(0.0, 0.0));
    }
}

std::string key_of(const std::vector<ProjectedPoint>& points, const std::vector<double>& weights, const Grid& grid,
                   double bandwidth) {
    try {
        Progress progress;
        (void)density_surface({points, weights}, grid,
                              {.kernel = Kernel::kQuartic, .bandwidth = Metres{bandwidth}, .threads = 1}, progress);
    } catch (const Error& error) {
        return error.key();
    }
    return "no error";
}

TEST(DensitySurface, RefusesWhatItCannotUse) {
    const Grid grid{0.0, 100.0, Metres{100.0}, 1, 1};
    const double nan = std::nan("");
    EXPECT_EQ(key_of({{0, 0}}, {}, grid, 0.0), "error.density-bandwidth-out-of-range");
    EXPECT_EQ(key_of({{0, 0}}, {}, grid, nan), "error.density-bandwidth-out-of-range");
    EXPECT_EQ(key_of({{0, 0}}, {}, grid, INFINITY), "error.density-bandwidth-out-of-range");
    EXPECT_EQ(key_of({{nan, 0}}, {}, grid, 10.0), "error.density-point-not-finite");
    EXPECT_EQ(key_of({{0, 0}}, {-1.0}, grid, 10.0), "error.density-weight-invalid");
    EXPECT_EQ(key_of({{0, 0}}, {1.0, 1.0}, grid, 10.0), "error.density-weights-length");
    EXPECT_EQ(key_of({{0, 0}}, {}, Grid{0, 0, Metres{0.0}, 1, 1}, 10.0), "error.cell-not-positive");
    EXPECT_EQ(key_of({{0, 0}}, {}, Grid{0, 0, Metres{1.0}, -1, 1}, 10.0), "error.density-grid-invalid");
}

std::vector<ProjectedPoint> some_points(std::size_t n, double side) {
    RandomSequence random(11, 1, n);
    std::vector<ProjectedPoint> points;
    for (std::size_t i = 0; i < n; ++i) {
        points.push_back({600000.0 + side * random.uniform(), 2250000.0 + side * random.uniform()});
    }
    return points;
}

TEST(DensitySurface, SameBytesForAnyThreadsAndInstructionSet) {
    const std::vector<ProjectedPoint> points = some_points(110'000, 5000.0);
    std::vector<double> weights(points.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = static_cast<double>(i % 7) * 0.3;
    }
    const Grid grid{600000.0, 2255000.0, Metres{25.0}, 201, 197};
    for (const Kernel kernel : kAllKernels) {
        for (const double bandwidth : {60.0, 250.0}) {
            for (const bool weighted : {false, true}) {
                const WeightedPoints input{points,
                                           weighted ? std::span<const double>(weights) : std::span<const double>()};
                DensityOptions options{.kernel = kernel, .bandwidth = Metres{bandwidth}, .threads = 1};
                options.instructions = detail::InstructionSet::kBaseline;
                Progress progress;
                const Raster first = density_surface(input, grid, options, progress);
                for (const unsigned threads : {1U, 2U, 4U}) {
                    for (const auto set : {detail::InstructionSet::kBaseline, detail::InstructionSet::kAvx2,
                                           detail::InstructionSet::kAvx512}) {
                        if (set > detail::widest_instruction_set()) {
                            continue;
                        }
                        options.threads = threads;
                        options.instructions = set;
                        Progress again;
                        EXPECT_EQ(density_surface(input, grid, options, again).values, first.values)
                            << kernel_name(kernel) << " " << bandwidth << " m, " << threads << " threads, set "
                            << static_cast<int>(set);
                    }
                }
            }
        }
    }
}

TEST(DensityNotices, SayWhatIsOdd) {
    const std::vector<ProjectedPoint> degrees = {{106.2, 20.4}, {105.9, 20.1}};
    const Grid grid{105.0, 21.0, Metres{1.0}, 1000, 1000};
    const auto notices = density_notices(
        {degrees, {}}, grid, {.kernel = Kernel::kQuartic, .bandwidth = Metres{0.5}, .threads = 1}, 1'000'000);
    ASSERT_EQ(notices.size(), 3U);
    EXPECT_EQ(notices[0].key, "warning.density-bandwidth-below-cell");
    EXPECT_EQ(notices[0].arguments.at("bandwidth"), "0.5");
    EXPECT_EQ(notices[1].key, "warning.density-looks-like-degrees");
    EXPECT_EQ(notices[2].key, "warning.density-grid-exceeds-memory");
    EXPECT_EQ(notices[2].arguments.at("megabytes"), "8");

    const std::vector<ProjectedPoint> metres = {{600000.0, 2250000.0}};
    EXPECT_TRUE(
        density_notices({metres, {}}, grid, {.kernel = Kernel::kQuartic, .bandwidth = Metres{5.0}, .threads = 1}, 0)
            .empty());
}

}  // namespace
}  // namespace diaban
