#include "engine/near_repeat/knox_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <numeric>

#include "tests/support/expect_error.hpp"
#include "tests/unit/near_repeat/dated_points.hpp"

namespace diaban {
namespace {

using test::DatedPoints;
using test::expect_error;

KnoxOptions few_permutations(std::uint32_t permutations = 19) {
    KnoxOptions options;
    options.permutations = permutations;
    return options;
}

KnoxTable table_of(const DatedPoints& events, const KnoxOptions& options) {
    Progress progress;
    return knox_table(events, options, progress);
}

std::vector<std::uint64_t> pairs_of(const KnoxTable& table) {
    std::vector<std::uint64_t> pairs;
    for (const KnoxCell& cell : table.cells) {
        pairs.push_back(cell.pairs);
    }
    return pairs;
}

/// Pairs of one table, pair by pair.
std::vector<std::uint64_t> pair_by_pair(const DatedPoints& events, const KnoxOptions& options) {
    const auto band = [](const auto& edges, auto value) {
        return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
    };
    const std::size_t columns = options.days.size() + 1;
    std::vector<std::uint64_t> pairs((options.distances_m.size() + 1) * columns);
    for (std::size_t a = 0; a < events.points.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
            const double distance = distance_between(events.points[a], events.points[b], options.metric);
            const std::size_t row = distance == 0.0 ? 0 : band(options.distances_m, distance);
            ++pairs[row * columns + band(options.days, events.days_apart(a, b))];
        }
    }
    return pairs;
}

// A and B at one place, C 100 m east of them, D at (60, 40):
//     AB same place, 7 days     AC 100 m, 0 days     AD 100 m (Manhattan) or 72 m, 6 days
//     BC 100 m, 7 days          BD as AD, 1 day      CD 80 m or 57 m, 6 days
DatedPoints four_events() {
    DatedPoints events;
    events.add(0, 0, 0);
    events.add(0, 0, 7);
    events.add(100, 0, 0);
    events.add(60, 40, 6);
    return events;
}

TEST(KnoxTable, BordersBelongToTheNextBand) {
    KnoxOptions options = few_permutations();
    EXPECT_EQ(pairs_of(table_of(four_events(), options)), (std::vector<std::uint64_t>{0, 1, 0, 0,     // same place
                                                                                      1, 0, 0, 0,     // below 100 m
                                                                                      3, 1, 0, 0,     // 100 .. 200
                                                                                      0, 0, 0, 0,     // 200 .. 300
                                                                                      0, 0, 0, 0}));  // beyond
    options.metric = DistanceMetric::kEuclidean;
    EXPECT_EQ(pairs_of(table_of(four_events(), options)),
              (std::vector<std::uint64_t>{0, 1, 0, 0, 3, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(KnoxTable, BandsAreNamedAndTheLastAreOpen) {
    KnoxOptions options = few_permutations();
    options.distances_m = {0, 50};
    options.days = {2};
    const KnoxTable table = table_of(four_events(), options);
    ASSERT_EQ(table.cells.size(), 6u);
    EXPECT_EQ(table.places, 3u);
    EXPECT_EQ(table.at(0, 0).distance_from_m, 0.0);
    EXPECT_EQ(table.at(0, 0).distance_to_m, 0.0);
    EXPECT_EQ(table.at(1, 0).distance_from_m, 0.0);
    EXPECT_EQ(table.at(1, 0).distance_to_m, 50.0);
    EXPECT_EQ(table.at(2, 1).distance_from_m, 50.0);
    EXPECT_FALSE(table.at(2, 1).distance_to_m);
    EXPECT_EQ(table.at(2, 0).days_from, 0);
    EXPECT_EQ(table.at(2, 0).days_to, 2);
    EXPECT_EQ(table.at(2, 1).days_from, 2);
    EXPECT_FALSE(table.at(2, 1).days_to);
    // Only AB is nearer than 50 m.
    EXPECT_EQ(pairs_of(table), (std::vector<std::uint64_t>{0, 1, 0, 0, 2, 3}));
}

TEST(KnoxTable, WithoutAFirstZeroTheSamePlaceIsInTheFirstBand) {
    KnoxOptions options = few_permutations();
    options.distances_m = {90};
    options.days = {7};
    EXPECT_EQ(pairs_of(table_of(four_events(), options)), (std::vector<std::uint64_t>{1, 1, 3, 1}));
}

TEST(KnoxTable, OneEventHasNoPairs) {
    DatedPoints events;
    EXPECT_EQ(table_of(events, few_permutations()).cells.size(), 20u);
    events.add(0, 0, 0);
    for (const KnoxCell& cell : table_of(events, few_permutations()).cells) {
        EXPECT_EQ(cell.pairs, 0u);
        EXPECT_EQ(cell.expected, 0.0);
        EXPECT_FALSE(cell.ratio);
        EXPECT_EQ(cell.p_value, 1.0);
    }
}

// No other order of the days exists: what is expected is what is there.
TEST(KnoxTable, AllEventsOnOneDay) {
    DatedPoints events = four_events();
    std::fill(events.days.begin(), events.days.end(), events.days[0]);
    const KnoxTable table = table_of(events, few_permutations());
    EXPECT_EQ(pairs_of(table),
              (std::vector<std::uint64_t>{1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    for (const KnoxCell& cell : table.cells) {
        EXPECT_EQ(cell.expected, static_cast<double>(cell.pairs));
        EXPECT_EQ(cell.ratio.value_or(-1), cell.pairs > 0 ? 1.0 : -1);
        EXPECT_EQ(cell.p_value, 1.0);
    }
}

// Five events, 120 orders: p and the expected pairs of each cell from all of them. Tolerance: 4.5 standard errors of
// 9,999 permutations (a false alarm once in 150,000 cells).
TEST(KnoxTable, AsAllOrdersOfAFewEvents) {
    DatedPoints events;
    events.add(0, 0, 0);
    events.add(0, 50, 2);
    events.add(0, 0, 1);
    events.add(150, 0, 30);
    events.add(900, 900, 12);
    const KnoxOptions options = few_permutations(9999);
    const std::vector<std::uint64_t> observed = pair_by_pair(events, options);
    std::vector<double> sum(observed.size()), squares(observed.size()), as_many(observed.size());
    DatedPoints dealt = events;
    std::vector<std::size_t> order{0, 1, 2, 3, 4};
    do {
        for (std::size_t i = 0; i < order.size(); ++i) {
            dealt.days[i] = events.days[order[i]];
        }
        const std::vector<std::uint64_t> pairs = pair_by_pair(dealt, options);
        for (std::size_t c = 0; c < pairs.size(); ++c) {
            const auto count = static_cast<double>(pairs[c]);
            sum[c] += count;
            squares[c] += count * count;
            as_many[c] += pairs[c] >= observed[c] ? 1.0 : 0.0;
        }
    } while (std::next_permutation(order.begin(), order.end()));
    // The two nearest events within a week of one another, by hand: 3 of 10 pairs of days are less than 7 apart.
    EXPECT_DOUBLE_EQ(as_many[0] / 120.0, 0.3);

    const KnoxTable table = table_of(events, options);
    EXPECT_EQ(pairs_of(table), observed);
    for (std::size_t c = 0; c < observed.size(); ++c) {
        const double mean = sum[c] / 120.0;
        const double p = as_many[c] / 120.0;
        const double variance = squares[c] / 120.0 - mean * mean;
        EXPECT_NEAR(table.cells[c].expected, mean, 4.5 * std::sqrt(variance / 9999.0) + 1e-12) << c;
        EXPECT_NEAR(table.cells[c].p_value, p, 4.5 * std::sqrt(p * (1.0 - p) / 9999.0) + 1.0 / 9999.0) << c;
    }
}

// Counts pair by pair, also over more bands than one pass takes. What is expected is known: each pair of places gets
// any pair of days, so row total x column total / all pairs. Its tolerance: a count's variance under permutation is below
// its expectation here, 4.5 standard errors of 199 permutations.
TEST(KnoxTable, AsPairByPairOnRandomEvents) {
    const DatedPoints events = test::lattice_events(600, 1000, 21);
    for (const DistanceMetric metric : {DistanceMetric::kManhattan, DistanceMetric::kEuclidean}) {
        KnoxOptions options = few_permutations(199);
        options.metric = metric;
        options.distances_m = {0, 40, 80, 100, 200};
        options.days = {1, 2, 5, 10, 20, 40, 90};
        const KnoxTable table = table_of(events, options);
        const std::vector<std::uint64_t> pairs = pair_by_pair(events, options);
        EXPECT_EQ(pairs_of(table), pairs);
        const std::size_t columns = options.days.size() + 1;
        for (std::size_t c = 0; c < pairs.size(); ++c) {
            double row = 0, column = 0;
            for (std::size_t other = 0; other < pairs.size(); ++other) {
                row += other / columns == c / columns ? static_cast<double>(pairs[other]) : 0.0;
                column += other % columns == c % columns ? static_cast<double>(pairs[other]) : 0.0;
            }
            const double expected = row * column / (600.0 * 599.0 / 2.0);
            EXPECT_NEAR(table.cells[c].expected, expected, 4.5 * std::sqrt(expected / 199.0)) << c;
        }
    }
}

// Pairs of events planted 30 m and 3 days apart stand out, and only they.
TEST(KnoxTable, FindsPlantedRepeats) {
    RandomSequence random(4, 1, 0);
    DatedPoints events;
    for (int i = 0; i < 200; ++i) {
        const double x = 10000 * random.uniform(), y = 10000 * random.uniform();
        const auto day = static_cast<int>(random.below(700));
        events.add(x, y, day);
        if (i < 40) {
            events.add(x + 30, y, day + 3);
        }
    }
    const KnoxTable table = table_of(events, few_permutations(199));
    EXPECT_GE(table.at(1, 0).pairs, 40u);
    EXPECT_EQ(table.at(1, 0).p_value, 0.005);
    EXPECT_GT(table.at(1, 0).ratio.value_or(0.0), 10.0);
    EXPECT_GT(table.at(1, 3).p_value, 0.5);
}

TEST(KnoxTable, SameBytesForAnyThreadsAndAnyOrderOfEvents) {
    const DatedPoints events = test::lattice_events(500, 1000, 8);
    KnoxOptions options = few_permutations(99);
    const auto same = [](const KnoxTable& a, const KnoxTable& b) {
        return std::equal(a.cells.begin(), a.cells.end(), b.cells.begin(), b.cells.end(),
                          [](const KnoxCell& x, const KnoxCell& y) {
                              return x.pairs == y.pairs && std::memcmp(&x.expected, &y.expected, sizeof(double)) == 0 &&
                                     x.ratio == y.ratio && x.p_value == y.p_value;
                          });
    };
    const KnoxTable once = table_of(events, options);
    for (const unsigned threads : {2u, 5u}) {
        options.threads = threads;
        EXPECT_TRUE(same(once, table_of(events, options))) << threads;
    }
    DatedPoints turned = events;
    std::reverse(turned.points.begin(), turned.points.end());
    std::reverse(turned.days.begin(), turned.days.end());
    EXPECT_TRUE(same(once, table_of(turned, options)));
    options.seed = 2;
    EXPECT_FALSE(same(once, table_of(events, options)));
}

// A wrong date centuries away is beyond, and costs no memory.
TEST(KnoxTable, LongStretchesWithoutEvents) {
    DatedPoints events = four_events();
    events.add(0, 0, 500000);
    EXPECT_EQ(pairs_of(table_of(events, few_permutations())),
              (std::vector<std::uint64_t>{0, 1, 0, 2, 1, 0, 0, 0, 3, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0}));
    DatedPoints spread;
    for (int i = 0; i < 1600; ++i) {
        spread.add(0, 1000.0 * i, 21 * i);  // 33,579 days
    }
    expect_error("error.near-repeat-days", [&] { table_of(spread, few_permutations()); });
}

TEST(KnoxTable, StopsWhenCancelled) {
    Progress progress;
    progress.cancel();
    expect_error("error.cancelled", [&] { knox_table(four_events(), few_permutations(), progress); });
}

TEST(KnoxTable, OptionsOutOfRangeAreNamed) {
    const auto refused = [](const std::function<void(KnoxOptions&)>& change) {
        KnoxOptions options;
        change(options);
        return expect_error("error.option-out-of-range", [&] { validate(options); }).at("option");
    };
    EXPECT_NO_THROW(validate(KnoxOptions{}));
    EXPECT_EQ(refused([](KnoxOptions& o) { o.distances_m = {}; }), "distances_m");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.distances_m = {0, 100, 100}; }), "distances_m");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.distances_m = {-1, 100}; }), "distances_m");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.distances_m = {std::nan("")}; }), "distances_m");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.distances_m = {0, 100001}; }), "distances_m");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.days = {}; }), "days");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.days = {0, 7}; }), "days");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.days = {14, 7}; }), "days");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.days.resize(51), std::iota(o.days.begin(), o.days.end(), 1); }), "days");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.permutations = 0; }), "permutations");
    EXPECT_EQ(refused([](KnoxOptions& o) { o.permutations = 100000; }), "permutations");
}

}  // namespace
}  // namespace diaban
