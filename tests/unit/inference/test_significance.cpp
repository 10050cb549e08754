#include "engine/inference/significance.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(NormalP, TwoSided) {
    // R 4.2.2: 2 * pnorm(1.959964, lower = FALSE); 2 * pnorm(8, lower = FALSE)
    EXPECT_NEAR(two_sided_normal_p(1.959963984540054), 0.05, 1e-15);
    EXPECT_NEAR(two_sided_normal_p(-8.0), 1.244192114854357e-15, 1e-27);
    EXPECT_EQ(two_sided_normal_p(0.0), 1.0);
}

TEST(BenjaminiHochberg, WorkedExampleOfThePaper) {
    // Benjamini and Hochberg 1995, section 3: 15 p from a myocardial infarction trial; four are rejected at 0.05.
    const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                   0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
    const std::vector<double> adjusted = benjamini_hochberg(p);
    int rejected = 0;
    for (const double value : adjusted) {
        rejected += value <= 0.05 ? 1 : 0;
    }
    EXPECT_EQ(rejected, 4);
    // By hand: 0.0001 * 15 / 1; 0.0095 * 15 / 4; the last is 1.
    EXPECT_DOUBLE_EQ(adjusted[0], 0.0015);
    EXPECT_DOUBLE_EQ(adjusted[3], 0.035625);
    EXPECT_DOUBLE_EQ(adjusted[14], 1.0);
    // 0.0278 * 15 / 6 = 0.0695 but a later one is smaller: 0.0298 * 15 / 7.
    EXPECT_DOUBLE_EQ(adjusted[5], 0.0298 * 15 / 7);
}

TEST(BenjaminiHochberg, DoesNotStopAtTheFirstFailure) {
    // 0.04 fails its own line (0.04 * 3 / 1) but the pair 0.045, 0.046 passes: all are rejected at 0.05.
    const std::vector<double> adjusted = benjamini_hochberg({0.046, 0.04, 0.045});
    for (const double value : adjusted) {
        EXPECT_DOUBLE_EQ(value, 0.046);
    }
    EXPECT_TRUE(benjamini_hochberg({}).empty());
}

TEST(ConfidenceBin, LevelsAndSigns) {
    EXPECT_EQ(confidence_bin(0.01, 2.0), 3);
    EXPECT_EQ(confidence_bin(0.010001, 2.0), 2);
    EXPECT_EQ(confidence_bin(0.05, -2.0), -2);
    EXPECT_EQ(confidence_bin(0.1, -2.0), -1);
    EXPECT_EQ(confidence_bin(0.1001, 2.0), 0);
    EXPECT_EQ(confidence_bin(0.001, 0.0), 0);
}

TEST(TwoSidedNormalP, IsNeverZero) {
    EXPECT_GT(two_sided_normal_p(72.8), 0.0);
    EXPECT_GT(two_sided_normal_p(-1e6), 0.0);
    EXPECT_LT(two_sided_normal_p(72.8), 1e-300);
}

}  // namespace
}  // namespace diaban
