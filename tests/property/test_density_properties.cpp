// What must hold for every surface, whatever the points.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/density/bandwidth.hpp"
#include "engine/density/density_surface.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr double kEast = 600000.0;
constexpr double kNorth = 2250000.0;

struct Cloud {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;
    [[nodiscard]] WeightedPoints view() const { return {points, weights}; }
};

/// Points within [low, high] of both axes from the corner (kEast, kNorth).
Cloud cloud(std::uint64_t seed, std::size_t n, double low, double high) {
    Cloud result;
    RandomSequence random(seed, 5, n);
    for (std::size_t i = 0; i < n; ++i) {
        result.points.push_back(
            {kEast + low + (high - low) * random.uniform(), kNorth + low + (high - low) * random.uniform()});
        result.weights.push_back(0.1 + random.below(5));
    }
    return result;
}

constexpr double kCell = 10.0;
constexpr std::int64_t kSide = 96;
const Grid kGrid{kEast, kNorth + kSide* kCell, Metres{kCell}, kSide, kSide};

std::vector<double> surface(const Cloud& c, const Grid& grid, Kernel kernel, double h) {
    Progress progress;
    return density_surface(c.view(), grid, {.kernel = kernel, .bandwidth = Metres{h}, .threads = 2}, progress).values;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double peak = 1e-300;
    double worst = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        peak = std::max(peak, std::abs(a[i]));
        worst = std::max(worst, std::abs(a[i] - b[i]));
    }
    return worst / peak;
}

class DensityProperties : public testing::TestWithParam<std::tuple<Kernel, double>> {
protected:
    Kernel m_kernel = std::get<0>(GetParam());
    /// In metres; the Gaussian, which reaches further, takes a third.
    double m_h = std::get<1>(GetParam()) / (std::get<0>(GetParam()) == Kernel::kGaussian ? 3.0 : 1.0);
};

INSTANTIATE_TEST_SUITE_P(Kernels, DensityProperties,
                         testing::Combine(testing::ValuesIn(kAllKernels), testing::Values(35.0, 130.0)),
                         [](const auto& tested) {
                             return std::string(kernel_name(std::get<0>(tested.param))) + "_" +
                                    std::to_string(static_cast<int>(std::get<1>(tested.param)));
                         });

TEST_P(DensityProperties, MassIsTheSumOfWeights) {
    const Cloud c = cloud(1, 300, 350.0, 610.0);
    const std::vector<double> values = surface(c, kGrid, m_kernel, m_h);
    const double mass = std::accumulate(values.begin(), values.end(), 0.0) * kCell * kCell / kSquareMetresPerKm2;
    const double weights = std::accumulate(c.weights.begin(), c.weights.end(), 0.0);
    // The midpoint rule over cells: the rougher the rim of the kernel, the further off at 3.5 cells a bandwidth.
    const double cells = m_h / kCell;
    const double tolerance = m_kernel == Kernel::kUniform        ? 0.5 / std::pow(cells, 1.5)
                             : m_kernel == Kernel::kGaussian     ? 1e-5
                             : m_kernel == Kernel::kTriangular   ? 0.05 / (cells * cells)
                             : m_kernel == Kernel::kEpanechnikov ? 0.3 / (cells * cells)
                                                                 : 0.1 / (cells * cells);
    EXPECT_NEAR(mass / weights, 1.0, tolerance);
}

TEST_P(DensityProperties, MovesWithThePoints) {
    const Cloud here = cloud(2, 200, 0.0, 960.0);
    Cloud there = here;
    Grid grid = kGrid;
    // Powers of two: the sums stay exact.
    grid.x_min += 4096.0;
    grid.y_max -= 8192.0;
    for (ProjectedPoint& p : there.points) {
        p.x += 4096.0;
        p.y -= 8192.0;
    }
    EXPECT_LT(largest_difference(surface(here, kGrid, m_kernel, m_h), surface(there, grid, m_kernel, m_h)), 1e-9);
}

