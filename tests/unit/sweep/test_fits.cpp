// The fits behind the forecasts: worked by hand, or on simulated data with known parameters.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "engine/sweep/additive_fit.hpp"
#include "engine/sweep/count_regression.hpp"
#include "engine/sweep/near_repeat.hpp"
#include "engine/sweep/self_exciting.hpp"
#include "layers/base/random.hpp"
#include "simulated_city.hpp"

namespace diaban {
namespace {

TEST(AdditiveFit, ColumnsThatDoNotOverlapGetTheirRatio) {
    // Column 1 explains rows 1 and 2 alone (6 events over a mass of 3), column 2 row 3 (1 over 4).
    const AdditiveFit fit = fit_additive({{{1.0, 2.0, 0.0}, {0.0, 0.0, 4.0}}, {3.0, 3.0, 1.0}});
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.weights[0], 2.0, 1e-9);
    EXPECT_NEAR(fit.weights[1], 0.25, 1e-9);
}

TEST(AdditiveFit, ExpectedEventsEqualTheEvents) {
    const AdditiveFit fit = fit_additive({{{1.0, 2.0, 3.0}, {3.0, 1.0, 1.0}}, {2.0, 5.0, 1.0}});
    EXPECT_NEAR(fit.weights[0] * 6.0 + fit.weights[1] * 5.0, 8.0, 1e-6);
}

TEST(AdditiveFit, NothingHappened) {
    const AdditiveFit fit = fit_additive({{{1.0, 2.0}}, {0.0, 0.0}});
    EXPECT_TRUE(fit.converged);
    EXPECT_EQ(fit.weights[0], 0.0);
}

TEST(CountRegression, TwoGroupsGiveTheirMeans) {
    // Without a ridge a regression on one two-valued column returns the two means: 2 and 10.
    const CountRows rows{{{1.0, 1.0, 8.0, 8.0}}, {1.0, 3.0, 8.0, 12.0}};
    const CountRegression fit = fit_count_regression(rows, {1e-9, 0.02});
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.expected({1.0}), 2.0, 1e-5);
    EXPECT_NEAR(fit.expected({8.0}), 10.0, 1e-5);
}

TEST(CountRegression, TheRidgeDrawsTowardsTheCommonMean) {
    const CountRows rows{{{1.0, 1.0, 8.0, 8.0}}, {1.0, 3.0, 8.0, 12.0}};
    const CountRegression free = fit_count_regression(rows, {1e-9, 0.02});
    const CountRegression held = fit_count_regression(rows, {100.0, 0.02});
    EXPECT_LT(held.expected({8.0}), free.expected({8.0}));
    EXPECT_GT(held.expected({1.0}), free.expected({1.0}));
    // The intercept is free: the total stays.
    EXPECT_NEAR(2.0 * held.expected({1.0}) + 2.0 * held.expected({8.0}), 24.0, 1e-4);
}

/// A Poisson background over 4 x 4 km and offspring of offspring, by the definition of the process.
SweepEvents self_exciting_city(double theta, double omega, double sigma, std::uint64_t seed) {
    constexpr double kDays = 600.0;
    SweepEvents events;
    const auto put = [&](double day, ProjectedPoint at) {
        events.day.push_back(day);
        events.point.push_back(at);
        events.weight.push_back(1.0);
        events.place.push_back(kNoPlace);
    };
    RandomSequence random(seed, 80, 0);
    const std::uint32_t background = random.poisson(2500.0);
    for (std::uint32_t k = 0; k < background; ++k) {
        const double day = kDays * random.uniform();
        const double x = 4000.0 * random.uniform();
        put(day, {x, 4000.0 * random.uniform()});
    }
    for (std::size_t i = 0; i < events.size(); ++i) {
        const std::uint32_t children = random.poisson(theta);
        for (std::uint32_t c = 0; c < children; ++c) {
            const double day = events.day[i] - std::log(1.0 - random.uniform()) / omega;
            const ProjectedPoint parent = events.point[i];
            const double x = parent.x + sigma * random.normal();
            const double y = parent.y + sigma * random.normal();
            if (day < kDays) {
                put(day, {x, y});
            }
        }
    }
    return sorted_events(events);
}

