#include "engine/density/relative_risk.hpp"

#include <cmath>

#include "engine/density/density_surface.hpp"
#include "layers/base/random.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

TEST(RelativeRisk, RoughnessIsTheIntegralOfTheSquaredKernel) {
    for (const Kernel kernel : kAllKernels) {
        const double end = kernel == Kernel::kGaussian ? 12.0 : 1.0;
        constexpr int kSteps = 200000;
        double sum = 0.0;
        for (int i = 0; i < kSteps; ++i) {
            const double u = (i + 0.5) * end / kSteps;
            sum += kernel_value(kernel, u) * kernel_value(kernel, u) * 2.0 * std::numbers::pi * u * end / kSteps;
        }
        EXPECT_NEAR(kernel_roughness(kernel), sum, 1e-9) << kernel_name(kernel);
    }
}

TEST(RelativeRisk, TwiceAsDenseIsLogTwo) {
    // 100 cases and 50 controls in all; here 40 and 10 per km2: (0.4 / 0.2).
    const Grid grid{0, 100, Metres{100.0}, 1, 1};
    const Raster cases{grid, {40.0}, "per km2"};
    const Raster controls{grid, {10.0}, "per km2"};
    const RelativeRisk risk = relative_risk({cases, controls, 100.0, 50.0, Kernel::kUniform, Metres{2000.0}});
    EXPECT_NEAR(risk.log_ratio.at(0, 0), std::log(2.0), 1e-12);
    // R = 1/pi, h = 2 km: variance = (1/pi) 150^2 / (4 * 100 * 50 * 50).
    const double z = std::log(2.0) / std::sqrt(22500.0 / (std::numbers::pi * 4.0 * 100.0 * 50.0 * 50.0));
    EXPECT_NEAR(risk.p_value.at(0, 0), std::erfc(z / std::sqrt(2.0)), 1e-12);
}

TEST(RelativeRisk, WhereOneKindIsAbsentThereIsNoRatio) {
    const Grid grid{0, 100, Metres{100.0}, 4, 1};
    const Raster cases{grid, {0.0, 5.0, kNoData, 0.5}, "per km2"};
    const Raster controls{grid, {5.0, 0.0, 5.0, 0.5}, "per km2"};
    const RelativeRisk risk = relative_risk({cases, controls, 10.0, 10.0, Kernel::kQuartic, Metres{500.0}});
    EXPECT_EQ(risk.cells_without_ratio, 2u);
    EXPECT_EQ(risk.cells_without_p, 1u);
    EXPECT_NEAR(risk.log_ratio.at(0, 3), 0.0, 1e-12);
    EXPECT_TRUE(std::isnan(risk.p_value.at(0, 3)));
}

TEST(RelativeRisk, PIsUniformWhereBothKindsFollowOneDensity) {
    // Points of an uneven density, dealt out at random: over cells and repetitions a twentieth of p lies below 0.05.
    const Grid grid{0, 10000, Metres{1000.0}, 10, 10};
    const DensityOptions options{.kernel = Kernel::kQuartic, .bandwidth = Metres{1500.0}, .threads = 1};
    Progress progress;
    double below = 0.0;
    double cells = 0.0;
    for (std::uint32_t repetition = 0; repetition < 60; ++repetition) {
        RandomSequence random(11, repetition, 0);
        std::vector<ProjectedPoint> kinds[2];
        for (int i = 0; i < 3000; ++i) {
            const double x = 10000.0 * std::sqrt(random.uniform());
            const double y = 10000.0 * random.uniform();
            kinds[random.uniform() < 0.3 ? 0 : 1].push_back({x, y});
        }
        const Raster cases = density_surface({kinds[0], {}}, grid, options, progress);
        const Raster controls = density_surface({kinds[1], {}}, grid, options, progress);
        const RelativeRisk risk =
            relative_risk({cases, controls, static_cast<double>(kinds[0].size()), static_cast<double>(kinds[1].size()),
                           options.kernel, options.bandwidth});
        for (const double p : risk.p_value.values) {
            if (!std::isnan(p)) {
                below += p <= 0.05 ? 1.0 : 0.0;
                cells += 1.0;
            }
        }
    }
    EXPECT_GT(cells, 4000.0);
    // Cells of one repetition hang together: about 20 independent windows in each, so 1200 in all, standard error 0.0063.
    EXPECT_NEAR(below / cells, 0.05, 3.0 * 0.0063);
}

TEST(RelativeRisk, WhatIsRefused) {
    const Raster one{{0, 100, Metres{100.0}, 1, 1}, {1.0}, ""};
    const Raster other{{0, 100, Metres{50.0}, 1, 1}, {1.0}, ""};
    test::expect_error("error.relative-grids", [&] {
        (void)relative_risk({one, other, 1.0, 1.0, Kernel::kQuartic, Metres{9.0}});
    });
    test::expect_error("error.relative-no-weight", [&] {
        (void)relative_risk({one, one, 0.0, 1.0, Kernel::kQuartic, Metres{9.0}});
    });
}

}  // namespace
}  // namespace diaban
