// Budgets, accuracy, roles, frames, hours and intervals: worked by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/sweep/accuracy.hpp"
#include "engine/sweep/box_frame.hpp"
#include "engine/sweep/budget.hpp"
#include "engine/sweep/count_interval.hpp"
#include "engine/sweep/place_lattice.hpp"
#include "engine/sweep/roles.hpp"
#include "engine/sweep/time_profile.hpp"
#include "simulated_city.hpp"

namespace diaban {
namespace {

TEST(Budget, HighestFirstTiesByIndexAndNothingTooLarge) {
    SweepPlaces places = square_city(2);
    places.area_km2 = {0.01, 0.02, 0.01, 0.01};
    const std::vector<double> value = {1.0, 9.0, 3.0, 3.0};
    EXPECT_EQ(fill_budget(places, value, {std::nullopt, 2}), (std::vector<std::uint32_t>{1, 2}));
    // 0.03 km2: the second box takes two thirds, then the tie goes to the lower index.
    EXPECT_EQ(fill_budget(places, value, {0.03, std::nullopt}), (std::vector<std::uint32_t>{1, 2}));
    // 0.015 km2: the best does not fit, the next does.
    EXPECT_EQ(fill_budget(places, value, {0.015, std::nullopt}), (std::vector<std::uint32_t>{2}));
    // 0.035 km2 leave no room for the second three, and the scrap behind it is worth less than half of that.
    places.area_km2 = {0.001, 0.02, 0.01, 0.01};
    EXPECT_EQ(fill_budget(places, value, {0.035, std::nullopt}), (std::vector<std::uint32_t>{1, 2}));
    places.area_km2 = {0.01, 0.02, 0.01, 0.01};
    // Places of other shapes are taken by value per area: 100, 450, 300, 300.
    places.shape = PlaceShape::kOther;
    EXPECT_EQ(fill_budget(places, value, {std::nullopt, 1}), (std::vector<std::uint32_t>{1}));
}

TEST(Budget, TeamHoursAsPlaces) {
    // 20 shifts of 8 hours with 4 visits each of 15 + 5 minutes: 26.7 hours a box; 100 hours work 3 boxes.
    EXPECT_EQ(places_for({100.0, 20.0, 8.0, 15.0, 5.0}), 3u);
    EXPECT_EQ(places_for({26.0, 20.0, 8.0, 15.0, 5.0}), 0u);
}

TEST(Accuracy, FiguresByHand) {
    // 20 of 100 events in 2 of 100 km2: PAI 10; the best places would have held 40: PEI 0.5.
    const FoldCounts fold{20.0, 100.0, 40.0, 2.0, 100.0, 30.0, 120.0, 5.0, 400.0, 50.0};
    EXPECT_DOUBLE_EQ(hit_rate_of(fold), 0.2);
    EXPECT_DOUBLE_EQ(pai_of(fold), 10.0);
    EXPECT_DOUBLE_EQ(pei_of(fold), 0.5);
    const FoldCounts other{0.0, 50.0, 20.0, 2.0, 100.0, 0.0, 60.0, 5.0, 400.0, 30.0};
    const Accuracy pooled = pooled_accuracy({fold, other}, 1);
    EXPECT_DOUBLE_EQ(pooled.hit_rate.value, 20.0 / 150.0);
    EXPECT_DOUBLE_EQ(pooled.pai.value, 20.0 / 150.0 / 0.02);
    EXPECT_DOUBLE_EQ(pooled.pei.value, 20.0 / 60.0);
    EXPECT_DOUBLE_EQ(pooled.pei_placed->value, 20.0 / 80.0);
    EXPECT_DOUBLE_EQ(pooled.harm_share.value, 30.0 / 180.0);
    EXPECT_DOUBLE_EQ(pooled.per_length->value, 20.0 / 150.0 / (10.0 / 800.0));
    EXPECT_FALSE(pooled.pai.low.has_value());  // two folds are no interval
}

TEST(Accuracy, IntervalsOverFoldsAndComparisons) {
    std::vector<FoldCounts> better;
    std::vector<FoldCounts> worse;
    for (int k = 0; k < 8; ++k) {
        better.push_back({10.0 + k, 100.0, 40.0, 1.0, 100.0, 0.0, 0.0, 0.0, 0.0, 0.0});
        worse.push_back({5.0 + k, 100.0, 40.0, 1.0, 100.0, 0.0, 0.0, 0.0, 0.0, 0.0});
    }
    const Accuracy accuracy = pooled_accuracy(better, 1);
    EXPECT_DOUBLE_EQ(accuracy.pai.value, 13.5);
    EXPECT_GT(*accuracy.pai.low, 10.0);
    EXPECT_LT(*accuracy.pai.low, 13.5);
    EXPECT_LT(*accuracy.pai.high, 17.0);
    const Comparison comparison = compare(better, worse, 1);
    // Each fold is better by 5 of 100 events in 1 % of the area: the difference never varies.
    EXPECT_DOUBLE_EQ(comparison.pai_difference.value, 5.0);
    EXPECT_NEAR(*comparison.pai_difference.low, 5.0, 1e-9);
    EXPECT_NEAR(*comparison.pai_difference.high, 5.0, 1e-9);
    EXPECT_DOUBLE_EQ(comparison.rri.value, 13.5 / 8.5);
    EXPECT_EQ(*pooled_accuracy(better, 7).pai.low, *pooled_accuracy(better, 7).pai.low);
}

TEST(BoxFrame, ThereAndBack) {
    const BoxFrame frame{30.0, 40.0, 70.0};
    const ProjectedPoint p{600000.0, 2250000.0};
    const ProjectedPoint back = frame.to_map(frame.to_frame(p));
    EXPECT_NEAR(back.x, p.x, 1e-6);
    EXPECT_NEAR(back.y, p.y, 1e-6);
    EXPECT_EQ(BoxFrame{}.to_frame(p), p);
}

TEST(BoxFrame, MovesTheLinesOutOfAClusterAndKnowsOnlyThePast) {
    // Everything within 20 m of (1000, 1000), a corner of the plain lattice: a shift by half a side holds it in one
    // box.
    std::vector<ProjectedPoint> points;
    std::vector<double> days;
    for (int k = 0; k < 40; ++k) {
        points.push_back({1000.0 + (k % 2 == 0 ? 15.0 : -15.0), 1000.0 + (k % 4 < 2 ? 15.0 : -15.0)});
        days.push_back(k);
    }
    const BoxFrameChoice choice = choose_box_frame({points, days, 100.0}, {100.0}, 1, 1);
    EXPECT_DOUBLE_EQ(choice.share, 1.0);
    EXPECT_LT(choice.plain_share, 0.3);
    // Later events do not move it.
    for (int k = 0; k < 400; ++k) {
        points.push_back({5050.0, 5050.0});
        days.push_back(200.0);
    }
    EXPECT_EQ(choose_box_frame({points, days, 100.0}, {100.0}, 1, 3).frame, choice.frame);
}

TEST(PlaceLattice, SmoothingKeepsTheMassAndWidensAsAsked) {
    const SweepPlaces places = square_city(41);
    const PlaceLattice lattice(places);
    const std::vector<ProjectedPoint> one = {{2050.0, 2050.0}};
    const std::vector<double> weight = {1.0};
    for (const double bandwidth : {40.0, 150.0, 300.0}) {
        const std::vector<double> values = lattice.smoothed(lattice.bin(one, weight), bandwidth);
        double mass = 0.0;
        double moment = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            mass += values[i];
            moment += values[i] * (places.centre[i].x - 2050.0) * (places.centre[i].x - 2050.0);
        }
        EXPECT_NEAR(mass, 1.0, 1e-4) << bandwidth;
        // Summing over boxes of 100 m adds their own variance, 100^2 / 12, and sub-cells or boxes that of the place
        // inside them.
        const double widest = bandwidth * bandwidth + 2.0 * 1e4 / 12.0;
        EXPECT_LT(moment, 1.02 * widest) << bandwidth;
        EXPECT_GT(moment, 0.93 * bandwidth * bandwidth) << bandwidth;
    }
}

TEST(Roles, ControlsAreNearInExpectedCountsAndNeverTouchARing) {
    const SweepPlaces places = square_city(9);
    std::vector<double> expected(81, 0.1);
    expected[0] = 5.0;   // the swept box, in the corner
    expected[1] = 4.0;   // its neighbour: no control
    expected[2] = 4.5;   // two sides away: touches the ring
    expected[40] = 3.0;  // the middle: four sides away diagonally
    const std::vector<RoledPlace> roles = assign_roles(places, expected, {0});
    ASSERT_EQ(roles.size(), 5u);
    EXPECT_EQ(roles[0].place, 0u);
    EXPECT_EQ(roles[1].place, 40u);
    EXPECT_EQ(roles[1].role, PlaceRole::kControl);
    EXPECT_EQ(roles[1].partner, 0u);
    // The ring of a corner box: east, north, north-east.
    EXPECT_EQ(roles[2].place, 1u);
    EXPECT_EQ(roles[3].place, 9u);
    EXPECT_EQ(roles[4].place, 10u);
    EXPECT_EQ(roles[4].role, PlaceRole::kDisplacement);
}

TEST(Roles, GroupsHoldWhatLiesTogether) {
    const SweepPlaces places = square_city(40);
    // Boxes 0 and 1 lie side by side, 1599 in the other corner.
    EXPECT_EQ(work_groups(places, {0, 1599, 1}, {}), (std::vector<std::uint32_t>{1, 2, 1}));
    EXPECT_EQ(work_groups(places, {0, 1, 2, 3}, {600.0, 2}), (std::vector<std::uint32_t>{1, 1, 2, 2}));
}

TEST(TimeProfile, WeekdayAndHours) {
    const SweepPlaces places = square_city(2);
    SweepEvents events;
    for (int week = 0; week < 50; ++week) {
        events.point.push_back({50.0, 50.0});
        // Day 1 after 1970-01-01, a Thursday: Friday, 23:30.
        events.day.push_back(1.0 + 7.0 * week + 23.5 / 24.0);
        events.weight.push_back(1.0);
        events.place.push_back(0);
    }
    const TimePeak peak = time_peaks(places, {0}, events, 365.0, {}).front();
    EXPECT_EQ(peak.weekday, 5);
    EXPECT_NEAR(peak.weekday_share, 1.0, 1e-12);
    // Windows of four hours that hold 23:30 begin at 20; the first of them is taken... which is 0 only where it holds
    // it.
    EXPECT_EQ(*peak.hour_from, 20);
    EXPECT_EQ(peak.hour_to, 0);
    TimeProfileOptions dates_only;
    dates_only.has_hours = false;
    EXPECT_FALSE(time_peaks(places, {0}, events, 365.0, dates_only).front().hour_from.has_value());
}

TEST(CountInterval, PoissonTablesAndMoreSpread) {
    // Poisson 3: P(0) = 0.0498, P(<= 5) = 0.9161, P(<= 6) = 0.9665 (Abramowitz and Stegun, table of the Poisson
    // distribution).
    const CountInterval poisson = count_interval(3.0, 0.0, 0.9);
    EXPECT_EQ(poisson.low, 1);
    EXPECT_EQ(poisson.high, 6);
    // Geometric with mean 3 (dispersion 1): P(count <= k) = 1 - 0.75^(k + 1): 0.25 at 0, 0.950 first at k = 10 (0.9578;
    // 0.9437 at 9).
    const CountInterval geometric = count_interval(3.0, 1.0, 0.9);
    EXPECT_EQ(geometric.low, 0);
    EXPECT_EQ(geometric.high, 10);
    EXPECT_EQ(count_interval(0.0, 0.5, 0.9).high, 0);
}

}  // namespace
}  // namespace diaban
