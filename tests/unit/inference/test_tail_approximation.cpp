#include "engine/inference/tail_approximation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <vector>

namespace diaban {
namespace {

/// Exact P(S >= sum) for whole terms, by counting subsets (dynamic programming over draws and sum).
double exact_upper(const std::vector<int>& terms, std::size_t draws, int sum) {
    const int total = std::accumulate(terms.begin(), terms.end(), 0);
    std::vector<std::vector<double>> ways(draws + 1, std::vector<double>(static_cast<std::size_t>(total) + 1, 0.0));
    ways[0][0] = 1.0;
    for (const int term : terms) {
        for (std::size_t k = draws; k > 0; --k) {
            for (int s = total; s >= term; --s) {
                ways[k][static_cast<std::size_t>(s)] += ways[k - 1][static_cast<std::size_t>(s - term)];
            }
        }
    }
    double all = 0.0;
    double reached = 0.0;
    for (int s = 0; s <= total; ++s) {
        all += ways[draws][static_cast<std::size_t>(s)];
        reached += s >= sum ? ways[draws][static_cast<std::size_t>(s)] : 0.0;
    }
    return reached / all;
}

/// Skewed counts as areas have them: many small, few large.
std::vector<int> counts(std::size_t n) {
    std::vector<int> values;
    for (std::size_t i = 0; i < n; ++i) {
        values.push_back(static_cast<int>((i * 7919) % 5 + ((i * 104729) % 11 == 0 ? 6 + i % 9 : 0)));
    }
    return values;
}

std::vector<TermCount> as_real(const std::vector<int>& values, double shift) {
    std::vector<double> real;
    for (const int value : values) {
        real.push_back(value + shift);
    }
    return count_terms(real);
}

TEST(ExactSumTail, CountsEveryChoice) {
    const std::vector<int> terms = counts(150);
    // A shift of all terms (centring) must not disturb the lattice; tolerance: rounding of 150 shifted terms.
    const double shift = -1.7350666;
    for (const std::size_t draws : {1u, 4u, 8u}) {
        for (int sum = 0; sum < 120; ++sum) {
            const double exact = exact_upper(terms, draws, sum);
            const auto ours =
                exact_sum_tail(as_real(terms, shift), draws, sum + static_cast<double>(draws) * shift, Tail::kUpper);
            if (exact > 0.0) {
                ASSERT_TRUE(ours.has_value());
                EXPECT_NEAR(*ours, exact, 1e-9 * exact) << draws << " " << sum;
            }
        }
    }
}

TEST(ExactSumTail, TheExtremeSumIsExactForAnyTerms) {
    // 3 of {0, 1, 2.5, 2.5, 5, 9}: the top is 9 + 5 + 2.5, reached in 2 of 20 ways; the bottom 0 + 1 + 2.5 in 2 of 20.
    const std::vector<double> terms = {0, 1, 2.5, 2.5, 5, 9.25};
    EXPECT_NEAR(exact_sum_tail(count_terms(terms), 3, 16.75, Tail::kUpper).value(), 0.1, 1e-12);
    EXPECT_NEAR(exact_sum_tail(count_terms(terms), 3, 3.5, Tail::kLower).value(), 0.1, 1e-12);
    EXPECT_EQ(exact_sum_tail(count_terms(terms), 3, 3.5, Tail::kUpper).value(), 1.0);
    EXPECT_FALSE(exact_sum_tail(count_terms(terms), 3, 10.0, Tail::kUpper).has_value());
}

TEST(SaddlepointTail, AgreesWithExactCountingFarIntoTheTail) {
    const std::vector<int> terms = counts(150);
    int compared = 0;
    for (const std::size_t draws : {4u, 8u, 20u}) {
        for (int sum = 0; sum < 200; ++sum) {
            const double exact = exact_upper(terms, draws, sum);
            const bool extreme = exact_upper(terms, draws, sum + 1) == 0.0;
            if (exact > 0.01 || exact < 1e-12 || extreme) {
                continue;
            }
            const double ours =
                saddlepoint_tail(as_real(terms, 0.25), draws, sum + 0.25 * static_cast<double>(draws), Tail::kUpper);
            // What it is for: the right p to within a factor of 1.5 down to 1e-7, and of 2.5 beyond or with 4 draws,
            // where few choices are left and the distribution is lumpy.
            const double factor = exact > 1e-7 && draws > 4 ? 1.5 : 2.5;
            EXPECT_LT(ours, exact * factor) << draws << " " << sum << " " << exact;
            EXPECT_GT(ours, exact / factor) << draws << " " << sum << " " << exact;
            ++compared;
        }
    }
    EXPECT_GT(compared, 100);
}

TEST(SaddlepointTail, AgreesWithAllChoicesOfTermsThatAreNoLattice) {
    // 5 of 26 log-normal-like terms: all 65,780 choices listed.
    std::vector<double> terms;
    for (int i = 0; i < 26; ++i) {
        terms.push_back(std::exp(1.2 * std::sin(i * i + 0.5) + 0.01 * i));
    }
    std::vector<double> sums;
    for (unsigned subset = 0; subset < 1u << 26; subset += 1) {
        if (std::popcount(subset) != 5) {
            continue;
        }
        double sum = 0.0;
        for (unsigned rest = subset; rest != 0; rest &= rest - 1) {
            sum += terms[static_cast<std::size_t>(std::countr_zero(rest))];
        }
        sums.push_back(sum);
    }
    std::sort(sums.begin(), sums.end());
    for (const std::size_t reached : {6578u, 658u, 66u}) {
        const double exact = static_cast<double>(reached) / static_cast<double>(sums.size());
        const double at = 0.5 * (sums[sums.size() - reached] + sums[sums.size() - reached - 1]);
        const double ours = saddlepoint_tail(count_terms(terms), 5, at, Tail::kUpper);
        EXPECT_LT(ours, exact * 1.3) << exact;
        EXPECT_GT(ours, exact / 1.3) << exact;
    }
}

TEST(ExactSumTail, SmallTailsKeepTheirDigits) {
    // 900 zeros, and 1, 2, ... 20 once each; 6 drawn, sum >= 100: far from the bottom (0) and from the top (105).
    std::vector<int> terms(900, 0);
    for (int i = 1; i <= 20; ++i) {
        terms.push_back(i);
    }
    for (const int sum : {100, 60, 30, 5}) {
        const double exact = exact_upper(terms, 6, sum);
        EXPECT_NEAR(exact_sum_tail(as_real(terms, 0.0), 6, sum, Tail::kUpper).value(), exact, 1e-9 * exact) << sum;
    }
}

TEST(SaddlepointTail, LowerTailIsTheUpperTailOfTheMirror) {
    const std::vector<double> terms = {0.3, 1.9, 2.2, 4.1, 7.7, 0.4, 3.3, 2.5, 6.1, 0.2};
    std::vector<double> mirrored;
    for (const double term : terms) {
        mirrored.push_back(-term);
    }
    EXPECT_NEAR(saddlepoint_tail(count_terms(terms), 4, 4.0, Tail::kLower),
                saddlepoint_tail(count_terms(mirrored), 4, -4.0, Tail::kUpper), 1e-13);
}

TEST(WeightedSumTail, RightOrderOfMagnitudeWithUnequalWeights) {
    // All ordered choices of 2 of 60 terms, weights 1 and 2: the exact tail by counting 3,540 pairs.
    std::vector<double> terms;
    for (const int count : counts(60)) {
        terms.push_back(count);
    }
    const std::vector<double> weights = {1.0, 2.0};
    for (const double sum : {24.0, 30.0, 36.0}) {
        int reached = 0;
        for (std::size_t a = 0; a < terms.size(); ++a) {
            for (std::size_t b = 0; b < terms.size(); ++b) {
                reached += a != b && terms[a] + 2.0 * terms[b] >= sum ? 1 : 0;
            }
        }
        const double exact = reached / 3540.0;
        const double ours = weighted_sum_tail(count_terms(terms), weights, sum, Tail::kUpper);
        EXPECT_GT(ours, exact / 4) << sum;
        EXPECT_LT(ours, exact * 4) << sum;
    }
}

TEST(WeightedSumTail, IsSymmetricForSymmetricTerms) {
    // Terms that mirror themselves have no third moment: P(S >= mean) = 1/2.
    const std::vector<double> terms = {-3, -1, 0, 1, 3};
    EXPECT_NEAR(weighted_sum_tail(count_terms(terms), std::vector<double>{1.0, 0.25}, 0.0, Tail::kUpper), 0.5, 1e-12);
}

}  // namespace
}  // namespace diaban
