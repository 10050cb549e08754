#include "engine/weights/distance_weights.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/weights/point_index.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// Points on a coarse lattice, so that ties and stacks are frequent.
WeightSites random_sites(std::size_t count, std::uint32_t side) {
    RandomSequence random(11, 0, side);
    WeightSites sites;
    for (std::size_t i = 0; i < count; ++i) {
        sites.ids.push_back(std::to_string(i));
        sites.points.push_back({static_cast<double>(random.below(side)), static_cast<double>(random.below(side))});
    }
    return sites;
}

std::vector<std::uint32_t> row(const SpatialWeights& weights, std::size_t i) {
    const auto neighbours = weights.neighbours_of(i);
    return {neighbours.begin(), neighbours.end()};
}

TEST(KNearest, TiesGoToTheLowerIndex) {
    // 1, 2 and 3 are equally far from 0.
    const WeightSites sites{{"a", "b", "c", "d", "e"}, {{0, 0}, {0, 1}, {1, 0}, {-1, 0}, {9, 9}}};
    EXPECT_EQ(row(k_nearest_weights(sites, 2), 0), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(row(k_nearest_weights(sites, 1), 4), (std::vector<std::uint32_t>{1}));
}

TEST(KNearest, EqualsSortingAllDistances) {
    for (const std::uint32_t side : {5u, 40u, 100000u}) {
        const WeightSites sites = random_sites(300, side);
        const SpatialWeights weights = k_nearest_weights(sites, 7, 2);
        for (std::uint32_t i = 0; i < 300; ++i) {
            std::vector<NearPoint> all;
            for (std::uint32_t j = 0; j < 300; ++j) {
                if (j != i) {
                    all.push_back({planar_distance(sites.points[i], sites.points[j]), j});
                }
            }
            std::sort(all.begin(), all.end());
            std::vector<std::uint32_t> expected;
            for (int k = 0; k < 7; ++k) {
                expected.push_back(all[static_cast<std::size_t>(k)].index);
            }
            std::sort(expected.begin(), expected.end());
            ASSERT_EQ(row(weights, i), expected) << side << " " << i;
        }
    }
}

TEST(DistanceBand, EqualsTestingAllPairsAndLeavesOutTheSamePlace) {
    const WeightSites sites = random_sites(400, 20);
    for (const double band : {1.0, std::sqrt(2.0), 3.5}) {
        const SpatialWeights weights = distance_band_weights(sites, {band}, 2);
        for (std::uint32_t i = 0; i < 400; ++i) {
            std::vector<std::uint32_t> expected;
            for (std::uint32_t j = 0; j < 400; ++j) {
                const double d = planar_distance(sites.points[i], sites.points[j]);
                if (d > 0.0 && d <= band) {
                    expected.push_back(j);
                }
            }
            ASSERT_EQ(row(weights, i), expected) << band << " " << i;
        }
    }
}

TEST(DistanceBand, TheBandItselfIsWithin) {
    const WeightSites sites{{"a", "b", "c"}, {{0, 0}, {3, 4}, {10, 0}}};
    EXPECT_EQ(row(distance_band_weights(sites, {5.0}), 0), (std::vector<std::uint32_t>{1}));
    EXPECT_TRUE(row(distance_band_weights(sites, {std::nextafter(5.0, 0.0)}), 0).empty());
}

TEST(AutomaticBand, IsTheSmallestThatLeavesNobodyAlone) {
    // Nearest neighbours at 1, 1 and 7.
    EXPECT_DOUBLE_EQ(automatic_band({{0, 0}, {1, 0}, {8, 0}}).value, 7.0);
    // A stack does not count as a neighbour.
    EXPECT_DOUBLE_EQ(automatic_band({{0, 0}, {0, 0}, {2, 0}}).value, 2.0);
    const WeightSites sites = random_sites(500, 1000);
    const Metres band = automatic_band(sites.points, 2);
    const auto isolated = [&](double value) {
        const SpatialWeights weights = distance_band_weights(sites, {value});
        std::size_t count = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            count += weights.cardinality(i) == 0 ? 1 : 0;
        }
        return count;
    };
    EXPECT_EQ(isolated(band.value), 0u);
    EXPECT_GT(isolated(std::nextafter(band.value, 0.0)), 0u);
}

TEST(KernelWeights, FollowTheirFormulas) {
    const WeightSites sites{{"a", "b", "c"}, {{0, 0}, {1, 0}, {2, 0}}};
    const auto first = [&](WeightKernel kernel) { return kernel_weights(sites, {2.0}, kernel); };
    // u = 1/2 for the first neighbour, 1 for the second (which has weight 0 in kernels that end there).
    EXPECT_EQ(first(WeightKernel::kTriangular).weights_of(0).size(), 1u);
    EXPECT_DOUBLE_EQ(first(WeightKernel::kTriangular).weights_of(0)[0], 0.5);
    EXPECT_DOUBLE_EQ(first(WeightKernel::kEpanechnikov).weights_of(0)[0], 0.75 * 0.75);
    EXPECT_DOUBLE_EQ(first(WeightKernel::kQuartic).weights_of(0)[0], 0.9375 * 0.5625);
    EXPECT_DOUBLE_EQ(first(WeightKernel::kUniform).weights_of(0)[1], 0.5);
    EXPECT_NEAR(first(WeightKernel::kGaussian).weights_of(0)[0], 0.35206532676429947, 1e-15);  // N(0,1) density at 0.5
    EXPECT_DOUBLE_EQ(first(WeightKernel::kQuartic).self_weights[0], 0.9375);
}

TEST(DistanceWeights, RefuseWhatCannotBe) {
    const WeightSites sites{{"a", "b"}, {{0, 0}, {0, 0}}};
    EXPECT_THROW(k_nearest_weights(sites, 0), Error);
    EXPECT_THROW(k_nearest_weights(sites, 2), Error);
    EXPECT_THROW(distance_band_weights(sites, {0.0}), Error);
    EXPECT_THROW(distance_band_weights(sites, {std::nan("")}), Error);
    EXPECT_THROW(automatic_band(sites.points), Error);
    EXPECT_THROW(automatic_band({}), Error);
    const WeightSites broken{{"a", "b"}, {{0, 0}, {std::numeric_limits<double>::infinity(), 0}}};
    EXPECT_THROW(distance_band_weights(broken, {1.0}), Error);
}

}  // namespace
}  // namespace diaban
