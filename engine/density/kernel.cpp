#include "engine/density/kernel.hpp"

#include <cmath>
#include <numbers>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

double kernel_peak(Kernel kernel) {
    using std::numbers::inv_pi;
    switch (kernel) {
        case Kernel::kQuartic:
            return 3.0 * inv_pi;
        case Kernel::kEpanechnikov:
            return 2.0 * inv_pi;
        case Kernel::kTriangular:
            return 3.0 * inv_pi;
        case Kernel::kUniform:
            return inv_pi;
        case Kernel::kGaussian:
            return 0.5 * inv_pi;
    }
    throw Error(ErrorCode::kInternal, "error.kernel-unknown", {{"value", "?"}});
}

double kernel_value(Kernel kernel, double u) {
    if (kernel == Kernel::kGaussian) {
        return kernel_peak(kernel) * std::exp(-0.5 * u * u);
    }
    if (!(u < 1.0)) {
        return 0.0;
    }
    const double rest = 1.0 - u * u;
    switch (kernel) {
        case Kernel::kQuartic:
            return kernel_peak(kernel) * rest * rest;
        case Kernel::kEpanechnikov:
            return kernel_peak(kernel) * rest;
        case Kernel::kTriangular:
            return kernel_peak(kernel) * (1.0 - u);
        default:
            return kernel_peak(kernel);
    }
}

double kernel_standard_deviation(Kernel kernel) {
    switch (kernel) {
        case Kernel::kQuartic:
            return std::sqrt(1.0 / 8.0);
        case Kernel::kEpanechnikov:
            return std::sqrt(1.0 / 6.0);
        case Kernel::kTriangular:
            return std::sqrt(3.0 / 20.0);
        case Kernel::kUniform:
            return 0.5;
        case Kernel::kGaussian:
            return 1.0;
    }
    throw Error(ErrorCode::kInternal, "error.kernel-unknown", {{"value", "?"}});
}

std::string_view kernel_name(Kernel kernel) {
    switch (kernel) {
        case Kernel::kQuartic:
            return "quartic";
        case Kernel::kEpanechnikov:
            return "epanechnikov";
        case Kernel::kTriangular:
            return "triangular";
        case Kernel::kUniform:
            return "uniform";
        case Kernel::kGaussian:
            return "gaussian";
    }
    throw Error(ErrorCode::kInternal, "error.kernel-unknown", {{"value", "?"}});
}

Kernel kernel_from_name(std::string_view name) {
    for (const Kernel kernel : kAllKernels) {
        if (kernel_name(kernel) == name) {
            return kernel;
        }
    }
    throw Error(ErrorCode::kUsage, "error.kernel-unknown", {{"value", std::string(name)}});
}

}  // namespace diaban
