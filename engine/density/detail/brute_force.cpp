#include "engine/density/detail/brute_force.hpp"

#include <cmath>
#include <numbers>

namespace diaban::detail {
namespace {

long double kernel_term(Kernel kernel, long double u_squared) {
    constexpr long double inv_pi = std::numbers::inv_pi_v<long double>;
    if (kernel == Kernel::kGaussian) {
        return 0.5L * inv_pi * std::exp(-0.5L * u_squared);
    }
    if (!(u_squared < 1.0L)) {
        return 0.0L;
    }
    const long double rest = 1.0L - u_squared;
    switch (kernel) {
        case Kernel::kQuartic:
            return 3.0L * inv_pi * rest * rest;
        case Kernel::kEpanechnikov:
            return 2.0L * inv_pi * rest;
        case Kernel::kTriangular:
            return 3.0L * inv_pi * (1.0L - std::sqrt(u_squared));
        default:
            return inv_pi;
    }
}

}  // namespace

Raster density_brute_force(const WeightedPoints& points, const Grid& grid, const DensityOptions& options) {
    validate(points);
    validate_density_grid(grid);
    validate(options);
    Raster raster{grid, std::vector<double>(grid.size(), 0.0), "per km2"};
    const double h = options.bandwidth.value;
    const long double scale =
        static_cast<long double>(kSquareMetresPerKm2) / (static_cast<long double>(h) * static_cast<long double>(h));
    std::size_t cell = 0;
    for (std::int64_t row = 0; row < grid.rows; ++row) {
        for (std::int64_t column = 0; column < grid.columns; ++column, ++cell) {
            const double x = grid.centre_x(column);
            const double y = grid.centre_y(row);
            long double sum = 0.0L;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const double dx = points.points[i].x - x;
                const double dy = points.points[i].y - y;
                // In double, as the fast path tests it: whether a point at exactly h counts must not hang on the oracle's digits.
                const double d_squared = dx * dx + dy * dy;
                if (options.kernel != Kernel::kGaussian && !(d_squared < h * h)) {
                    continue;
                }
                const long double u_squared = (static_cast<long double>(dx) * dx + static_cast<long double>(dy) * dy) /
                                              (static_cast<long double>(h) * h);
                const long double term = options.kernel == Kernel::kUniform ? std::numbers::inv_pi_v<long double>
                                                                            : kernel_term(options.kernel, u_squared);
                sum += static_cast<long double>(points.weight(i)) * term;
            }
            raster.values[cell] = static_cast<double>(sum * scale);
        }
    }
    return raster;
}

}  // namespace diaban::detail
