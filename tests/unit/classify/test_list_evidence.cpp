#include "engine/classify/list_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace diaban {
namespace {

// One window would do; two cells each, and a likelihood that is sure of its cell. Areas 1 and 2 lie in the first pair
// of cells, area 3 in the last.
//   c w_0 = 4 x 1/4 = 1 in each of the four pairs. Whatever the order, an area in a pair where k of the j areas before
//   it lie is foretold with (1 + k) / (4 + j): orders 1 1 3, 1 3 1 and 3 1 1 all give 1/4 x (1/5 x 2/6), and log P(y |
//   H0) = 0 by the scales.
TEST(ListEvidence, EachAreaIsForetoldByThoseBeforeIt) {
    const std::vector<CountsAtReference> counts = {{1, 1, 1, 1}, {1, 1, 1, 1}, {5, 5, 1, 1}};
    const CellLikelihood first{0, {1.0}, 0.0};
    const CellLikelihood last{1, {1.0}, 0.0};
    const std::vector<PairLikelihood> likelihood = {{first, first}, {first, first}, {last, last}};
    const std::vector<double> base(4, 0.25);
    EXPECT_NEAR(evidence_of_difference({counts, likelihood, base, 2, 4.0}, 1),
                std::log(1.0 / 4.0 * 1.0 / 5.0 * 2.0 / 6.0), 1e-12);
}

// Scales are logarithms of what the likelihoods were divided by: they add up.
TEST(ListEvidence, ScalesAreAdded) {
    const std::vector<CountsAtReference> counts = {{1, 1, 1, 1}};
    const std::vector<PairLikelihood> likelihood = {{{0, {0.5, 0.25}, 3.0}, {0, {1.0, 0.5}, -1.0}}};
    const std::vector<double> base = {0.1, 0.2, 0.3, 0.4};
    // 0.5 (0.1 + 0.2 / 2) + 0.25 (0.3 + 0.4 / 2) = 0.1 + 0.125
    EXPECT_NEAR(evidence_of_difference({counts, likelihood, base, 2, 3.0}, 1), std::log(0.225) + 2.0, 1e-12);
}

// s <- log(max(n^3 / 10, 10)); integrate(function(x) 1 / (1 + exp(e - x)), 0, s)$value / s in R 4.2
TEST(ListEvidence, OneRateIsTheMeanOverPriorOdds) {
    EXPECT_NEAR(probability_of_one_rate(0.0, 48), 0.925565951, 1e-8);
    EXPECT_NEAR(probability_of_one_rate(std::log(48.0 * 48.0 * 4.8) / 2.0, 48), 0.5, 1e-12);
    EXPECT_NEAR(probability_of_one_rate(5.0, 11), 0.129513555, 1e-8);
    EXPECT_NEAR(probability_of_one_rate(-50.0, 11), 1.0, 1e-12);
    EXPECT_EQ(probability_of_one_rate(5000.0, 11), 0.0);
    EXPECT_NEAR(probability_of_one_rate(1.0, 2), 0.534086140, 1e-8);
}

}  // namespace
}  // namespace diaban