TEST_P(DensityProperties, TurnsWithThePoints) {
    const Cloud c = cloud(3, 200, 0.0, 960.0);
    Cloud turned = c;
    for (ProjectedPoint& p : turned.points) {
        // A quarter turn to the left about the grid's centre.
        const double dx = p.x - (kEast + 480.0);
        const double dy = p.y - (kNorth + 480.0);
        p = {kEast + 480.0 - dy, kNorth + 480.0 + dx};
    }
    const std::vector<double> before = surface(c, kGrid, m_kernel, m_h);
    const std::vector<double> after = surface(turned, kGrid, m_kernel, m_h);
    std::vector<double> expected(before.size());
    for (std::int64_t r = 0; r < kSide; ++r) {
        for (std::int64_t k = 0; k < kSide; ++k) {
            // What lay in the east at row r comes to lie in the north at column r.
            expected[static_cast<std::size_t>((kSide - 1 - k) * kSide + r)] =
                before[static_cast<std::size_t>(r * kSide + k)];
        }
    }
    EXPECT_LT(largest_difference(expected, after), 1e-9);
}

TEST_P(DensityProperties, OrderOfInputDoesNotMatter) {
    const Cloud c = cloud(4, 400, 0.0, 960.0);
    Cloud reversed = c;
    std::ranges::reverse(reversed.points);
    std::ranges::reverse(reversed.weights);
    EXPECT_LT(largest_difference(surface(c, kGrid, m_kernel, m_h), surface(reversed, kGrid, m_kernel, m_h)), 1e-11);
}

TEST_P(DensityProperties, AWeightCanBeSplit) {
    const Cloud c = cloud(5, 200, 0.0, 960.0);
    Cloud split;
    for (std::size_t i = 0; i < c.points.size(); ++i) {
        for (const double share : {0.25, 0.75}) {
            split.points.push_back(c.points[i]);
            split.weights.push_back(share * c.weights[i]);
        }
    }
    EXPECT_LT(largest_difference(surface(c, kGrid, m_kernel, m_h), surface(split, kGrid, m_kernel, m_h)), 1e-11);
}

/// A consumer that keeps what it is given, in order.
struct Keeper : RowConsumer {
    std::vector<double> values;
    std::int64_t next = 0;
    std::int64_t columns;
    explicit Keeper(std::int64_t width) : columns(width) {}
    void take(std::int64_t first_row, std::span<const double> rows) override {
        EXPECT_EQ(first_row, next);
        next += static_cast<std::int64_t>(rows.size()) / columns;
        values.insert(values.end(), rows.begin(), rows.end());
    }
};

TEST_P(DensityProperties, BandsAreTheWholeForAnyThreads) {
    // Four bands of 64 rows and a rest.
    const Grid grid{kEast, kNorth + 4000.0, Metres{kCell}, 400, 290};
    const Cloud c = cloud(6, 3000, 0.0, 4000.0);
    const std::vector<double> whole = surface(c, grid, m_kernel, m_h);
    for (const unsigned threads : {1U, 4U}) {
        Keeper keeper(grid.columns);
        Progress progress;
        DensityRequest request{.grid = grid,
                               .options = {.kernel = m_kernel, .bandwidth = Metres{m_h}, .threads = threads},
                               .within = {},
                               .edge = EdgeCorrection::kNone,
                               .band_bytes = 1};
        const DensityAccount account = density_rows(c.view(), request, keeper, progress);
        EXPECT_EQ(account.points_used, 3000U);
        EXPECT_TRUE(keeper.values == whole) << threads << " threads";
    }
}

/// Asks to stop when the first band arrives.
struct Stopper : RowConsumer {
    Progress& progress;
    int bands = 0;
    explicit Stopper(Progress& watched) : progress(watched) {}
    void take(std::int64_t, std::span<const double>) override {
        ++bands;
        progress.cancel();
    }
};

TEST_P(DensityProperties, CancelledHalfWayStops) {
    const Grid grid{kEast, kNorth + 4000.0, Metres{kCell}, 400, 290};
    const Cloud c = cloud(7, 3000, 0.0, 4000.0);
    Progress progress;
    Stopper stopper(progress);
    const DensityRequest request{.grid = grid,
                                 .options = {.kernel = m_kernel, .bandwidth = Metres{m_h}, .threads = 2},
                                 .within = {},
                                 .edge = EdgeCorrection::kNone,
                                 .band_bytes = 1};
    try {
        (void)density_rows(c.view(), request, stopper, progress);
        FAIL() << "was not stopped";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kCancelled);
    }
    EXPECT_EQ(stopper.bands, 1);
}

