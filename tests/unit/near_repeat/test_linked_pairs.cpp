#include "engine/near_repeat/linked_pairs.hpp"

#include <gtest/gtest.h>

#include "tests/support/expect_error.hpp"
#include "tests/unit/near_repeat/dated_points.hpp"

namespace diaban {

void PrintTo(const LinkedPair& pair, std::ostream* out) {
    *out << pair.first << '-' << pair.second << ' ' << pair.distance_m << " m " << pair.days << " d";
}

namespace {

using test::DatedPoints;

TEST(LinkedPairs, BordersAreOutsideTheSamePlaceIsIn) {
    DatedPoints events;
    events.add(0, 0, 6);
    events.add(0, 0, 0);    // 6 days before event 0
    events.add(99, 0, 12);  // 6 days after event 0, 12 after event 1
    events.add(100, 0, 6);  // 100 m from 0 and 1: not linked; 1 m and 6 days from 2
    events.add(0, 0, 13);   // 7 days after event 0: not linked; 99 m, 1 day from 2
    EXPECT_EQ(linked_pairs(events, {100, 7}),
              (std::vector<LinkedPair>{{0, 2, 99, 6}, {1, 0, 0, 6}, {2, 4, 99, 1}, {3, 2, 1, 6}}));
    EXPECT_EQ(linked_pairs(events, {0, 7}), (std::vector<LinkedPair>{{1, 0, 0, 6}}));
}

TEST(LinkedPairs, AsAllPairs) {
    const DatedPoints events = test::lattice_events(400, 300, 2);
    for (const DistanceMetric metric : {DistanceMetric::kManhattan, DistanceMetric::kEuclidean}) {
        const LinkLimits limits{60, 5, metric};
        std::vector<LinkedPair> expected;
        for (std::uint32_t a = 0; a < 400; ++a) {
            for (std::uint32_t b = 0; b < 400; ++b) {
                const double distance = distance_between(events.points[a], events.points[b], metric);
                const bool earlier = events.days[a] < events.days[b] || (events.days[a] == events.days[b] && a < b);
                if (earlier && distance < 60 && events.days_apart(a, b) < 5) {
                    expected.push_back({a, b, distance, events.days_apart(a, b)});
                }
            }
        }
        ASSERT_GT(expected.size(), 100u);
        EXPECT_EQ(linked_pairs(events, limits), expected);
    }
}

TEST(LinkedPairs, RefusesMoreThanAllowed) {
    DatedPoints events;
    for (int day = 0; day < 3; ++day) {
        events.add(0, 0, day);
    }
    LinkLimits limits;
    limits.most = 3;
    EXPECT_EQ(linked_pairs(events, limits).size(), 3u);
    limits.most = 2;
    test::expect_error("error.near-repeat-pairs", [&] { linked_pairs(events, limits); });
}

}  // namespace
}  // namespace diaban
