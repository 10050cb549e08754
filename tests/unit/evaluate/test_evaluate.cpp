// Evaluation: published examples, hand-worked figures, and sweeps that did nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/evaluate/placebo.hpp"
#include "engine/evaluate/weighted_difference.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(WeightedDifference, PublishedExample) {
    // Wheeler and Ratcliffe 2018: controls 100 -> 90, treated 100 -> 80: WDD -10, standard error sqrt(370) = 19.2.
    DifferenceInput input;
    input.treated = {100.0, 80.0};
    input.control = {100.0, 90.0};
    const Difference difference = weighted_difference(input);
    EXPECT_DOUBLE_EQ(difference.value, -10.0);
    EXPECT_NEAR(difference.standard_error, 19.235, 0.001);
    EXPECT_NEAR(difference.low, -10.0 - 1.96 * 19.235, 0.01);
    EXPECT_NEAR(difference.p, 0.603, 0.001);  // two-sided normal p of z = -0.5199
    EXPECT_EQ(difference_verdict(difference), VerdictState::kCannotTell);
}

TEST(WeightedDifference, WhatCouldHaveBeenFound) {
    // Wheeler and Ratcliffe's example: standard error sqrt(80 + 100 + 90 + 100) = 19.235; 2.8016 of them are 53.9.
    DifferenceInput input;
    input.treated = {100.0, 80.0};
    input.control = {100.0, 90.0};
    EXPECT_NEAR(detectable_difference(weighted_difference(input)), 53.89, 0.01);
}

TEST(WeightedDifference, AFallThatWasToBeExpectedIsNone) {
    const Difference fall{-50.0, 10.0, -69.6, -30.4, -5.0, 0.0};
    const Difference beyond{-10.0, 10.0, -29.6, 9.6, -1.0, 0.3};
    const Difference still{-40.0, 10.0, -59.6, -20.4, -4.0, 0.0};
    const Difference rise{3.0, 20.0, -36.2, 42.2, 0.15, 0.9};
    EXPECT_EQ(difference_verdict(fall), VerdictState::kFell);
    EXPECT_EQ(difference_verdict(fall, beyond), VerdictState::kCannotTell);
    EXPECT_EQ(difference_verdict(fall, still), VerdictState::kFell);
    // The counts alone could not tell, what was to be expected can; but not against the counts.
    EXPECT_EQ(difference_verdict(beyond, still), VerdictState::kFell);
    EXPECT_EQ(difference_verdict(rise, still), VerdictState::kCannotTell);
}

TEST(WeightedDifference, RingsWindowsAndAreas) {
    DifferenceInput input;
    input.treated = {40.0, 20.0};
    input.control = {60.0, 30.0};
    input.treated_ring = BeforeAfter{10.0, 8.0};
    input.control_ring = BeforeAfter{10.0, 9.0};
    input.window_ratio = 0.5;  // the after window is half as long
    input.area_ratio = 2.0;
    // (20 - 20) - 2 (30 - 30) + (8 - 5) - (9 - 5) = -1; variance 20 + 10 + 4 (30 + 15) + 8 + 2.5 + 9 + 2.5.
    const Difference difference = weighted_difference(input);
    EXPECT_DOUBLE_EQ(difference.value, -1.0);
    EXPECT_DOUBLE_EQ(difference.standard_error, std::sqrt(232.0));
    input.dispersion = 4.0;
    EXPECT_DOUBLE_EQ(weighted_difference(input).standard_error, 2.0 * std::sqrt(232.0));
    input.dispersion = 0.5;
    EXPECT_THROW(weighted_difference(input), Error);
}

TEST(WeightedDifference, NothingAtAllIsNoEffect) {
    const Difference difference = weighted_difference({});
    EXPECT_EQ(difference.p, 1.0);
    EXPECT_EQ(difference_verdict(difference), VerdictState::kCannotTell);
}

