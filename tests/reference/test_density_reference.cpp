// Against R spatstat; script and values beside this file (density_reference.R).
#include <cmath>

#include "engine/density/bandwidth.hpp"
#include "engine/density/density_surface.hpp"
#include "engine/density/detail/bandwidth_criteria.hpp"
#include "tests/reference/density_tables.hpp"

namespace diaban {
namespace {

std::vector<ProjectedPoint> reference_points() {
    std::vector<ProjectedPoint> points;
    for (const auto& row : test::read_csv("density_points.csv").rows) {
        points.push_back({std::stod(row[0]), std::stod(row[1])});
    }
    return points;
}

/// Far from the origin, as real coordinates are: the rules must not care.
std::vector<ProjectedPoint> moved_far(std::vector<ProjectedPoint> points) {
    for (ProjectedPoint& p : points) {
        p.x += 600000.0;
        p.y += 2250000.0;
    }
    return points;
}

TEST(DensityReference, BandwidthCriteriaAreSpatstats) {
    const std::vector<ProjectedPoint> points = moved_far(reference_points());
    ASSERT_EQ(points.size(), 300U);
    const detail::CriterionInput input{{points, {}}, 0.0, 300.0, 1};
    Progress progress;
    int checked = 0;
    for (const auto& row : test::read_csv("density_bandwidths.csv").rows) {
        const double s = std::stod(row[1]);
        if (row[0] == "ppl" || row[0] == "ppl-best") {
            // spatstat cuts kernels off at 8 s and sums in another order.
            EXPECT_NEAR(detail::likelihood_criterion(input, s, progress), std::stod(row[2]), 1e-5) << "s = " << s;
            ++checked;
        } else if (row[0] == "cvl" || row[0] == "cvl-best") {
            EXPECT_NEAR(detail::inverse_intensity_sum(input, s, progress) / std::stod(row[2]), 1.0, 1e-6)
                << "s = " << s;
            ++checked;
        } else if (row[0] == "diggle") {
            // Both count pair distances into bins, of different widths.
            const detail::DiggleCurve curve = detail::diggle_curve(input, 2048, progress);
            const double step = curve.s[1] - curve.s[0];
            const auto index = static_cast<std::size_t>(std::lround(s / step)) - 1;
            ASSERT_LT(index, curve.m.size());
            EXPECT_NEAR(curve.s[index], s, 1e-9);
            EXPECT_NEAR(curve.m[index], std::stod(row[2]), 0.02) << "s = " << s;
            ++checked;
        }
    }
    EXPECT_GE(checked, 13);
}

TEST(DensityReference, BestBandwidthsAreSpatstats) {
    const std::vector<ProjectedPoint> points = moved_far(reference_points());
    for (const auto& row : test::read_csv("density_bandwidths.csv").rows) {
        const std::size_t dash = row[0].find("-best");
        if (dash == std::string::npos) {
            continue;
        }
        const BandwidthRule rule = bandwidth_rule_from_name(row[0].substr(0, dash));
        Progress progress;
        const Bandwidth found =
            select_bandwidth({points, {}}, {.rule = rule, .kernel = Kernel::kGaussian, .threads = 1}, progress);
        // ppl and cvl are searched to 1e-4. Diggle's curve is a staircase of pair counts, flat around its minimum; both
        // take the lowest of a grid, of 2048 and of 4096 steps.
        const double tolerance = rule == BandwidthRule::kDiggle ? 0.01 : 3e-4;
        EXPECT_NEAR(found.value.value / std::stod(row[1]), 1.0, tolerance) << row[0];
        EXPECT_EQ(found.note, BandwidthNote::kNone) << row[0];
        Progress again;
        const Bandwidth quartic =
            select_bandwidth({points, {}}, {.rule = rule, .kernel = Kernel::kQuartic, .threads = 2}, again);
        EXPECT_NEAR(quartic.value.value / found.value.value, std::sqrt(8.0), 1e-12) << row[0];
    }
}

/// The window of density_reference.R: an L with a hole, and an island. The hole runs the same way round as its shell here, which
/// must not matter.
MultiPolygon reference_area() {
    Polygon shell;
    shell.outer = {{100, 100}, {1500, 100}, {1500, 600}, {900, 600}, {900, 1100}, {100, 1100}, {100, 100}};
    shell.holes = {{{300, 300}, {500, 300}, {500, 500}, {300, 500}, {300, 300}}};
    Polygon island;
    island.outer = {{1600, 700}, {1750, 1000}, {1900, 700}, {1600, 700}};
    return {{shell, island}};
}

TEST(DensityReference, EdgeCorrectionIsSpatstats) {
    const std::vector<ProjectedPoint> points = reference_points();
    const test::CsvTable table = test::read_csv("density_edge.csv");
    double peak[3] = {0, 0, 0};
    double worst[3] = {0, 0, 0};
    for (const auto& row : table.rows) {
        // One cell of 1 m whose centre is the pixel's.
        DensityRequest request;
        request.grid = {std::stod(row[0]) - 0.5, std::stod(row[1]) + 0.5, Metres{1.0}, 1, 1};
        request.options = {.kernel = Kernel::kGaussian, .bandwidth = Metres{60.0}, .threads = 1};
        request.within = reference_area();
        for (int k = 0; k < 3; ++k) {
            request.edge = static_cast<EdgeCorrection>(k);
            Progress progress;
            const DensityResult result = density_within({points, {}}, request, progress);
            const double expected = std::stod(row[static_cast<std::size_t>(2 + k)]) * 1e6;
            peak[k] = std::max(peak[k], expected);
            const double difference = std::abs(result.raster.values[0] - expected);
            worst[k] = difference <= worst[k] ? worst[k] : difference;
        }
    }
    for (int k = 0; k < 3; ++k) {
        // density.ppp puts points on pixels (of 0.8 x 1 m), the window too, and convolves by FFT.
        EXPECT_LT(worst[k] / peak[k], 6e-3) << edge_correction_name(static_cast<EdgeCorrection>(k));
    }
}

}  // namespace
}  // namespace diaban
