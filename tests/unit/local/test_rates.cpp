#include "engine/local/rates.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

TEST(EmpiricalBayes, WorkedByHand) {
    // Counts 1, 4, 7 among 100 each: b = 0.04; a = (0.0009 + 0 + 0.0009) / 3 - 0.04 / 100 = 0.0006 - 0.0004 = 0.0002.
    const std::vector<double> counts = {1, 4, 7};
    const std::vector<double> people = {100, 100, 100};
    const BayesRates rates = empirical_bayes({counts, people});
    EXPECT_NEAR(rates.prior_mean[0], 0.04, 1e-15);
    EXPECT_NEAR(rates.prior_variance[0], 0.0002, 1e-15);
    // Shrinkage 0.0002 / (0.0002 + 0.0004) = 1/3.
    EXPECT_NEAR(rates.rate[0], 0.03, 1e-14);
    EXPECT_NEAR(rates.rate[1], 0.04, 1e-14);
    EXPECT_NEAR(rates.rate[2], 0.05, 1e-14);
    // z = (r - b) / sqrt(a + b / n).
    EXPECT_NEAR(assuncao_reis({counts, people})[0], -0.03 / std::sqrt(0.0006), 1e-12);
}

TEST(EmpiricalBayes, CountsThatVaryNoMoreThanChanceGiveTheCommonRate) {
    const std::vector<double> counts = {4, 4, 4};
    const std::vector<double> people = {90, 100, 110};
    const BayesRates rates = empirical_bayes({counts, people});
    EXPECT_EQ(rates.prior_variance[0], 0.0);
    EXPECT_NEAR(rates.rate[0], 0.04, 1e-15);
}

TEST(Rates, AreasWithoutPeopleHaveNoRateAndTakeNoPart) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> counts = {1, 4, 7, 5, nan};
    const std::vector<double> people = {100, 100, 100, 0, 100};
    const BayesRates rates = empirical_bayes({counts, people});
    EXPECT_NEAR(rates.rate[0], 0.03, 1e-14);
    EXPECT_TRUE(std::isnan(rates.rate[3]));
    EXPECT_TRUE(std::isnan(rates.rate[4]));
    EXPECT_TRUE(std::isnan(raw_rates({counts, people})[3]));
    const SpatialWeights weights =
        weights_from_neighbours({"a", "b", "c", "d", "e"}, {{0, 2, 4, 6, 6, 6}, {1, 2, 0, 2, 0, 1}});
    // Everyone with a rate is everyone's neighbour: the local estimate is the global one.
    const BayesRates local = local_empirical_bayes({counts, people}, weights, LocalPriorVariance::kNeighbourhoodMean);
    EXPECT_NEAR(local.rate[0], 0.03, 1e-14);
    EXPECT_TRUE(std::isnan(local.rate[3]));
}

TEST(Rates, RefuseWhatCannotBe) {
    const std::vector<double> counts = {1, -1};
    const std::vector<double> people = {10, 10};
    const std::vector<double> none = {0, 0};
    EXPECT_THROW(raw_rates({counts, people}), Error);
    EXPECT_THROW(raw_rates({std::span(counts).first(1), people}), Error);
    EXPECT_THROW(empirical_bayes({none, none}), Error);
}

}  // namespace
}  // namespace diaban
