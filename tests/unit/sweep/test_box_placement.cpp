// Boxes laid freely: by hand, against brute force, and what they leave of the lattice.
#include "engine/sweep/box_placement.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/sweep/forecast.hpp"
#include "layers/base/random.hpp"
#include "simulated_city.hpp"

namespace diaban {
namespace {

/// Events at given spots of a city, all known.
struct Spots {
    std::vector<ProjectedPoint> point;
    std::vector<std::uint32_t> place;
    ExpectedSurface surface;

    Spots(std::size_t side, const std::vector<std::pair<ProjectedPoint, double>>& expected) {
        for (const auto& [p, value] : expected) {
            point.push_back(p);
            place.push_back(box_of(p, side));
            surface.own.push_back(value);
        }
    }
};

std::vector<std::uint32_t> every(const SweepPlaces& places) {
    std::vector<std::uint32_t> all(places.size());
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

TEST(FreeBoxes, TwoSpotsOnEitherSideOfALatticeLineComeIntoOneBox) {
    const SweepPlaces places = square_city(6);
    const PlaceLattice lattice(places);
    // 60 m apart across the corner of four boxes of 100 m: no box of the lattice holds both, 3 and 2 a horizon.
    const Spots spots(6, {{{270.0, 270.0}, 3.0}, {{330.0, 330.0}, 2.0}, {{550.0, 50.0}, 4.0}});
    const FreeBoxes boxes(lattice, spots.point, spots.place, spots.surface);
    const std::vector<PlacedBox> laid = boxes.fill(every(places), {std::nullopt, 2});
    ASSERT_EQ(laid.size(), 2u);
    EXPECT_DOUBLE_EQ(laid[0].expected, 5.0);
    EXPECT_DOUBLE_EQ(laid[1].expected, 4.0);
    EXPECT_DOUBLE_EQ(boxes.weight(laid[0]), 5.0);
    const ProjectedPoint corner = corner_of(places, laid[0]);
    EXPECT_LE(corner.x, 270.0);
    EXPECT_GT(corner.x + 100.0, 330.0);
    EXPECT_LE(corner.y, 270.0);
    EXPECT_GT(corner.y + 100.0, 330.0);
    // The four boxes below have lost a whole box between them, and what was expected in two of them.
    const SweepPlaces after = places_with_boxes(places, laid);
    EXPECT_NEAR(std::accumulate(after.area_km2.begin(), after.area_km2.end(), 0.0), 0.36, 1e-12);
    const auto left = boxes.left_shares(laid);
    EXPECT_DOUBLE_EQ(left.at(box_of({270.0, 270.0}, 6)), 0.0);
    EXPECT_DOUBLE_EQ(left.at(box_of({330.0, 330.0}, 6)), 0.0);
}

TEST(FreeBoxes, GreedyAsByBruteForce) {
    constexpr std::size_t kSide = 5;
    const SweepPlaces places = square_city(kSide);
    const PlaceLattice lattice(places);
    std::vector<std::pair<ProjectedPoint, double>> expected;
    for (std::uint32_t k = 0; k < 60; ++k) {
        RandomSequence random(5, 91, k);
        const ProjectedPoint p{500.0 * random.uniform(), 500.0 * random.uniform()};
        expected.emplace_back(p, 0.1 + random.uniform());
    }
    const Spots spots(kSide, expected);
    const FreeBoxes boxes(lattice, spots.point, spots.place, spots.surface);
    const std::vector<PlacedBox> laid = boxes.fill(every(places), {std::nullopt, 6});
    ASSERT_EQ(laid.size(), 6u);
    // Every corner on a twelfth of a side from which a whole box fits into the city.
    std::vector<ProjectedPoint> taken;
    for (const PlacedBox& box : laid) {
        double best = 0.0;
        for (int up = 0; up <= 48; ++up) {
            for (int right = 0; right <= 48; ++right) {
                const double x = right * 100.0 / 12.0;
                const double y = up * 100.0 / 12.0;
                bool free = true;
                for (const ProjectedPoint t : taken) {
                    free = free && (std::abs(t.x - x) > 100.0 - 1e-6 || std::abs(t.y - y) > 100.0 - 1e-6);
                }
                double sum = 0.0;
                for (const auto& [p, value] : expected) {
                    sum += p.x >= x && p.x < x + 100.0 && p.y >= y && p.y < y + 100.0 ? value : 0.0;
                }
                best = free ? std::max(best, sum) : best;
            }
        }
        EXPECT_NEAR(box.expected, best, 1e-9);
        taken.push_back(corner_of(places, box));
    }
}

TEST(FreeBoxes, APlaceIsWorthMoreAmongOthersAndWhereItHappenedLately) {
    // Two spots of which the sum expects as much; around the second lie six more incidents.
    const SweepPlaces places = square_city(24);
    const PlaceLattice lattice(places);
    std::vector<std::pair<ProjectedPoint, double>> spots_of = {{{450.0, 450.0}, 2.0}, {{1950.0, 1950.0}, 2.0}};
    for (int k = 0; k < 6; ++k) {
        spots_of.push_back({{1750.0 + 100.0 * (k % 3), 1650.0 + 600.0 * static_cast<double>(k / 3)}, 0.0});
    }
    Spots spots(24, spots_of);
    spots.surface.around.assign(spots_of.size(), 0.5);
    spots.surface.recent.assign(spots_of.size(), 0.0);
    spots.surface.recent[0] = 0.25;
    spots.surface.recent[1] = 0.25;
    const PlacedBox first{box_of({450.0, 450.0}, 24), 0, 0, 0.0, 0.01};
    const PlacedBox second{box_of({1950.0, 1950.0}, 24), 0, 0, 0.0, 0.01};
    {
        const FreeBoxes boxes(lattice, spots.point, spots.place, spots.surface);
        // M of the first box: half an incident in its middle, spread by 300 m.
        const double across = std::erf(50.0 / (300.0 * std::sqrt(2.0)));
        const double around = 0.5 * across * across;
        EXPECT_NEAR(boxes.weight(first), std::sqrt(2.0 * std::sqrt(around * (0.25 + 0.02 * around))), 1e-3);
        EXPECT_GT(boxes.weight(second), 1.2 * boxes.weight(first));
        const std::vector<PlacedBox> laid = boxes.fill(every(places), {std::nullopt, 1});
        ASSERT_EQ(laid.size(), 1u);
        EXPECT_GT(corner_of(places, laid[0]).x, 1800.0);
    }
    // The first was hit again and again of late: 16 times the recent weight is near enough twice the worth.
    spots.surface.recent[0] = 4.0;
    const FreeBoxes boxes(lattice, spots.point, spots.place, spots.surface);
    EXPECT_GT(boxes.weight(first), boxes.weight(second));
}

TEST(FreeBoxes, StayOffTheBorderOrAsTheLatticeHasThem) {
    SweepPlaces places = square_city(3);
    places.area_km2[4] = 0.005;  // the middle box is half water
    const PlaceLattice lattice(places);
    const Spots spots(3, {{{95.0, 50.0}, 1.0}, {{105.0, 50.0}, 1.0}, {{150.0, 95.0}, 3.0}, {{150.0, 105.0}, 3.0}});
    const FreeBoxes boxes(lattice, spots.point, spots.place, spots.surface);
    for (const PlacedBox& box : boxes.fill(every(places), {std::nullopt, 9})) {
        const ProjectedPoint corner = corner_of(places, box);
        const bool meets_middle = corner.x > 0.0 && corner.x < 200.0 && corner.y > 0.0 && corner.y < 200.0;
        EXPECT_TRUE(!meets_middle || (box.right == 0 && box.up == 0 && box.area_km2 == 0.005));
        EXPECT_GE(corner.x, 0.0);
        EXPECT_LE(corner.x, 200.0);
    }
}

TEST(FreeBoxes, EventsGoWhereTheyLie) {
    const SweepPlaces places = square_city(3);
    SweepEvents events;
    for (const ProjectedPoint p : {ProjectedPoint{60.0, 60.0}, ProjectedPoint{149.0, 149.0},
                                   ProjectedPoint{151.0, 149.0}, ProjectedPoint{20.0, 20.0}}) {
        events.point.push_back(p);
        events.day.push_back(0.0);
        events.weight.push_back(1.0);
        events.place.push_back(box_of(p, 3));
    }
    // South-west corner at (50, 50): six twelfths to the east and north.
    const std::vector<PlacedBox> boxes{{0, 6, 6, 0.0, 0.01}};
    EXPECT_EQ(event_places_with_boxes(places, events, boxes), (std::vector<std::uint32_t>{9, 9, 4, 0}));
    const SweepPlaces after = places_with_boxes(places, boxes);
    ASSERT_EQ(after.size(), 10u);
    EXPECT_NEAR(after.area_km2[0], 0.0075, 1e-12);
    EXPECT_DOUBLE_EQ(after.centre[9].x, 100.0);
    EXPECT_DOUBLE_EQ(after.area_km2[8], 0.01);
}

/// Hot spots of 40 m where lattice lines cross, in a city with little else.
SweepEvents crossing_spots(std::size_t side, double days) {
    SweepEvents events;
    const auto add = [&](ProjectedPoint p, double day) {
        if (const std::uint32_t place = box_of(p, side); place != kNoPlace) {
            events.point.push_back(p);
            events.day.push_back(day);
            events.weight.push_back(1.0);
            events.place.push_back(place);
        }
    };
    for (std::uint32_t k = 0; k < 40; ++k) {
        RandomSequence random(8, 92, k);
        const ProjectedPoint centre{100.0 * (1.0 + random.below(static_cast<std::uint32_t>(side) - 1)),
                                    100.0 * (1.0 + random.below(static_cast<std::uint32_t>(side) - 1))};
        const std::uint32_t count = random.poisson(days * 0.03 * std::exp(random.normal()));
        for (std::uint32_t e = 0; e < count; ++e) {
            add({centre.x + 20.0 * random.normal(), centre.y + 20.0 * random.normal()}, days * random.uniform());
        }
    }
    RandomSequence random(8, 93, 0);
    for (std::uint32_t e = 0; e < 1500; ++e) {
        const double extent = 100.0 * static_cast<double>(side);
        add({extent * random.uniform(), extent * random.uniform()}, days * random.uniform());
    }
    return sorted_events(events);
}

TEST(FreeBoxes, AutoLaysThemWhereALatticeCutsAndKeepsItsPromise) {
    const SweepPlaces places = square_city(40);
    const SweepEvents events = crossing_spots(40, 900.0);
    Progress progress;
    ForecastOptions options;
    options.horizon_days = 30.0;
    options.budget.places = 20;
    RollingForecasts forecasts(places, events, options);
    double laid_hits = 0.0;
    double promised = 0.0;
    double lattice_hits = 0.0;
    for (const double day : {720.0, 750.0, 780.0, 810.0, 840.0, 870.0}) {
        const AutomaticForecast automatic = forecasts.automatic(day, progress);
        ASSERT_EQ(automatic.chosen, ForecastModel::kPlaced);
        ASSERT_EQ(automatic.boxes.size(), 20u);
        const LaidPlaces laid = lay_places(places, events, automatic.boxes);
        const auto counts = place_counts(laid.events, laid.places.size(), day, day + 30.0, Counting::kEvents);
        for (std::size_t k = 0; k < 20; ++k) {
            laid_hits += counts[places.size() + k];
            promised += automatic.boxes[k].expected;
        }
        const auto before = place_counts(events, places.size(), day, day + 30.0, Counting::kEvents);
        for (const std::uint32_t i : fill_budget(places, forecasts.at(day, progress).expected[0], options.budget)) {
            lattice_hits += before[i];
        }
    }
    EXPECT_GT(laid_hits, 1.15 * lattice_hits);
    // Some 150 incidents: two Poisson standard errors are a sixth.
    EXPECT_NEAR(promised / laid_hits, 1.0, 0.17);
}

}  // namespace
}  // namespace diaban
