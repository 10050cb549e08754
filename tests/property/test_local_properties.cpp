// What must hold for any input: order, threads, units, and p that is uniform when there is nothing to find.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/local/local_statistics.hpp"
#include "engine/weights/distance_weights.hpp"
#include "layers/base/random.hpp"

namespace diaban {
namespace {

constexpr LocalStatistic kAll[] = {LocalStatistic::kGetisOrdStar, LocalStatistic::kGetisOrd, LocalStatistic::kMoran,
                                   LocalStatistic::kGeary};

struct Scene {
    WeightSites sites;
    std::vector<double> values;
};

Scene scene(std::size_t n, std::uint64_t seed) {
    RandomSequence random(seed, 77, 0);
    Scene result;
    for (std::size_t i = 0; i < n; ++i) {
        result.sites.ids.push_back("area-" + std::to_string(i * 37 % n));
        result.sites.points.push_back({random.uniform() * 1000.0, random.uniform() * 1000.0});
        result.values.push_back(std::exp(random.normal()));
    }
    return result;
}

LocalResult run(const std::vector<double>& values, const SpatialWeights& weights, const LocalOptions& options) {
    Progress progress;
    return local_statistics({values}, weights, options, progress);
}

void expect_same_bits(const LocalArea& a, const LocalArea& b) {
    EXPECT_EQ(a.state, b.state);
    EXPECT_EQ(a.value, b.value);
    EXPECT_EQ(a.expectation, b.expectation);
    EXPECT_EQ(a.variance, b.variance);
    EXPECT_EQ(a.z_score, b.z_score);
    EXPECT_EQ(a.p_value, b.p_value);
    EXPECT_EQ(a.p_adjusted, b.p_adjusted);
    EXPECT_EQ(a.bin, b.bin);
}

TEST(LocalProperties, AnyNumberOfThreadsGivesTheSameBits) {
    const Scene data = scene(700, 1);
    const SpatialWeights weights = distance_band_weights(data.sites, automatic_band(data.sites.points));
    for (const LocalStatistic statistic : kAll) {
        LocalOptions options;
        options.statistic = statistic;
        options.tail = TailRule::kApproximated;
        const LocalResult one = run(data.values, weights, options);
        for (const unsigned threads : {2u, 4u}) {
            options.threads = threads;
            const LocalResult more = run(data.values, weights, options);
            for (std::size_t i = 0; i < one.areas.size(); ++i) {
                expect_same_bits(one.areas[i], more.areas[i]);
            }
        }
    }
}

TEST(LocalProperties, AnyOrderOfTheInputGivesTheSameBits) {
    const Scene data = scene(300, 2);
    const SpatialWeights weights = k_nearest_weights(data.sites, 6);
    std::vector<std::uint32_t> order(300);
    std::iota(order.begin(), order.end(), 0u);
    RandomSequence random(5, 0, 0);
    for (std::size_t left = order.size(); left > 1; --left) {
        std::swap(order[left - 1], order[random.below(static_cast<std::uint32_t>(left))]);
    }
    std::vector<double> moved_values;
    for (const std::uint32_t i : order) {
        moved_values.push_back(data.values[i]);
    }
    const SpatialWeights moved = reordered(weights, order);
    for (const LocalStatistic statistic : kAll) {
        for (const RowWeights rows : {RowWeights::kAsGiven, RowWeights::kRowStandardised}) {
            LocalOptions options;
            options.statistic = statistic;
            options.rows = rows;
            options.permutations = 199;
            const LocalResult straight = run(data.values, weights, options);
            const LocalResult shuffled = run(moved_values, moved, options);
            for (std::size_t k = 0; k < order.size(); ++k) {
                expect_same_bits(straight.areas[order[k]], shuffled.areas[k]);
            }
        }
    }
}

TEST(LocalProperties, UnitsAndPlaceDoNotMatter) {
    // Values in other units with another zero; sites moved, and their band scaled: z to rounding, p exactly.
    const Scene data = scene(300, 3);
    const SpatialWeights weights = distance_band_weights(data.sites, {120.0});
    WeightSites scaled = data.sites;
    for (ProjectedPoint& point : scaled.points) {
        point = {point.x * 4.0 - 8192.0, point.y * 4.0 + 1024.0};
    }
    std::vector<double> other(data.values.size());
    for (std::size_t i = 0; i < other.size(); ++i) {
        other[i] = data.values[i] * 250.0 + 1000.0;
    }
    const SpatialWeights same = distance_band_weights(scaled, {480.0});
    EXPECT_EQ(same, weights);
    for (const LocalStatistic statistic : kAll) {
        LocalOptions options;
        options.statistic = statistic;
        const LocalResult a = run(data.values, weights, options);
        const LocalResult b = run(other, same, options);
        for (std::size_t i = 0; i < a.areas.size(); ++i) {
            ASSERT_EQ(a.areas[i].state, b.areas[i].state);
            if (a.areas[i].state == LocalState::kOk) {
                EXPECT_NEAR(a.areas[i].z_score, b.areas[i].z_score, 1e-8 * (1.0 + std::abs(a.areas[i].z_score)));
                EXPECT_EQ(a.areas[i].p_value, b.areas[i].p_value);
            }
        }
    }
}

TEST(LocalProperties, TheOtherSignMirrorsGetisOrdAndLeavesMoranAndGeary) {
    const Scene data = scene(200, 4);
    const SpatialWeights weights = k_nearest_weights(data.sites, 5);
    std::vector<double> mirrored;
    for (const double value : data.values) {
        mirrored.push_back(-value);
    }
    for (const LocalStatistic statistic : kAll) {
        LocalOptions options;
        options.statistic = statistic;
        const bool getis = statistic == LocalStatistic::kGetisOrd || statistic == LocalStatistic::kGetisOrdStar;
        const LocalResult a = run(data.values, weights, options);
        const LocalResult b = run(mirrored, weights, options);
        for (std::size_t i = 0; i < a.areas.size(); ++i) {
            EXPECT_NEAR(b.areas[i].z_score, (getis ? -1.0 : 1.0) * a.areas[i].z_score, 1e-9);
            EXPECT_EQ(b.areas[i].p_value, a.areas[i].p_value);
        }
    }
}

/// Largest distance of the sample's distribution function from that of the uniform.
double kolmogorov_distance(std::vector<double> sample) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        const auto rank = static_cast<double>(i);
        distance = std::max({distance, sample[i] - rank / n, (rank + 1.0) / n - sample[i]});
    }
    return distance;
}

