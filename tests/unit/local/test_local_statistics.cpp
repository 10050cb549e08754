#include "engine/local/local_statistics.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

#include "engine/inference/significance.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Rook neighbours of a grid; ids sort in row-major order.
SpatialWeights rook_grid(int rows, int columns) {
    NeighbourLists lists;
    std::vector<std::string> ids;
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            ids.push_back(std::to_string(1000 + r * columns + c));
            const auto add = [&](int row, int column) {
                if (row >= 0 && row < rows && column >= 0 && column < columns) {
                    lists.neighbours.push_back(static_cast<std::uint32_t>(row * columns + column));
                }
            };
            add(r - 1, c), add(r + 1, c), add(r, c - 1), add(r, c + 1);
            lists.offsets.push_back(lists.neighbours.size());
        }
    }
    return weights_from_neighbours(ids, lists);
}

LocalResult run(const std::vector<double>& values, const SpatialWeights& weights, const LocalOptions& options,
                const std::vector<std::uint8_t>& masked = {}) {
    Progress progress;
    return local_statistics({values, masked}, weights, options, progress);
}

LocalOptions normal(LocalStatistic statistic) {
    LocalOptions options;
    options.statistic = statistic;
    options.permutations = 0;
    return options;
}

// Three areas in a row with values 1, 2, 6: mean 3, m2 = (4 + 1 + 9) / 3 = 14/3. Worked by hand.
const std::vector<double> kThree = {1, 2, 6};

TEST(GetisOrdStar, WorkedByHand) {
    const LocalResult result = run(kThree, rook_grid(1, 3), normal(LocalStatistic::kGetisOrdStar));
    // Area 0: sum 3, W = 2, expectation 6, variance 14/3 * (3 * 2 - 4) / 2 = 14/3.
    EXPECT_NEAR(result.areas[0].value, 3.0, 1e-14);
    EXPECT_NEAR(result.areas[0].expectation, 6.0, 1e-14);
    EXPECT_NEAR(result.areas[0].variance, 14.0 / 3, 1e-13);
    EXPECT_NEAR(result.areas[0].z_score, -3.0 / std::sqrt(14.0 / 3), 1e-13);
    // Area 1 has everybody as its neighbourhood: the sum cannot vary.
    EXPECT_EQ(result.areas[1].state, LocalState::kUndefined);
    EXPECT_TRUE(std::isnan(result.areas[1].z_score));
    EXPECT_EQ(result.tested, 2u);
    EXPECT_EQ(result.undefined, 1u);
}

TEST(GetisOrd, WorkedByHand) {
    const LocalResult result = run(kThree, rook_grid(1, 3), normal(LocalStatistic::kGetisOrd));
    // Area 0: the others are 2 and 6, mean 4, variance 4; W = 1: expectation 4, variance 4 * (2 - 1) / 1.
    EXPECT_NEAR(result.areas[0].value, 2.0, 1e-14);
    EXPECT_NEAR(result.areas[0].expectation, 4.0, 1e-14);
    EXPECT_NEAR(result.areas[0].variance, 4.0, 1e-13);
}

TEST(LocalMoran, WorkedByHand) {
    // Four in a row, 0 0 0 4: mean 1, z = -1 -1 -1 3, m2 = 3, b2 = (3 + 81) / 4 / 9 = 7/3.
    const LocalResult result = run({0, 0, 0, 4}, rook_grid(1, 4), normal(LocalStatistic::kMoran));
    EXPECT_NEAR(result.areas[0].value, 1.0 / 3, 1e-14);
    EXPECT_NEAR(result.areas[2].value, -1.0 / 3 * 2, 1e-14);
    EXPECT_NEAR(result.areas[2].expectation, -2.0 / 3, 1e-14);
    // Two neighbours: 2 (4 - 7/3) / 3 + (4 - 2) (14/3 - 4) / (3 * 2) - 4/9 = 10/9 + 2/9 - 4/9.
    EXPECT_NEAR(result.areas[2].variance, 8.0 / 9, 1e-13);
    EXPECT_EQ(quadrant_code(result.areas[0].quadrant), "LL");
    EXPECT_EQ(quadrant_code(result.areas[2].quadrant), "LH");
    EXPECT_EQ(quadrant_code(result.areas[3].quadrant), "HL");
}