TEST(DisplacementQuotient, PublishedExampleAndWhereItMeansNothing) {
    // Bowers and Johnson 2003: A 100 -> 50, B 100 -> 150, C 100 -> 100: all that was gained moved.
    const Quotient moved = displacement_quotient({100.0, 50.0}, {100.0, 150.0}, {100.0, 100.0});
    EXPECT_EQ(moved.state, QuotientState::kOk);
    EXPECT_DOUBLE_EQ(moved.value, -1.0);
    EXPECT_EQ(displacement_quotient({100.0, 100.0}, {100.0, 50.0}, {100.0, 100.0}).state,
              QuotientState::kTargetDidNotFall);
    EXPECT_EQ(displacement_quotient({100.0, 50.0}, {100.0, 50.0}, {0.0, 100.0}).state, QuotientState::kNoCounts);
}

std::vector<double> poisson_days(RandomSequence& random, double rate, double days) {
    std::vector<double> result(random.poisson(rate * days));
    for (double& day : result) {
        day = days * random.uniform();
    }
    std::sort(result.begin(), result.end());
    return result;
}

double count_between(const std::vector<double>& days, double from, double to) {
    return static_cast<double>(std::lower_bound(days.begin(), days.end(), to) -
                               std::lower_bound(days.begin(), days.end(), from));
}

TEST(Placebo, SweepsThatDidNothingAreFoundOutInNineteenOfTwenty) {
    // 2,000 sweeps without an effect: treated and control sites with rates of 1.5 and 1.2 a day, 28 days before and
    // after.
    int called = 0;
    for (std::uint64_t s = 0; s < 2000; ++s) {
        RandomSequence random(6, 91, s);
        const std::vector<double> treated = poisson_days(random, 1.5, 400.0);
        const std::vector<double> control = poisson_days(random, 1.2, 400.0);
        DifferenceInput input;
        input.treated = {count_between(treated, 344.0, 372.0), count_between(treated, 372.0, 400.0)};
        input.control = {count_between(control, 344.0, 372.0), count_between(control, 372.0, 400.0)};
        PlaceboOptions options;
        options.before = {344.0, 372.0};
        options.after = {372.0, 400.0};
        input.dispersion = placebo_dates({treated, control}, options).dispersion;
        called += difference_verdict(weighted_difference(input)) != VerdictState::kCannotTell ? 1 : 0;
    }
    // 5 % of 2,000 is 100; the dispersion, never below 1, makes it rarer.
    EXPECT_LT(called, 130);
    EXPECT_GT(called, 10);
}

TEST(Placebo, DatesByHand) {
    // History from 0, windows of 10 days, operation on day 40: after-windows [30, 40) [20, 30) [10, 20).
    PlaceboOptions options;
    options.before = {30.0, 40.0};
    options.after = {40.0, 50.0};
    options.fewest = 3;
    const SideEvents events{{1.0, 2.0, 3.0, 12.0, 25.0, 33.0, 45.0, 46.0, 47.0}, {5.0, 15.0, 26.0, 35.0}};
    const PlaceboResult result = placebo_dates(events, options);
    ASSERT_EQ(result.dates, 3u);
    // [20, 30) -> [30, 40): 1 -> 1 against 1 -> 1. [10, 20) -> [20, 30): the same. [0, 10) -> [10, 20): 3 -> 1 against
    // 1 -> 1.
    EXPECT_DOUBLE_EQ(result.z[0], 0.0);
    EXPECT_DOUBLE_EQ(result.z[1], 0.0);
    EXPECT_DOUBLE_EQ(result.z[2], -2.0 / std::sqrt(6.0));
    EXPECT_DOUBLE_EQ(result.dispersion, 1.0);  // never below 1
}

TEST(Placebo, MoreThanPoissonIsSeen) {
    // Events in clumps of four: the variance of counts is four times the mean.
    double dispersion = 0.0;
    for (std::uint64_t s = 0; s < 40; ++s) {
        RandomSequence random(7, 92, s);
        SideEvents events;
        for (std::vector<double>* side : {&events.treated, &events.control}) {
            for (const double day : poisson_days(random, 0.4, 1000.0)) {
                side->insert(side->end(), 4, day);
            }
        }
        PlaceboOptions options;
        options.before = {940.0, 970.0};
        options.after = {970.0, 1000.0};
        dispersion += placebo_dates(events, options).dispersion / 40.0;
    }
    EXPECT_NEAR(dispersion, 4.0, 0.5);
}

}  // namespace
}  // namespace diaban
