#include "engine/inference/conditional_permutation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "engine/inference/permutation_draws.hpp"

namespace diaban {
namespace {

SpatialWeights ring(std::size_t n, std::uint32_t reach) {
    NeighbourLists lists;
    std::vector<std::string> ids;
    for (std::uint32_t i = 0; i < n; ++i) {
        ids.push_back(std::to_string(10000 + i));
        for (std::uint32_t step = 1; step <= reach; ++step) {
            lists.neighbours.push_back((i + step) % static_cast<std::uint32_t>(n));
        }
        lists.offsets.push_back(lists.neighbours.size());
    }
    return weights_from_neighbours(ids, lists);
}

std::vector<double> some_values(std::size_t n) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) {
        values[i] = std::sin(static_cast<double>(i * i)) * 3.0;
    }
    return values;
}

TEST(PermutationDraws, AreDifferentPositionsAndNeverTheAreaItself) {
    std::vector<std::uint32_t> taken(40, 0);
    for (std::uint32_t permutation = 0; permutation < 300; ++permutation) {
        std::vector<std::uint32_t> positions(39);
        draw_positions({5, 7, 40}, permutation, positions, taken, permutation + 1);
        const std::set<std::uint32_t> distinct(positions.begin(), positions.end());
        EXPECT_EQ(distinct.size(), 39u);
        EXPECT_EQ(distinct.count(7), 0u);
        EXPECT_LT(*distinct.rbegin(), 40u);
    }
}

TEST(PermutationDraws, TheStampedAndTheSearchedPathAgree) {
    std::vector<std::uint32_t> taken(30, 0);
    std::vector<std::uint32_t> none;
    for (std::uint32_t permutation = 0; permutation < 100; ++permutation) {
        std::vector<std::uint32_t> stamped(12);
        std::vector<std::uint32_t> searched(12);
        draw_positions({1, 29, 30}, permutation, stamped, taken, permutation + 1);
        draw_positions({1, 29, 30}, permutation, searched, none, 0);
        EXPECT_EQ(stamped, searched);
    }
}

TEST(PermutationDraws, TheBatchIsThePlainPathAndTheSingleDraws) {
    std::vector<std::uint32_t> none;
    for (const std::uint32_t areas : {20u, 3321u, 1000003u, 4000000000u}) {
        for (std::uint32_t draws = 1; draws <= kMaxBatchDraws; ++draws) {
            const DrawKey key{0x123456789abcdefULL, areas / 3, areas};
            std::vector<std::uint32_t> fast(kMaxBatchDraws * kBatch);
            std::vector<std::uint32_t> plain(kMaxBatchDraws * kBatch);
            const std::uint64_t invalid = draw_batch(key, 128, draws, fast);
            ASSERT_EQ(draw_batch_plain(key, 128, draws, plain), invalid);
            ASSERT_EQ(fast, plain);
            for (std::uint32_t p = 0; p < kBatch; ++p) {
                std::vector<std::uint32_t> single(draws);
                draw_positions(key, 128 + p, single, none, 0);
                bool same = true;
                for (std::uint32_t draw = 0; draw < draws; ++draw) {
                    same = same && single[draw] == fast[draw * kBatch + p];
                }
                // A refused word or a repeated position shifts what follows; otherwise the batch is exact.
                if ((invalid >> p & 1) == 0) {
                    ASSERT_TRUE(same) << areas << " " << draws << " " << p;
                }
            }
        }
    }
}

TEST(PermutationDraws, EveryOrderedPairIsEquallyLikely) {
    // 5 others: 20 ordered pairs. Chi-square with 19 degrees of freedom; 43.8 is its 0.999 quantile (R: qchisq(0.999,
    // 19)).
    std::vector<std::uint32_t> none;
    std::vector<int> seen(36, 0);
    constexpr int kDraws = 20000;
    for (std::uint32_t permutation = 0; permutation < kDraws; ++permutation) {
        std::vector<std::uint32_t> pair(2);
        draw_positions({99, 2, 6}, permutation, pair, none, 0);
        ++seen[pair[0] * 6 + pair[1]];
    }
    double chi_square = 0.0;
    for (std::uint32_t a = 0; a < 6; ++a) {
        for (std::uint32_t b = 0; b < 6; ++b) {
            if (a != b && a != 2 && b != 2) {
                chi_square += std::pow(seen[a * 6 + b] - kDraws / 20.0, 2) / (kDraws / 20.0);
            }
        }
    }
    EXPECT_LT(chi_square, 43.82);
}

