#include "layers/cartography/scale_bar.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace diaban {
namespace {

bool is_round(double metres) {
    const double power = std::pow(10.0, std::floor(std::log10(metres) + 1e-9));
    const double lead = metres / power;
    return std::fabs(lead - 1.0) < 1e-9 || std::fabs(lead - 2.0) < 1e-9 || std::fabs(lead - 5.0) < 1e-9;
}

// 1 : 250,000: a point is 250,000 x 0.0254 / 72 = 88.19 m; 150 points are 13.2 km, so the bar is 10 km or 113.4 points.
TEST(ScaleBar, WorkedExample) {
    const double points_per_metre = 72.0 / 0.0254 / 250000.0;
    const ScaleBar bar = choose_scale_bar(points_per_metre, 150.0);
    EXPECT_DOUBLE_EQ(bar.length.value, 10000.0);
    EXPECT_NEAR(bar.points, 113.386, 1e-3);
}

TEST(ScaleBar, IsRoundDrawnTrueAndAsLongAsItCanBe) {
    for (double denominator = 900.0; denominator < 3e7; denominator *= 1.37) {
        const double points_per_metre = 72.0 / 0.0254 / denominator;
        const ScaleBar bar = choose_scale_bar(points_per_metre, 140.0);
        EXPECT_TRUE(is_round(bar.length.value)) << bar.length.value;
        EXPECT_NEAR(bar.points, bar.length.value * points_per_metre, 1e-9);
        EXPECT_LE(bar.points, 140.0 + 1e-9);
        EXPECT_GT(bar.points, 140.0 / 2.5 - 1e-9);
    }
}

TEST(ScaleBar, ExactPowersOfTenAreNotMissed) {
    for (double length = 10.0; length < 1e7; length *= 10.0) {
        EXPECT_NEAR(choose_scale_bar(100.0 / length, 100.0 * (1.0 + 1e-12)).length.value, length, 1e-6 * length);
    }
}

TEST(ScaleBar, LengthsAreWrittenInTheLanguagesFormat) {
    EXPECT_EQ(length_in_words({5000.0}, catalogue(Language::kVietnamese)), "5 km");
    EXPECT_EQ(length_in_words({2500.0}, catalogue(Language::kVietnamese)), "2,5 km");
    EXPECT_EQ(length_in_words({2500.0}, catalogue(Language::kEnglish)), "2.5 km");
    EXPECT_EQ(length_in_words({500.0}, catalogue(Language::kVietnamese)), "500 m");
    EXPECT_EQ(length_in_words({2250000.0}, catalogue(Language::kVietnamese)), "2.250 km");
}

}  // namespace
}  // namespace diaban
