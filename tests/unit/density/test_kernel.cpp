#include "engine/density/kernel.hpp"

#include <cmath>
#include <numbers>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

using std::numbers::pi;

TEST(Kernel, ValuesAreTheFormulasOfTheHeader) {
    // u = 1/2: 1 - u^2 = 3/4.
    EXPECT_DOUBLE_EQ(kernel_value(Kernel::kQuartic, 0.5), 3.0 / pi * 0.5625);
    EXPECT_DOUBLE_EQ(kernel_value(Kernel::kEpanechnikov, 0.5), 2.0 / pi * 0.75);
    EXPECT_DOUBLE_EQ(kernel_value(Kernel::kTriangular, 0.5), 3.0 / pi * 0.5);
    EXPECT_DOUBLE_EQ(kernel_value(Kernel::kUniform, 0.5), 1.0 / pi);
    EXPECT_DOUBLE_EQ(kernel_value(Kernel::kGaussian, 1.0), std::exp(-0.5) / (2.0 * pi));
}

TEST(Kernel, CompactKernelsAreZeroFromTheBandwidthOn) {
    for (const Kernel kernel : {Kernel::kQuartic, Kernel::kEpanechnikov, Kernel::kTriangular, Kernel::kUniform}) {
        EXPECT_EQ(kernel_value(kernel, 1.0), 0.0) << kernel_name(kernel);
        EXPECT_EQ(kernel_value(kernel, 7.0), 0.0) << kernel_name(kernel);
    }
}

/// Midpoint rule over rings; the truncation at 12 leaves exp(-72) of the Gaussian.
double radial_integral(Kernel kernel, int power) {
    const double end = kernel == Kernel::kGaussian ? 12.0 : 1.0;
    const int steps = 200000;
    double sum = 0.0;
    for (int i = 0; i < steps; ++i) {
        const double r = (i + 0.5) * end / steps;
        sum += kernel_value(kernel, r) * std::pow(r, power) * 2.0 * pi * r;
    }
    return sum * end / steps;
}

TEST(Kernel, IntegratesToOneOverThePlane) {
    for (const Kernel kernel : kAllKernels) {
        EXPECT_NEAR(radial_integral(kernel, 0), 1.0, 1e-9) << kernel_name(kernel);
    }
}

TEST(Kernel, StandardDeviationIsThatOfOneAxis) {
    for (const Kernel kernel : kAllKernels) {
        EXPECT_NEAR(std::sqrt(radial_integral(kernel, 2) / 2.0), kernel_standard_deviation(kernel), 1e-9)
            << kernel_name(kernel);
    }
}

TEST(Kernel, NamesGoThereAndBack) {
    for (const Kernel kernel : kAllKernels) {
        EXPECT_EQ(kernel_from_name(kernel_name(kernel)), kernel);
    }
    EXPECT_THROW((void)kernel_from_name("Quartic"), Error);
}

}  // namespace
}  // namespace diaban
