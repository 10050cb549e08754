#include "engine/near_repeat/day_tally.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/expect_error.hpp"
#include "tests/unit/near_repeat/dated_points.hpp"

namespace diaban {
namespace {

using test::DatedPoints;

const std::vector<double> kDistances{0.0, 40.0, 100.0};
const std::vector<std::int16_t> kLimits{1, 2, 7, 14, 30};  // more than one pass takes

/// Other days for every event in every lane.
DayBlock random_days(std::size_t events) {
    RandomSequence random(11, 2, 0);
    DayBlock days(events * kLanes);
    std::generate(days.begin(), days.end(), [&] { return static_cast<std::int16_t>(random.below(100)); });
    return days;
}

void expect_all_pairs(const DatedPoints& events) {
    const EventPlaces places = gather_places(events, kDistances.back());
    const NearPairs pairs = near_pairs(places, kDistances, DistanceMetric::kManhattan, 1'000'000);
    const DayBlock days = random_days(events.points.size());
    std::vector<std::uint64_t> expected(kDistances.size() * kLimits.size() * kLanes);
    std::vector<std::uint64_t> in_band(kDistances.size());
    for (std::size_t a = 0; a < events.points.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const double distance = distance_between(events.points[places.event[a]], events.points[places.event[b]],
                                                     DistanceMetric::kManhattan);
            const std::size_t band = distance == 0.0 ? 0 : distance < 40.0 ? 1 : distance < 100.0 ? 2 : 3;
            if (band == 3) {
                continue;
            }
            ++in_band[band];
            for (std::size_t k = 0; k < kLimits.size(); ++k) {
                for (std::size_t lane = 0; lane < kLanes; ++lane) {
                    expected[(band * kLimits.size() + k) * kLanes + lane] +=
                        std::abs(days[a * kLanes + lane] - days[b * kLanes + lane]) < kLimits[k] ? 1 : 0;
                }
            }
        }
    }
    EXPECT_EQ(pairs_below(places, pairs, days, kLimits, Progress{}), expected);
    for (std::size_t band = 0; band < kDistances.size(); ++band) {
        EXPECT_EQ(pairs.bands[band].pairs, in_band[band]);
    }
}

TEST(DayTally, AllPairsInEveryLane) {
    expect_all_pairs(test::lattice_events(800, 400, 3));
}

// More pairs in a band than a 16-bit counter holds: 400 events on 4 places 20 m apart, 79,800 pairs.
TEST(DayTally, NothingOverflows) {
    DatedPoints events;
    for (int i = 0; i < 400; ++i) {
        events.add(20.0 * (i % 4), 0, i % 50);
    }
    expect_all_pairs(events);
}

// Two piles near one another, one far away, and single events around them.
TEST(DayTally, PilesAreCountedAsTheirPairs) {
    DatedPoints events = test::lattice_events(300, 400, 5);
    for (int i = 0; i < 300; ++i) {
        events.add(0, 0, i % 90);
        events.add(20, 20, i % 80);
        events.add(5000, 0, i % 70);
    }
    const EventPlaces places = gather_places(events, kDistances.back());
    EXPECT_EQ(near_pairs(places, kDistances, DistanceMetric::kManhattan, 1'000'000).piles.size(), 3u);
    expect_all_pairs(events);
}

TEST(DayTally, AllPairsOfAListOfDays) {
    // Days apart: 0 2 9, 2 9, 7.
    const std::vector<std::int16_t> days{3, 3, 5, 12};
    EXPECT_EQ(all_pairs_below(days, 1), 1u);
    EXPECT_EQ(all_pairs_below(days, 2), 1u);
    EXPECT_EQ(all_pairs_below(days, 3), 3u);
    EXPECT_EQ(all_pairs_below(days, 8), 4u);
    EXPECT_EQ(all_pairs_below(days, 10), 6u);
    EXPECT_EQ(all_pairs_below({}, 10), 0u);
}

TEST(DayTally, RefusesMorePairsThanAllowed) {
    DatedPoints events;
    for (const double x : {0.0, 10.0, 20.0}) {
        events.add(x, 0, 0);
    }
    const EventPlaces places = gather_places(events, kDistances.back());
    EXPECT_NO_THROW(near_pairs(places, kDistances, DistanceMetric::kManhattan, 3));
    const auto arguments = test::expect_error("error.near-repeat-pairs",
                                              [&] { near_pairs(places, kDistances, DistanceMetric::kManhattan, 2); });
    EXPECT_EQ(arguments.at("limit"), "2");
}

}  // namespace
}  // namespace diaban
