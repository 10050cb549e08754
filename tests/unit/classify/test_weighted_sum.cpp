#include "engine/classify/weighted_sum.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

WeightedSum sum_of(const std::vector<double>& count, const std::vector<double>& weight, double interval = 0.95) {
    return weighted_sum(count, weight, interval);
}

// R 4.2: poisson.test(10)$conf.int and poisson.test(0)$conf.int (Garwood).
TEST(WeightedSum, WithUnitWeightsItIsTheExactPoissonInterval) {
    const WeightedSum ten = sum_of({10.0}, {1.0});
    EXPECT_EQ(ten.sum, 10.0);
    EXPECT_NEAR(ten.low, 4.79538869613, 1e-10);
    EXPECT_NEAR(ten.high, 18.39035604202, 1e-10);
    const WeightedSum split = sum_of({4.0, 6.0}, {1.0, 1.0});
    EXPECT_NEAR(split.low, ten.low, 1e-12);
    EXPECT_NEAR(split.high, ten.high, 1e-12);
    EXPECT_NEAR(sum_of({0.0}, {1.0}).high, 3.68887945411, 1e-10);
    EXPECT_EQ(sum_of({0.0}, {1.0}).low, 0.0);
}

// R 4.2 with qchisq, y = 12, 3, 1 and w = 1, 5, 20: S = 12 + 15 + 20 = 47, V = 12 + 75 + 400 = 487.
TEST(WeightedSum, AgreesWithTheFormulaInR) {
    const WeightedSum harm = sum_of({12.0, 3.0, 1.0}, {1.0, 5.0, 20.0});
    EXPECT_EQ(harm.sum, 47.0);
    EXPECT_NEAR(harm.low, 14.1896106813, 1e-9);
    EXPECT_NEAR(harm.high, 136.7523251991, 1e-8);
}

TEST(WeightedSum, ScalesWithTheUnitOfTheWeights) {
    const WeightedSum days = sum_of({12.0, 3.0}, {1.0, 5.0});
    const WeightedSum hours = sum_of({12.0, 3.0}, {24.0, 120.0});
    EXPECT_NEAR(hours.sum, 24.0 * days.sum, 1e-9);
    EXPECT_NEAR(hours.low, 24.0 * days.low, 1e-9);
    EXPECT_NEAR(hours.high, 24.0 * days.high, 1e-9);
}

TEST(WeightedSum, OneGraveCaseSaysLessThanManySmallOnes) {
    const WeightedSum one = sum_of({0.0, 1.0}, {1.0, 50.0});
    const WeightedSum many = sum_of({50.0, 0.0}, {1.0, 50.0});
    EXPECT_EQ(one.sum, many.sum);
    EXPECT_LT(one.low, many.low);
    EXPECT_GE(one.high, many.high);
}

TEST(WeightedSum, RefusesWhatIsNoWeight) {
    test::expect_error("error.option-out-of-range", [] { (void)sum_of({1.0}, {-1.0}); });
    test::expect_error("error.option-out-of-range", [] { (void)sum_of({1.0}, {1.0}, 1.0); });
    EXPECT_EQ(sum_of({3.0}, {0.0}).high, 0.0);
}

}  // namespace
}  // namespace diaban