TEST(ConditionalPermutation, MatchesTheExactDistributionOfASmallCase) {
    // 7 areas, 2 neighbours each: the 15 pairs of the 6 others are equally likely, so both tails are known shares.
    const SpatialWeights weights = ring(7, 2);
    const std::vector<double> values = {1, 5, 2, 8, 3, 3, 9};
    constexpr std::uint32_t kPermutations = 100000;
    Progress progress;
    const auto tallies =
        conditional_permutation(values, weights, NeighbourTerm::kValue, {kPermutations, 3, 1}, progress);
    for (std::size_t i = 0; i < 7; ++i) {
        const double observed = values[(i + 1) % 7] + values[(i + 2) % 7];
        int at_least = 0;
        int at_most = 0;
        for (std::size_t a = 0; a < 7; ++a) {
            for (std::size_t b = a + 1; b < 7; ++b) {
                if (a != i && b != i) {
                    at_least += values[a] + values[b] >= observed ? 1 : 0;
                    at_most += values[a] + values[b] <= observed ? 1 : 0;
                }
            }
        }
        const auto near = [&](std::uint32_t count, int share) {
            const double p = share / 15.0;
            EXPECT_NEAR(count / double{kPermutations}, p, 5.0 * std::sqrt(p * (1 - p) / kPermutations) + 1e-12) << i;
        };
        near(tallies[i].at_least, at_least);
        near(tallies[i].at_most, at_most);
    }
}

TEST(ConditionalPermutation, ThreadsAndBatchesDoNotMatter) {
    const std::vector<double> values = some_values(500);
    for (const std::uint32_t neighbours : {5u, 16u, 17u, 60u}) {
        const SpatialWeights weights = ring(500, neighbours);
        for (const NeighbourTerm term : {NeighbourTerm::kValue, NeighbourTerm::kSquaredDifference}) {
            Progress progress;
            const auto one = conditional_permutation(values, weights, term, {199, 1, 1}, progress);
            for (const unsigned threads : {2u, 4u, 7u}) {
                const auto more = conditional_permutation(values, weights, term, {199, 1, threads}, progress);
                for (std::size_t i = 0; i < one.size(); ++i) {
                    ASSERT_EQ(one[i].at_least, more[i].at_least);
                    ASSERT_EQ(one[i].at_most, more[i].at_most);
                }
            }
        }
    }
}

TEST(ConditionalPermutation, MorePermutationsBeginWithTheFewer) {
    // A permutation is a function of its own number: those of 99 are the first 99 of 999.
    const std::vector<double> values = some_values(60);
    const SpatialWeights weights = ring(60, 4);
    Progress progress;
    const auto few = conditional_permutation(values, weights, NeighbourTerm::kValue, {99, 1, 1}, progress);
    const auto many = conditional_permutation(values, weights, NeighbourTerm::kValue, {999, 1, 1}, progress);
    for (std::size_t i = 0; i < few.size(); ++i) {
        EXPECT_LE(few[i].at_least, many[i].at_least);
        EXPECT_LE(few[i].at_most, many[i].at_most);
        EXPECT_LE(many[i].at_least - few[i].at_least, 900u);
    }
}

TEST(ConditionalPermutation, EqualSumsCountOnBothSides) {
    const std::vector<double> values(9, 0.1);
    Progress progress;
    const auto tallies = conditional_permutation(values, ring(9, 3), NeighbourTerm::kValue, {99, 1, 1}, progress);
    EXPECT_EQ(tallies[0].at_least, 99u);
    EXPECT_EQ(tallies[0].at_most, 99u);
    EXPECT_EQ(permutation_p(tallies[0], 99), 1.0);
}

TEST(ConditionalPermutation, PIsTwiceTheSmallerTail) {
    EXPECT_DOUBLE_EQ(permutation_p({0, 999}, 999), 0.002);
    EXPECT_DOUBLE_EQ(permutation_p({970, 29}, 999), 0.06);
    EXPECT_DOUBLE_EQ(permutation_p({500, 499}, 999), 1.0);
}

TEST(ConditionalPermutation, StopsWhenAsked) {
    Progress progress;
    progress.cancel();
    const std::vector<double> values = some_values(60);
    EXPECT_THROW(conditional_permutation(values, ring(60, 4), NeighbourTerm::kValue, {99, 1, 1}, progress),
                 std::exception);
}

}  // namespace
}  // namespace diaban