TEST(DensityEdgeProperties, DiggleKeepsTheMassInsideAndUniformLevelsAConstant) {
    // A square study area; points on a regular lattice all over it are a constant intensity of 1 a cell.
    Polygon square;
    square.outer = {{kEast + 100, kNorth + 100},
                    {kEast + 860, kNorth + 100},
                    {kEast + 860, kNorth + 860},
                    {kEast + 100, kNorth + 860},
                    {kEast + 100, kNorth + 100}};
    Cloud c;
    for (double x = 105.0; x < 860.0; x += 10.0) {
        for (double y = 105.0; y < 860.0; y += 10.0) {
            c.points.push_back({kEast + x, kNorth + y});
        }
    }
    c.points.push_back({kEast + 50.0, kNorth + 50.0});  // outside
    c.weights.assign(c.points.size(), 1.0);
    for (const Kernel kernel : kAllKernels) {
        DensityRequest request{
            .grid = kGrid,
            .options = {.kernel = kernel, .bandwidth = Metres{kernel == Kernel::kGaussian ? 40.0 : 120.0}},
            .within = {{square}},
            .edge = EdgeCorrection::kUniform};
        Progress progress;
        const DensityResult level = density_within(c.view(), request, progress);
        EXPECT_EQ(level.account.points_outside, 1U);
        EXPECT_EQ(level.account.points_used, c.points.size() - 1);
        for (std::int64_t r = 0; r < kSide; ++r) {
            for (std::int64_t k = 0; k < kSide; ++k) {
                const double value = level.raster.at(r, k);
                if (r < 10 || r >= 86 || k < 10 || k >= 86) {
                    EXPECT_TRUE(std::isnan(value)) << r << " " << k;
                } else {
                    // 10,000 points a km2, within what a lattice of 12 points a bandwidth allows.
                    EXPECT_NEAR(value / 1e4, 1.0, kernel == Kernel::kUniform ? 0.05 : 0.01) << r << " " << k;
                }
            }
        }
        request.edge = EdgeCorrection::kDiggle;
        const DensityResult kept = density_within(c.view(), request, progress);
        double mass = 0.0;
        for (const double value : kept.raster.values) {
            mass += std::isnan(value) ? 0.0 : value * 1e-4;
        }
        // A disc of 12 cells holds 441 cell centres, 2.5 % fewer than its area: that shows where it has a rim.
        EXPECT_NEAR(mass / static_cast<double>(c.points.size() - 1), 1.0, kernel == Kernel::kUniform ? 0.04 : 2e-3)
            << kernel_name(kernel);
    }
}

TEST(DensityEdgeProperties, ACorrectionNeedsAnArea) {
    Progress progress;
    DensityRequest request{.grid = kGrid,
                           .options = {.kernel = Kernel::kQuartic, .bandwidth = Metres{50.0}},
                           .within = {},
                           .edge = EdgeCorrection::kUniform};
    try {
        (void)density_within({}, request, progress);
        FAIL() << "was not refused";
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), "error.density-edge-needs-area");
    }
}

TEST(BandwidthProperties, LatticeAndPairsAgree) {
    // Just above and just below the number of points at which pairs give way to the lattice: the same points, one of
    // them doubled as a weight or as two points.
    Cloud few = cloud(8, 4000, 0.0, 3000.0);
    few.weights.assign(4000, 1.0);
    few.weights[17] = 2.0;
    Cloud many = few;
    many.weights[17] = 1.0;
    many.points.push_back(many.points[17]);
    many.weights.push_back(1.0);
    for (const BandwidthRule rule : {BandwidthRule::kPpl, BandwidthRule::kCvl}) {
        Progress progress;
        const BandwidthOptions options{.rule = rule, .kernel = Kernel::kGaussian};
        const double pairs = select_bandwidth(few.view(), options, progress).value.value;
        const double lattice = select_bandwidth(many.view(), options, progress).value.value;
        EXPECT_NEAR(lattice / pairs, 1.0, 3e-4) << bandwidth_rule_name(rule);
    }
}

}  // namespace
}  // namespace diaban
