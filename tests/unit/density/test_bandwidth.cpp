#include "engine/density/bandwidth.hpp"

#include <cmath>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

Bandwidth select(const std::vector<ProjectedPoint>& points, const std::vector<double>& weights, BandwidthRule rule,
                 Kernel kernel = Kernel::kQuartic) {
    Progress progress;
    return select_bandwidth({points, weights}, {.rule = rule, .kernel = kernel, .threads = 1}, progress);
}

std::string key_of(const std::vector<ProjectedPoint>& points, BandwidthRule rule) {
    try {
        (void)select(points, {}, rule);
    } catch (const Error& error) {
        return error.key();
    }
    return "no error";
}

TEST(Bandwidth, SilvermanByHand) {
    // Mean centre (2, 1) of four corners; all distances sqrt(5), so SD = Dm = sqrt(5) and the smaller is SD.
    const Bandwidth h = select({{0, 0}, {4, 0}, {0, 2}, {4, 2}}, {}, BandwidthRule::kSilverman);
    EXPECT_NEAR(h.standard_distance.value, std::sqrt(5.0), 1e-12);
    EXPECT_NEAR(h.median_distance.value, std::sqrt(5.0), 1e-12);
    EXPECT_NEAR(h.value.value, 0.9 * std::sqrt(5.0) * std::pow(4.0, -0.2), 1e-12);
    EXPECT_NEAR(h.half.value, h.value.value / 2.0, 1e-12);
    EXPECT_NEAR(h.doubled.value, h.value.value * 2.0, 1e-12);
    EXPECT_EQ(h.note, BandwidthNote::kNone);
}

TEST(Bandwidth, SilvermanTakesTheMedianWhereItIsSmaller) {
    // Distances 1, 1, 1, 1, 10, 10 to the centre (0, 0): SD^2 = (4 + 200) / 6 = 34, Dm = 1.
    const Bandwidth h = select({{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {10, 0}, {-10, 0}}, {}, BandwidthRule::kSilverman);
    EXPECT_NEAR(h.standard_distance.value, std::sqrt(34.0), 1e-12);
    EXPECT_NEAR(h.value.value, 0.9 * std::sqrt(1.0 / std::log(2.0)) * std::pow(6.0, -0.2), 1e-12);
}

TEST(Bandwidth, ScottByHandAndCarriedToOtherKernels) {
    // Variances 4 and 1 about (2, 1), divisor n.
    const std::vector<ProjectedPoint> corners = {{0, 0}, {4, 0}, {0, 2}, {4, 2}};
    const double s = std::sqrt(2.0 * 1.0) * std::pow(4.0, -1.0 / 6.0);
    EXPECT_NEAR(select(corners, {}, BandwidthRule::kScott, Kernel::kGaussian).value.value, s, 1e-12);
    EXPECT_NEAR(select(corners, {}, BandwidthRule::kScott, Kernel::kQuartic).value.value, s * std::sqrt(8.0), 1e-12);
}

TEST(Bandwidth, AWeightOfTwoIsTwoPoints) {
    for (const BandwidthRule rule : {BandwidthRule::kSilverman, BandwidthRule::kScott}) {
        const Bandwidth weighted = select({{0, 0}, {3, 1}, {5, 7}}, {2.0, 1.0, 0.0}, rule);
        const Bandwidth repeated = select({{0, 0}, {0, 0}, {3, 1}}, {}, rule);
        EXPECT_NEAR(weighted.value.value, repeated.value.value, 1e-12);
    }
}

TEST(Bandwidth, DegenerateCloudsAreErrorsOrSaid) {
    for (const BandwidthRule rule : kAllBandwidthRules) {
        EXPECT_EQ(key_of({}, rule), "error.bandwidth-no-points");
        EXPECT_EQ(key_of({{600000.1, 2250000.3}}, rule), "error.bandwidth-points-stacked");
        EXPECT_EQ(key_of(std::vector<ProjectedPoint>(7, {600000.1, 2250000.3}), rule),
                  "error.bandwidth-points-stacked");
    }
    // Three of five on the mean centre: Dm = 0, SD^2 = 200 / 5.
    const Bandwidth centred = select({{0, 0}, {0, 0}, {0, 0}, {10, 0}, {-10, 0}}, {}, BandwidthRule::kSilverman);
    EXPECT_EQ(centred.note, BandwidthNote::kMedianDistanceZero);
    EXPECT_NEAR(centred.value.value, 0.9 * std::sqrt(40.0) * std::pow(5.0, -0.2), 1e-12);
    // On a line: the spread along it serves both axes.
    const Bandwidth line = select({{0, 5}, {2, 5}}, {}, BandwidthRule::kScott, Kernel::kGaussian);
    EXPECT_EQ(line.note, BandwidthNote::kOneAxis);
    EXPECT_NEAR(line.value.value, 1.0 * std::pow(2.0, -1.0 / 6.0), 1e-12);
}

TEST(Bandwidth, NamesGoThereAndBack) {
    for (const BandwidthRule rule : kAllBandwidthRules) {
        EXPECT_EQ(bandwidth_rule_from_name(bandwidth_rule_name(rule)), rule);
    }
    EXPECT_THROW((void)bandwidth_rule_from_name("auto"), Error);
}

}  // namespace
}  // namespace diaban
