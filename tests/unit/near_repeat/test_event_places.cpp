#include "engine/near_repeat/event_places.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <set>

#include "tests/support/expect_error.hpp"
#include "tests/unit/near_repeat/dated_points.hpp"

namespace diaban {
namespace {

using test::DatedPoints;
using test::expect_error;

TEST(EventPlaces, EventsOfAPlaceStandTogetherByDay) {
    DatedPoints events;
    events.add(5, 5, 9);
    events.add(400, 5, 1);
    events.add(5, 5, 3);
    const EventPlaces places = gather_places(events, 100);
    ASSERT_EQ(places.size(), 2u);
    EXPECT_EQ(places.event, (std::vector<std::uint32_t>{2, 0, 1}));
    EXPECT_EQ(places.first, (std::vector<std::uint32_t>{0, 2, 3}));
    EXPECT_EQ(places.events_at(0), 2u);
}

TEST(EventPlaces, DistanceByMetric) {
    EXPECT_EQ(distance_between({1, 2}, {4, -2}, DistanceMetric::kManhattan), 7.0);
    EXPECT_EQ(distance_between({1, 2}, {4, -2}, DistanceMetric::kEuclidean), 5.0);
}

// Every pair of places on both sides of the axes, each once, against all pairs.
TEST(EventPlaces, NearPairsAreThoseOfAllPairs) {
    const DatedPoints events = test::lattice_events(300, 600, 7);
    for (const double reach : {0.5, 20.0, 60.0, 100.0, 1000.0}) {
        for (const DistanceMetric metric : {DistanceMetric::kManhattan, DistanceMetric::kEuclidean}) {
            const EventPlaces places = gather_places(events, reach);
            std::set<std::pair<std::size_t, std::size_t>> expected;
            for (std::size_t a = 0; a < places.size(); ++a) {
                for (std::size_t b = a + 1; b < places.size(); ++b) {
                    if (distance_between(places.point[a], places.point[b], metric) < reach) {
                        expected.emplace(a, b);
                    }
                }
            }
            std::set<std::pair<std::size_t, std::size_t>> found;
            std::size_t started = 0;
            for_each_near_pair(
                places, metric, [&](std::size_t a) { EXPECT_EQ(a, started++); },
                [&](std::size_t a, std::size_t b, double distance) {
                    EXPECT_EQ(a + 1, started);
                    EXPECT_EQ(distance, distance_between(places.point[a], places.point[b], metric));
                    EXPECT_TRUE(found.emplace(a, b).second) << a << ' ' << b;
                });
            EXPECT_EQ(found, expected) << reach;
            EXPECT_EQ(started, places.size());
        }
    }
}

TEST(EventPlaces, RefusesWhatItCannotPlace) {
    DatedPoints events;
    events.add(0, 0, 0);
    events.add(std::numeric_limits<double>::quiet_NaN(), 0, 0);
    EXPECT_EQ(expect_error("error.weights-point-not-finite", [&] { gather_places(events, 100); }).at("row"), "2");
    events.points.pop_back();
    expect_error("error.near-repeat-lengths", [&] { gather_places(events, 100); });
    EXPECT_EQ(gather_places(DatedPoints{}, 100).size(), 0u);
}

}  // namespace
}  // namespace diaban