TEST(SelfExciting, RecoversItsParameters) {
    // Means over five cities; one city alone scatters by a few percent more.
    double theta = 0.0;
    double delay = 0.0;
    double sigma = 0.0;
    const SweepPlaces ground = square_city(40);
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SelfExcitingOptions options;
        options.ground = &ground;
        options.background_bandwidth_m = 400.0;
        const SelfExcitingFit fit = fit_self_exciting(self_exciting_city(0.4, 0.1, 50.0, seed), 600.0, options);
        EXPECT_TRUE(fit.converged) << seed;
        theta += fit.theta / 5.0;
        delay += 1.0 / fit.omega_per_day / 5.0;
        sigma += fit.sigma_m / 5.0;
    }
    EXPECT_NEAR(theta, 0.4, 0.04);
    EXPECT_NEAR(delay, 10.0, 1.0);
    EXPECT_NEAR(sigma, 50.0, 5.0);
}

TEST(SelfExciting, ABackgroundAloneHasFewOffspring) {
    const SweepPlaces ground = square_city(40);
    SelfExcitingOptions options;
    options.ground = &ground;
    options.background_bandwidth_m = 400.0;
    const SelfExcitingFit fit = fit_self_exciting(self_exciting_city(0.0, 0.1, 50.0, 9), 600.0, options);
    EXPECT_LT(fit.theta, 0.12);
}

TEST(SelfExciting, OffspringAheadByHand) {
    SelfExcitingFit fit;
    fit.theta = 0.5;
    fit.omega_per_day = 0.1;
    // Of half an offspring, exp(-1) - exp(-2) falls between day 10 and day 20.
    EXPECT_NEAR(offspring_ahead(fit, 10.0, 10.0), 0.5 * (std::exp(-1.0) - std::exp(-2.0)), 1e-12);
}

SweepEvents at_days(const std::vector<std::pair<double, double>>& x_and_day) {
    SweepEvents events;
    for (const auto& [x, day] : x_and_day) {
        events.point.push_back({x, 0.0});
        events.day.push_back(day);
        events.weight.push_back(1.0);
        events.place.push_back(kNoPlace);
    }
    return sorted_events(events);
}

TEST(NearRepeat, PairsByHand) {
    NearRepeatOptions bands;
    bands.distance_m = {100.0, 200.0};
    bands.age_days = {10.0, 20.0};
    // Pairs, older first: (0, 5 d) 50 m and 5 days; (5, 17 d) 100 m and 12 days: a distance on an edge is the outer
    // band's; (0, 17 d) 150 m and 17 days.
    const NearRepeatTable table =
        near_repeat_table(at_days({{0.0, 0.0}, {50.0, 5.0}, {150.0, 17.0}, {9000.0, 60.0}}), 0.0, 100.0, bands);
    EXPECT_EQ(table.observed, (std::vector<double>{1.0, 0.0, 0.0, 2.0}));
    // The usual level of the outer ring: 2 pairs over ages 10 to 20, seen on 10 days x (1 - 15 / 100); ages 0 to 10 on
    // 10 x (1 - 5 / 100).
    EXPECT_NEAR(table.expected[2], 2.0 / 8.5 * 9.5, 1e-12);
    EXPECT_EQ(table.excess[2], 0.0);
    // The inner ring's excess: one pair above none, over 4 events, its disc and the days.
    EXPECT_NEAR(table.excess[0], 1.0 / (4.0 * std::numbers::pi * 1e4 * 9.5), 1e-15);
    // Over the next 4 days, from an event 8 days old: two days are left in its age band.
    EXPECT_NEAR(near_repeats_ahead(table, 0, 8.0, 4.0), 2.0 / (4.0 * 9.5), 1e-12);
}

}  // namespace
}  // namespace diaban
