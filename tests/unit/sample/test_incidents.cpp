#include "engine/sample/incidents.hpp"

#include <algorithm>
#include <cmath>

#include "engine/sample/borders.hpp"
#include "tests/unit/sample/sample_cases.hpp"

namespace diaban {
namespace {

using sample_test::default_sample;
using sample_test::options_of;
using sample_test::sample_of;

std::vector<std::array<int, 2>> counts_by_window(const Sample& sample) {
    const TimeWindow baseline = sample_year(sample.options, sample.options.years - 2);
    const TimeWindow current = sample_year(sample.options, sample.options.years - 1);
    std::vector<std::array<int, 2>> counts(sample.areas.size(), {0, 0});
    for (const SampleIncident& incident : sample.incidents) {
        counts[incident.area][0] += baseline.contains(incident.time) ? 1 : 0;
        counts[incident.area][1] += current.contains(incident.time) ? 1 : 0;
    }
    return counts;
}

TEST(SampleIncidents, EachLiesInItsAreaAndNoOther) {
    const Sample& sample = default_sample();
    for (const SampleIncident& incident : sample.incidents) {
        ASSERT_TRUE(lies_inside(sample.areas[incident.area].shape, incident.place));
        ASSERT_GE(distance_to_border(sample.areas[incident.area].shape, incident.place).value, 1.0);
        ASSERT_EQ(incident.place, rounded(incident.place));
    }
    // One in a hundred against every area.
    for (std::size_t i = 0; i < sample.incidents.size(); i += 100) {
        const auto inside = std::count_if(sample.areas.begin(), sample.areas.end(), [&](const SampleArea& area) {
            return lies_inside(area.shape, sample.incidents[i].place);
        });
        ASSERT_EQ(inside, 1);
    }
}

TEST(SampleIncidents, TotalsWindowsAndOrder) {
    const Sample& sample = default_sample();
    ASSERT_EQ(sample.incidents.size(), 14'400u);
    int all = 0;
    for (const auto& [before, now] : counts_by_window(sample)) {
        all += before + now;
    }
    EXPECT_EQ(all, 14'400) << "an incident outside both windows";
    EXPECT_TRUE(std::is_sorted(sample.incidents.begin(), sample.incidents.end(),
                               [](const auto& a, const auto& b) { return a.time < b.time; }));
}

TEST(SampleIncidents, MoreYearsFillAllOfThem) {
    SampleOptions options = options_of(3, 12, {6, 5, 1});
    options.years = 4;
    options.incidents = 4000;
    const Sample sample = sample_of(options);
    ASSERT_EQ(sample.incidents.size(), 4000u);
    for (int year = 0; year < 4; ++year) {
        const TimeWindow window = sample_year(options, year);
        const auto count = std::count_if(sample.incidents.begin(), sample.incidents.end(),
                                         [&](const auto& incident) { return window.contains(incident.time); });
        EXPECT_GT(count, 500) << year;
    }
}

// Multinomial counts: the squared distance from what is expected, in units of its variance, averages about 1 a cell.
TEST(SampleIncidents, CountsFollowTheTruth) {
    const Sample& sample = default_sample();
    const auto expected = expected_counts(sample.options, sample.areas, sample.truth);
    const auto counts = counts_by_window(sample);
    double chi_square = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t w = 0; w < 2; ++w) {
            const double difference = counts[i][w] - expected[i][w];
            chi_square += difference * difference / expected[i][w];
            sum += expected[i][w];
        }
    }
    EXPECT_NEAR(sum, 14'400.0, 1e-6);
    // 95 degrees of freedom: mean 95, standard deviation 13.8; five of them either way.
    EXPECT_GT(chi_square, 95.0 - 5.0 * 13.8);
    EXPECT_LT(chi_square, 95.0 + 5.0 * 13.8);
}

// Nothing but counts divided by exposure, no shrinking: already this finds nearly every planted class at about 150
// incidents an area and window.
TEST(SampleIncidents, PlainRatesGiveTheSplitBack) {
    int right = 0;
    int all = 0;
    for (const ClassSplit split : {ClassSplit{22, 22, 4}, ClassSplit{30, 12, 6}, ClassSplit{40, 5, 3}}) {
        for (std::uint64_t seed = 11; seed <= 13; ++seed) {
            const Sample sample = sample_of(options_of(seed, 48, split));
            const double years[2] = {sample_year(sample.options, 0).years(), sample_year(sample.options, 1).years()};
            double exposure = 0.0;
            for (const SampleArea& area : sample.areas) {
                exposure += static_cast<double>(area.residents) * (years[0] + years[1]);
            }
            const double common = static_cast<double>(sample.incidents.size()) / exposure;
            const auto counts = counts_by_window(sample);
            for (std::size_t i = 0; i < counts.size(); ++i) {
                const double residents = static_cast<double>(sample.areas[i].residents);
                const double before = counts[i][0] / (residents * years[0] * common);
                const double now = counts[i][1] / (residents * years[1] * common);
                const TrueClass found = now > 1.2 && now / before >= 0.8 ? TrueClass::kComplex
                                        : now > 1.2 || before > 1.2      ? TrueClass::kContained
                                                                         : TrueClass::kStable;
                right += found == sample.truth[i].planted ? 1 : 0;
                ++all;
            }
        }
    }
    EXPECT_GE(right, all * 98 / 100);
}

TEST(SampleIncidents, TheSameSeedGivesTheSameAndAnotherSeedDoesNot) {
    SampleOptions options = options_of(5, 12, {6, 5, 1});
    options.incidents = 1200;
    const Sample first = sample_of(options);
    const Sample again = sample_of(options);
    EXPECT_EQ(first.incidents, again.incidents);
    EXPECT_EQ(first.truth, again.truth);
    for (std::size_t i = 0; i < first.areas.size(); ++i) {
        EXPECT_EQ(first.areas[i].shape, again.areas[i].shape);
        EXPECT_EQ(first.areas[i].residents, again.areas[i].residents);
    }
    options.seed = 6;
    const Sample other = sample_of(options);
    EXPECT_NE(first.incidents, other.incidents);
    EXPECT_NE(first.areas[0].shape, other.areas[0].shape);
    EXPECT_NE(first.truth, other.truth);
}

TEST(SampleIncidents, GatherAtHotPlaces) {
    // Of random pairs in one area, far more lie within 200 m of one another than for points spread evenly: an area of
    // 30 km2 would give about 0.4 %.
    const Sample& sample = default_sample();
    std::vector<ProjectedPoint> last(sample.areas.size());
    int pairs = 0;
    int close = 0;
    for (const SampleIncident& incident : sample.incidents) {
        if (sample.areas[incident.area].kind != AreaKind::kCommune) {
            continue;
        }
        ProjectedPoint& before = last[incident.area];
        if (before.x != 0.0) {
            ++pairs;
            close += std::hypot(before.x - incident.place.x, before.y - incident.place.y) < 200.0 ? 1 : 0;
        }
        before = incident.place;
    }
    EXPECT_GT(close, pairs * 3 / 100);
}

TEST(SampleIncidents, WhatIsFoundByLookingIsMarkedSo) {
    int police[2] = {0, 0};
    int all[2] = {0, 0};
    for (const SampleIncident& incident : default_sample().incidents) {
        const std::string_view name = incident_categories()[incident.category].name;
        const int looked_for = name == "Tội phạm về ma túy" || name == "Đánh bạc" ? 1 : 0;
        ++all[looked_for];
        police[looked_for] += incident.detected_by == DetectedBy::kPolice ? 1 : 0;
    }
    EXPECT_GT(police[1], all[1] * 85 / 100);
    EXPECT_LT(police[0], all[0] * 10 / 100);
}

TEST(SampleIncidents, CategorySharesSumToOne) {
    double sum = 0.0;
    for (const IncidentCategory& category : incident_categories()) {
        sum += category.share;
        EXPECT_LE(category.at_hot_places + category.on_roads, 1.0) << category.name;
    }
    EXPECT_NEAR(sum, 1.0, 1e-12);
}

}  // namespace
}  // namespace diaban
