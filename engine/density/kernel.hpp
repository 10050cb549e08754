// Kernels in the plane: how the weight of one point spreads over its surroundings.
#pragma once

#include <array>
#include <string_view>

namespace diaban {

/// A radially symmetric kernel K(u), u = distance / bandwidth, with integral 1 over the plane.
///
///     quartic       3/pi (1 - u^2)^2        u < 1
///     Epanechnikov  2/pi (1 - u^2)          u < 1
///     triangular    3/pi (1 - u)            u < 1
///     uniform       1/pi                    u < 1   (the open disc: a point at exactly the bandwidth counts nothing)
///     Gaussian      exp(-u^2/2) / (2 pi)    everywhere; the bandwidth is its standard deviation
///
/// Source: Silverman 1986, Density Estimation for Statistics and Data Analysis, section 4.2,
/// doi:10.1201/9781315140919.
enum class Kernel { kQuartic, kEpanechnikov, kTriangular, kUniform, kGaussian };

inline constexpr std::array<Kernel, 5> kAllKernels = {Kernel::kQuartic, Kernel::kEpanechnikov, Kernel::kTriangular,
                                                      Kernel::kUniform, Kernel::kGaussian};

/// K(u) for u >= 0. Dimensionless: divide by the squared bandwidth for a density. O(1).
double kernel_value(Kernel kernel, double u);

/// K(0), the value at a point itself.
double kernel_peak(Kernel kernel);

/// Standard deviation along one axis in bandwidths: sqrt(1/8), sqrt(1/6), sqrt(3/20), 1/2 and 1. Two kernels of equal standard
/// deviation smooth alike, which is how a bandwidth is carried from one kernel to another.
double kernel_standard_deviation(Kernel kernel);

/// "quartic", "epanechnikov", "triangular", "uniform", "gaussian".
std::string_view kernel_name(Kernel kernel);

/// The reverse of `kernel_name`; throws Error{kUsage} for anything else.
Kernel kernel_from_name(std::string_view name);

}  // namespace diaban
