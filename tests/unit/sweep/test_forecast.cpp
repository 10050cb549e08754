// What forecasts may know, and whether they mean what they say: on cities with a known intensity.
#include "engine/sweep/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/sweep/backtest.hpp"
#include "layers/model/error.hpp"
#include "simulated_city.hpp"

namespace diaban {
namespace {

ForecastOptions month_options(std::size_t boxes) {
    ForecastOptions options;
    options.horizon_days = 30.0;
    options.budget.places = boxes;
    return options;
}

TEST(Forecast, TheFutureCannotLeakIn) {
    const SweepPlaces places = square_city(12);
    const SweepEvents events = poisson_city(places, lognormal_rates(places.size(), 0.01, 1.0, 1), 500.0, 1);
    const double day = 400.0;
    // The same past, and a future in which everything happens in one box, on the very day and later.
    SweepEvents other = history_before(events, day);
    for (int k = 0; k < 500; ++k) {
        other.point.push_back({1150.0, 1150.0});
        other.day.push_back(day + 0.1 * k);
        other.weight.push_back(9.0);
        other.place.push_back(143);
    }
    Progress progress;
    RollingForecasts first(places, events, month_options(5));
    RollingForecasts second(places, other, month_options(5));
    const DayForecasts& a = first.at(day, progress);
    const DayForecasts& b = second.at(day, progress);
    ASSERT_EQ(a.expected.size(), kForecastCandidates.size());
    for (std::size_t m = 0; m < a.expected.size(); ++m) {
        EXPECT_EQ(a.expected[m], b.expected[m]) << forecast_model_name(kForecastCandidates[m]);
    }
    const AutomaticForecast x = first.automatic(day, progress);
    const AutomaticForecast y = second.automatic(day, progress);
    EXPECT_EQ(x.expected, y.expected);
    EXPECT_EQ(x.chosen, y.chosen);
    EXPECT_EQ(x.dispersion, y.dispersion);
    EXPECT_FALSE(a.boxes.empty());
    EXPECT_EQ(a.boxes, b.boxes);
    EXPECT_EQ(x.boxes, y.boxes);
    // And the test can fail: a day later the forecasts differ.
    EXPECT_NE(first.at(day + 30.0, progress).expected[0], second.at(day + 30.0, progress).expected[0]);
}

TEST(Forecast, AFunctionOfTheEventsAndNotOfTheThreads) {
    const SweepPlaces places = square_city(10);
    const SweepEvents events = poisson_city(places, lognormal_rates(places.size(), 0.02, 1.0, 2), 400.0, 2);
    ForecastOptions one = month_options(5);
    ForecastOptions many = one;
    many.threads = 3;
    Progress progress;
    RollingForecasts a(places, events, one);
    RollingForecasts b(places, events, many);
    EXPECT_EQ(a.automatic(390.0, progress).expected, b.automatic(390.0, progress).expected);
}

TEST(Forecast, NaiveIsTheOwnCountScaledToTheLevel) {
    // Two boxes with 30 and 10 events, evenly over 400 days: three quarters and one quarter of whatever is expected.
    SweepPlaces places = square_city(2);
    SweepEvents events;
    for (int k = 0; k < 40; ++k) {
        events.point.push_back(k % 4 == 0 ? ProjectedPoint{150.0, 150.0} : ProjectedPoint{50.0, 50.0});
        events.place.push_back(k % 4 == 0 ? 3 : 0);
        events.day.push_back(10.0 * k);
        events.weight.push_back(1.0);
    }
    Progress progress;
    RollingForecasts forecasts(places, events, month_options(1));
    const std::vector<double>& naive = forecasts.at(400.0, progress).expected[0];
    const double total = std::accumulate(naive.begin(), naive.end(), 0.0);
    EXPECT_NEAR(naive[0] / total, 0.75, 1e-6);
    EXPECT_NEAR(naive[3] / total, 0.25, 1e-6);
    EXPECT_EQ(naive[1], 0.0);
    // One event every ten days, 30 days ahead.
    EXPECT_NEAR(total, 3.0, 0.1);
}

TEST(Forecast, ExpectedCountsAreCalibratedWhereTheIntensityIsKnown) {
    // 1,600 boxes, rates spread by a factor of 3 either way, two and a half years.
    const SweepPlaces places = square_city(40);
    const std::vector<double> rates = lognormal_rates(places.size(), 0.01, 1.1, 3);
    const SweepEvents events = poisson_city(places, rates, 900.0, 3);
    Progress progress;
    BacktestOptions options;
    options.forecast = month_options(40);
    options.end_day = 900.0;
    options.folds = 6;
    const BacktestResult result = backtest(places, events, options, progress);
    EXPECT_NEAR(result.calibration_slope, 1.0, 0.1);
    // Against the truth itself, which no observer knows: slope of the true mean on the expected count over the upper
    // places.
    options.forecast.boxes = BoxRule::kLattice;
    RollingForecasts forecasts(places, events, options.forecast);
    const AutomaticForecast automatic = forecasts.automatic(900.0, progress);
    const std::vector<std::uint32_t> upper = fill_budget(places, automatic.expected, {std::nullopt, 400});
    double x = 0.0;
    double y = 0.0;
    double xx = 0.0;
    double xy = 0.0;
    for (const std::uint32_t i : upper) {
        x += automatic.expected[i] / 400.0;
        y += 30.0 * rates[i] / 400.0;
    }
    for (const std::uint32_t i : upper) {
        xx += (automatic.expected[i] - x) * (automatic.expected[i] - x);
        xy += (automatic.expected[i] - x) * (30.0 * rates[i] - y);
    }
    EXPECT_NEAR(xy / xx, 1.0, 0.1);
    EXPECT_NEAR(y / x, 1.0, 0.1);
}

TEST(Forecast, RefusesWhatCannotBe) {
    const SweepPlaces places = square_city(2);
    const SweepEvents events = poisson_city(places, {0.1, 0.1, 0.1, 0.1}, 100.0, 4);
    ForecastOptions options = month_options(1);
    options.horizon_days = 0.0;
    EXPECT_THROW(RollingForecasts(places, events, options), Error);
    EXPECT_THROW(RollingForecasts({}, events, month_options(1)), Error);
    BacktestOptions long_test;
    long_test.forecast = month_options(1);
    long_test.end_day = 100.0;
    long_test.folds = 5;
    Progress progress;
    EXPECT_THROW(backtest(places, events, long_test, progress), Error);
}

}  // namespace
}  // namespace diaban
