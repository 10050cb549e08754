#include "engine/inference/poisson_interval.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(PoissonInterval, NothingSeenHasAnUpperLimitOnly) {
    const PoissonInterval none = poisson_interval(0, 0.95);
    EXPECT_EQ(none.low, 0.0);
    // P(0 | mean) = exp(-mean) = 0.025.
    EXPECT_NEAR(none.high, -std::log(0.025), 1e-12);
}

// Limits to three decimals as printed in tables of exact Poisson limits (Garwood 1936; Ulm 1990,
// doi:10.1093/oxfordjournals.aje.a115507).
TEST(PoissonInterval, AgreesWithPublishedTables) {
    EXPECT_NEAR(poisson_interval(1, 0.95).low, 0.025, 5e-4);
    EXPECT_NEAR(poisson_interval(1, 0.95).high, 5.572, 5e-4);
    EXPECT_NEAR(poisson_interval(10, 0.95).low, 4.795, 5e-4);
    EXPECT_NEAR(poisson_interval(10, 0.95).high, 18.390, 5e-4);
    EXPECT_NEAR(poisson_interval(100, 0.95).low, 81.36, 5e-3);
    EXPECT_NEAR(poisson_interval(100, 0.95).high, 121.63, 5e-3);
}

TEST(PoissonInterval, TheTailsHoldWhatTheyPromise) {
    // P(X >= 3 | low) and P(X <= 3 | high) are both (1 - 0.9) / 2, summed term by term.
    const auto [low, high] = poisson_interval(3, 0.9);
    EXPECT_NEAR(1.0 - std::exp(-low) * (1 + low + low * low / 2), 0.05, 1e-12);
    EXPECT_NEAR(std::exp(-high) * (1 + high + high * high / 2 + high * high * high / 6), 0.05, 1e-12);
}

TEST(PoissonInterval, ConfidenceOutsideItsRangeIsRefused) {
    EXPECT_THROW(poisson_interval(1, 1.0), Error);
    EXPECT_THROW(poisson_interval(1, 0.0), Error);
}

}  // namespace
}  // namespace diaban