TEST(LocalGeary, MomentsAreThoseOfAllEquallyLikelyNeighbourhoods) {
    // Six areas; for each, all ordered choices of its k neighbours out of the five others, listed outright.
    const std::vector<double> values = {3, 1, 4, 1, 5, 9};
    const SpatialWeights weights = rook_grid(2, 3);
    const LocalResult result = run(values, weights, normal(LocalStatistic::kGeary));
    double mean = 0.0;
    for (const double value : values) {
        mean += value / 6.0;
    }
    double unit = 0.0;
    for (const double value : values) {
        unit += (value - mean) * (value - mean) / 5.0;
    }
    for (std::size_t i = 0; i < 6; ++i) {
        const std::size_t k = weights.cardinality(i);
        double sum = 0.0;
        double squares = 0.0;
        int subsets = 0;
        for (unsigned subset = 0; subset < 64; ++subset) {
            if (static_cast<std::size_t>(std::popcount(subset)) != k || (subset >> i & 1) != 0) {
                continue;
            }
            double c = 0.0;
            for (std::size_t j = 0; j < 6; ++j) {
                c += (subset >> j & 1) != 0 ? (values[i] - values[j]) * (values[i] - values[j]) / unit : 0.0;
            }
            sum += c;
            squares += c * c;
            ++subsets;
        }
        const double expectation = sum / subsets;
        EXPECT_NEAR(result.areas[i].expectation, expectation, 1e-12) << i;
        EXPECT_NEAR(result.areas[i].variance, squares / subsets - expectation * expectation, 1e-11) << i;
    }
}

TEST(LocalStatistics, AreasLeftOutAreTakenOutOfEverything) {
    // 3 x 3 with one area without a value and one masked: the same as the seven others alone.
    const std::vector<double> values = {4, 7, kNan, 2, 9, 3, 8, 1, 5};
    const std::vector<std::uint8_t> masked = {0, 0, 0, 0, 0, 0, 1, 0, 0};
    const SpatialWeights all = rook_grid(3, 3);
    const std::vector<std::uint8_t> keep = {1, 1, 0, 1, 1, 1, 0, 1, 1};
    const std::vector<double> rest = {4, 7, 2, 9, 3, 1, 5};
    for (const LocalStatistic statistic : {LocalStatistic::kGetisOrdStar, LocalStatistic::kGeary}) {
        LocalOptions options;
        options.statistic = statistic;
        options.rows = RowWeights::kRowStandardised;
        const LocalResult whole = run(values, all, options, masked);
        const LocalResult part = run(rest, subset(all, keep), options);
        EXPECT_EQ(whole.areas[2].state, LocalState::kUndefined);
        EXPECT_EQ(whole.areas[6].state, LocalState::kMasked);
        EXPECT_EQ(whole.masked, 1u);
        std::size_t at = 0;
        for (std::size_t i = 0; i < 9; ++i) {
            if (keep[i] != 0) {
                EXPECT_EQ(whole.areas[i].z_score, part.areas[at].z_score);
                EXPECT_EQ(whole.areas[i].p_value, part.areas[at].p_value);
                EXPECT_EQ(whole.areas[i].p_adjusted, part.areas[at].p_adjusted);
                ++at;
            }
        }
    }
}