TEST(LocalProperties, PIsUniformWhenThereIsNothingToFind) {
    // Over many seeds, values drawn independently of place: the p of one fixed area is uniform on {2, 4, ...} / 1000.
    // With 1,000 independent seeds the Kolmogorov distance exceeds 1.95 / sqrt(1000) = 0.0617 in one of a thousand runs
    // (P(D > d) = 2 exp(-2 n d^2)); the steps of p add at most 1/500. The two-sided p of a continuous statistic has P(p
    // <= a) = a.
    constexpr std::size_t kSeeds = 1000;
    const Scene data = scene(60, 9);
    const SpatialWeights weights = k_nearest_weights(data.sites, 5);
    for (const LocalStatistic statistic : kAll) {
        std::vector<double> p;
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            RandomSequence random(seed, 123, 0);
            std::vector<double> values(60);
            for (double& value : values) {
                value = std::exp(random.normal());
            }
            LocalOptions options;
            options.statistic = statistic;
            options.seed = seed;
            options.many_tests = ManyTests::kNone;
            p.push_back(run(values, weights, options).areas[seed % 60].p_value);
        }
        EXPECT_LT(kolmogorov_distance(p), 1.95 / std::sqrt(1000.0) + 1.0 / 500.0) << static_cast<int>(statistic);
    }
}

TEST(LocalProperties, ManyTestsControlHoldsTheFalseDiscoveryRate) {
    // Nothing to find anywhere: every claim is false, so the false discovery rate is the chance of any claim. Over 400
    // maps at alpha = 0.10 Benjamini-Hochberg allows 40 with claims in expectation; five standard errors above is 40 +
    // 5 * 6 = 70.
    const Scene data = scene(80, 10);
    const SpatialWeights weights = k_nearest_weights(data.sites, 4);
    int with_claims = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        RandomSequence random(seed, 321, 0);
        std::vector<double> values(80);
        for (double& value : values) {
            value = random.normal();
        }
        LocalOptions options;
        options.alpha = 0.10;
        options.seed = seed;
        const LocalResult result = run(values, weights, options);
        with_claims += std::any_of(result.areas.begin(), result.areas.end(),
                                   [](const LocalArea& area) { return area.significant; });
    }
    EXPECT_LE(with_claims, 70);
}

TEST(LocalProperties, TailApproximationAgreesWithLongRuns) {
    // Areas whose p a run of 100,000 permutations still resolves to a few per cent: factor 1.5 either way.
    const Scene data = scene(150, 12);
    std::vector<double> values = data.values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double dx = data.sites.points[i].x - 500.0;
        const double dy = data.sites.points[i].y - 500.0;
        values[i] += 3.0 * std::exp(-(dx * dx + dy * dy) / (2.0 * 120.0 * 120.0));
    }
    // Whole numbers have ties and are counted exactly; the others are approximated.
    std::vector<double> whole;
    for (const double value : values) {
        whole.push_back(std::round(2.0 * value));
    }
    const SpatialWeights weights = k_nearest_weights(data.sites, 6);
    for (const bool counts : {false, true}) {
        for (const LocalStatistic statistic : kAll) {
            LocalOptions options;
            options.statistic = statistic;
            options.many_tests = ManyTests::kNone;
            options.tail = TailRule::kApproximated;
            const LocalResult tail = run(counts ? whole : values, weights, options);
            options.tail = TailRule::kCounted;
            options.permutations = 100000;
            options.threads = 2;
            const LocalResult counted = run(counts ? whole : values, weights, options);
            const PValueSource source = counts ? PValueSource::kExact : PValueSource::kTail;
            int compared = 0;
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double p = counted.areas[i].p_value;
                if (tail.areas[i].p_source == source && p > 4e-4) {
                    // Counted exactly: five standard errors of the long run. Approximated: a factor of 1.5.
                    const double slack = counts ? 5.0 * 2.0 * std::sqrt(p / 2.0 / 100000.0) + 4e-5 : p / 2.0;
                    EXPECT_LT(tail.areas[i].p_value, p + slack) << i;
                    EXPECT_GT(tail.areas[i].p_value, counts ? p - slack : p / 1.5) << i;
                    ++compared;
                }
            }
            EXPECT_GE(compared, 2) << static_cast<int>(statistic) << counts;
        }
    }
}

}  // namespace
}  // namespace diaban
