// Steps of a subgradient search.
#include "engine/siting/step_factor.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(StepFactor, HalvesAfterPatienceAndEndsBelowAThousandth) {
    StepFactor factor(3);
    EXPECT_EQ(factor.after(false), StepFactor::Next::kStep);
    EXPECT_EQ(factor.after(false), StepFactor::Next::kStep);
    EXPECT_EQ(factor.after(true), StepFactor::Next::kStep);  // a better bound: patience begins anew
    EXPECT_EQ(factor.after(false), StepFactor::Next::kStep);
    EXPECT_EQ(factor.after(false), StepFactor::Next::kStep);
    EXPECT_EQ(factor.value(), 1.0);
    EXPECT_EQ(factor.after(false), StepFactor::Next::kFromBest);
    EXPECT_EQ(factor.value(), 0.5);
    // 2^-9 is above a thousandth, 2^-10 below it: eight more halvings go on, the next ends.
    for (int halving = 2; halving <= 9; ++halving) {
        factor.after(false);
        factor.after(false);
        EXPECT_EQ(factor.after(false), StepFactor::Next::kFromBest);
    }
    factor.after(false);
    factor.after(false);
    EXPECT_EQ(factor.after(false), StepFactor::Next::kStop);
}

}  // namespace
}  // namespace diaban
