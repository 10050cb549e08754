// The fast surface against the definition, term by term, where it is hardest: far from the origin, on edges, in piles.
#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/density/density_surface.hpp"
#include "engine/density/detail/brute_force.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr double kEast = 600000.0;
constexpr double kNorth = 2250000.0;
constexpr double kBandwidthsInCells[] = {0.5, 1.0, 3.0, 5.0, 9.0, 20.0, 100.0};

struct Cloud {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;
};

/// Largest difference over the largest value; the peak of a surface of zeros counts as 1. The Gaussian is cut off: where a grid
/// sees nothing but far tails its peak is that of the heaviest point, wherever that lies.
double relative_error(const Cloud& cloud, const Grid& grid, DensityOptions options) {
    Progress progress;
    const Raster fast = density_surface({cloud.points, cloud.weights}, grid, options, progress);
    const Raster slow = detail::density_brute_force({cloud.points, cloud.weights}, grid, options);
    double peak = 0.0;
    double worst = 0.0;
    for (std::size_t i = 0; i < slow.values.size(); ++i) {
        peak = std::max(peak, slow.values[i]);
        const double difference = std::abs(fast.values[i] - slow.values[i]);
        worst = difference <= worst ? worst : difference;  // a NaN stays
    }
    if (options.kernel == Kernel::kGaussian && !cloud.points.empty()) {
        const double heaviest = cloud.weights.empty() ? 1.0 : *std::ranges::max_element(cloud.weights);
        const double h = options.bandwidth.value;
        peak = std::max(peak, heaviest * kernel_peak(Kernel::kGaussian) * kSquareMetresPerKm2 / (h * h));
    }
    return peak > 0.0 ? worst / peak : worst;
}

void expect_exact_for_all(const std::function<Cloud(double cell)>& make, std::int64_t columns, std::int64_t rows,
                          double cell) {
    const Cloud cloud = make(cell);
    const Grid grid{kEast, kNorth, Metres{cell}, columns, rows};
    for (const Kernel kernel : kAllKernels) {
        double worst_of_kernel = 0.0;
        for (const double cells : kBandwidthsInCells) {
            const double error =
                relative_error(cloud, grid, {.kernel = kernel, .bandwidth = Metres{cells * cell}, .threads = 2});
            EXPECT_LE(error, 1e-9) << kernel_name(kernel) << " h = " << cells << " cells of " << cell << " m";
            worst_of_kernel = std::max(worst_of_kernel, error);
            testing::Test::RecordProperty(std::string(kernel_name(kernel)) + "_" + std::to_string(cells),
                                          std::to_string(error));
            if (std::getenv("DIABAN_SHOW_ERRORS") != nullptr) {
                std::printf("%-13s h = %5.1f cells  %.1e\n", std::string(kernel_name(kernel)).c_str(), cells, error);
            }
        }
    }
}

Cloud random_cloud(std::size_t n, double width, double height, double margin, bool weighted) {
    Cloud cloud;
    RandomSequence random(20240101, 1, n);
    for (std::size_t i = 0; i < n; ++i) {
        // Half scattered, half in a tight cluster, so that the tail of a peak crosses empty land.
        const bool clustered = i % 2 == 0;
        const double x =
            clustered ? width * 0.2 + 3.0 * random.normal() : -margin + (width + 2.0 * margin) * random.uniform();
        const double y =
            clustered ? -height * 0.3 + 3.0 * random.normal() : margin - (height + 2.0 * margin) * random.uniform();
        cloud.points.push_back({kEast + x, kNorth + y});
        if (weighted) {
            cloud.weights.push_back(random.below(4) == 0 ? 0.0 : 10.0 * random.uniform());
        }
    }
    return cloud;
}

TEST(DensityOracle, RandomPointsFarFromTheOrigin) {
    expect_exact_for_all([](double cell) { return random_cloud(400, 190 * cell, 70 * cell, 30 * cell, false); }, 190,
                         70, 10.0);
}

TEST(DensityOracle, WeightsAndOddCells) {
    expect_exact_for_all([](double cell) { return random_cloud(300, 133 * cell, 45 * cell, 12 * cell, true); }, 133, 45,
                         7.3);
}

TEST(DensityOracle, WideGridWithALonelyEnd) {
    // The tail of a heavy pile is carried across many empty cells: what rounding leaves must not show there.
    expect_exact_for_all(
        [](double cell) {
            Cloud cloud;
            for (int i = 0; i < 300; ++i) {
                cloud.points.push_back({kEast + 3.3 * cell + 0.001 * i, kNorth - 4.4 * cell});
            }
            cloud.points.push_back({kEast + 1490.0 * cell, kNorth - 9.0 * cell});
            return cloud;
        },
        1500, 12, 25.0);
}

TEST(DensityOracle, StackedPoints) {
    expect_exact_for_all(
        [](double cell) {
            return Cloud{std::vector<ProjectedPoint>(500, {kEast + 31.37 * cell, kNorth - 17.91 * cell}), {}};
        },
        60, 40, 50.0);
}

TEST(DensityOracle, PointsOnEdgesCornersAndCentres) {
    expect_exact_for_all(
        [](double cell) {
            Cloud cloud;
            for (int i = 0; i <= 40; i += 5) {
                for (int j = 0; j <= 20; j += 5) {
                    cloud.points.push_back({kEast + i * cell, kNorth - j * cell});
                    cloud.points.push_back({kEast + (i + 0.5) * cell, kNorth - (j + 0.5) * cell});
                    cloud.points.push_back({kEast + (i + 0.5) * cell, kNorth - j * cell});
                }
            }
            return cloud;
        },
        40, 20, 100.0);
}

TEST(DensityOracle, PointsAtExactlyTheBandwidthFromCentres) {
    // Points at cell centres: with h = 1, 3, 5, 20 and 100 cells other centres lie at exactly h (and 3-4-5 triangles too).
    expect_exact_for_all(
        [](double cell) {
            return Cloud{{{kEast + 10.5 * cell, kNorth - 10.5 * cell}, {kEast + 110.5 * cell, kNorth - 30.5 * cell}},
                         {}};
        },
        140, 60, 8.0);
}

TEST(DensityOracle, OnePointAndNone) {
    expect_exact_for_all(
        [](double cell) {
            return Cloud{{{kEast + 20.123 * cell, kNorth - 11.789 * cell}}, {}};
        },
        45, 25, 30.0);
    expect_exact_for_all([](double) { return Cloud{}; }, 45, 25, 30.0);
}

TEST(DensityOracle, SmallAndNarrowGrids) {
    const auto make = [](double cell) { return random_cloud(120, 40 * cell, 40 * cell, 20 * cell, true); };
    expect_exact_for_all(make, 1, 1, 20.0);
    expect_exact_for_all(make, 1, 300, 20.0);
    expect_exact_for_all(make, 300, 1, 20.0);
    expect_exact_for_all(make, 9, 17, 20.0);
}

TEST(DensityOracle, PointsOnlyOutsideTheGrid) {
    expect_exact_for_all(
        [](double cell) {
            return Cloud{{{kEast - 4.2 * cell, kNorth + 3.0 * cell},
                          {kEast + 42.0 * cell, kNorth - 55.0 * cell},
                          {kEast - 4000.0 * cell, kNorth}},
                         {}};
        },
        40, 50, 20.0);
}

}  // namespace
}  // namespace diaban