TEST(LocalStatistics, ManyTestsCountDefinedAreasOnly) {
    // Ten in a row and five alone: the isolated ones have no p and do not raise the bar.
    SpatialWeights weights = rook_grid(1, 10);
    std::vector<double> values = {1, 2, 1, 3, 9, 8, 9, 2, 1, 2};
    for (int i = 0; i < 5; ++i) {
        weights.ids.push_back("alone" + std::to_string(i));
        weights.offsets.push_back(weights.offsets.back());
        values.push_back(i);
    }
    const LocalResult result = run(values, weights, normal(LocalStatistic::kGetisOrdStar));
    EXPECT_EQ(result.tested, 10u);
    EXPECT_EQ(result.isolated, 5u);
    std::vector<double> p;
    for (std::size_t i = 0; i < 10; ++i) {
        p.push_back(result.areas[i].p_value);
    }
    const std::vector<double> adjusted = benjamini_hochberg(p);
    for (std::size_t i = 0; i < 10; ++i) {
        EXPECT_EQ(result.areas[i].p_adjusted, adjusted[i]);
        EXPECT_EQ(result.areas[i].significant, adjusted[i] <= 0.05);
    }
    EXPECT_TRUE(std::isnan(result.areas[12].p_value));
    EXPECT_EQ(result.areas[12].bin, 0);
}

TEST(LocalStatistics, AnAreaAtTheMeanIsNeverExtremeForMoran) {
    // z of the middle area is 0: I_i is 0 whatever its neighbours are.
    LocalOptions options;
    options.statistic = LocalStatistic::kMoran;
    const LocalResult result = run({9, 9, 9, 5, 1, 1, 1}, rook_grid(1, 7), options);
    EXPECT_EQ(result.areas[3].p_value, 1.0);
}

TEST(LocalStatistics, TheTailApproximationIsMarkedAndGoesBelowTheCount) {
    // A hot corner in 400 areas: no permutation reaches it, so counting can only say 2 / 1000.
    std::vector<double> values(400);
    for (std::size_t i = 0; i < 400; ++i) {
        values[i] = static_cast<double>((i * 7919) % 7);
    }
    for (const std::size_t i : {0u, 1u, 2u, 20u, 21u, 22u, 40u, 41u, 42u}) {
        values[i] = 40.0;
    }
    LocalOptions options;
    options.statistic = LocalStatistic::kGetisOrd;
    const LocalResult counted = run(values, rook_grid(20, 20), options);
    options.tail = TailRule::kApproximated;
    const LocalResult approximated = run(values, rook_grid(20, 20), options);
    EXPECT_EQ(counted.areas[21].p_source, PValueSource::kPermutation);
    EXPECT_DOUBLE_EQ(counted.areas[21].p_value, 0.002);
    EXPECT_EQ(approximated.areas[21].p_source, PValueSource::kExact);
    // All four neighbours are among the 8 other areas of value 40, the highest there are: exactly C(8, 4) / C(399, 4),
    // two-sided.
    const double exact = 2.0 * (8.0 * 7 * 6 * 5) / (399.0 * 398 * 397 * 396);
    EXPECT_NEAR(approximated.areas[21].p_value, exact, 1e-9 * exact);
    EXPECT_EQ(approximated.areas[210].p_source, PValueSource::kPermutation);
    EXPECT_EQ(approximated.areas[210].p_value, counted.areas[210].p_value);
}

TEST(LocalStatistics, RefusesWhatCannotBe) {
    const SpatialWeights weights = rook_grid(1, 3);
    EXPECT_THROW(run({1, 2}, weights, {}), Error);
    EXPECT_THROW(run({1, 2, kNan}, weights, {}), Error);
    LocalOptions options;
    options.alpha = 1.0;
    EXPECT_THROW(run({1, 2, 3}, weights, options), Error);
}

TEST(LocalStatistics, EqualValuesHaveNoStatistic) {
    const LocalResult result = run({0.1, 0.1, 0.1, 0.1}, rook_grid(2, 2), {});
    EXPECT_EQ(result.undefined, 4u);
    EXPECT_EQ(result.tested, 0u);
}

TEST(LocalStatistics, InfinityIsNotAValue) {
    const LocalResult result =
        run({1, 2, std::numeric_limits<double>::infinity(), 4, 2, 8}, rook_grid(2, 3), normal(LocalStatistic::kMoran));
    EXPECT_EQ(result.areas[2].state, LocalState::kUndefined);
    EXPECT_EQ(result.tested, 5u);
}

}  // namespace
}  // namespace diaban
