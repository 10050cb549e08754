#include "engine/classify/cell_rows.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

// 5 x 5 cells, of which the area reaches rows 1 to 3. Rows are long enough for a wide vector and a rest.
const PairLikelihood kArea{{1, {0.5, 1.0, 0.25}, 0.0}, {0, {0.125, 0.5, 1.0, 0.75, 0.0625}, 0.0}};

std::vector<double> weights() {
    std::vector<double> w(25);
    for (std::size_t k = 0; k < 25; ++k) {
        w[k] = 1.0 + static_cast<double>(k);
    }
    return w;
}

double by_hand(std::size_t i, std::size_t j) {
    return kArea.before.value[i] * kArea.now.value[j];
}

TEST(CellRows, MarginalIsTheSumOverCellsWithinReach) {
    const std::vector<double> w = weights();
    double expected = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 5; ++j) {
            expected += by_hand(i, j) * w[(1 + i) * 5 + j];
        }
    }
    std::vector<double> room;
    EXPECT_NEAR(marginal(w.data(), 5, kArea, room), expected, 1e-12);
}

TEST(CellRows, SumsGrowWithinReachAndNowhereElse) {
    std::vector<double> sums = weights();
    std::vector<double> posterior = weights();
    add_likelihood(sums.data(), 5, kArea, 2.0);
    add_posterior(posterior.data(), 5, kArea, 2.0);
    for (std::size_t row = 0; row < 5; ++row) {
        for (std::size_t j = 0; j < 5; ++j) {
            const double before = weights()[row * 5 + j];
            const double likelihood = row >= 1 && row <= 3 ? 2.0 * by_hand(row - 1, j) : 0.0;
            EXPECT_NEAR(sums[row * 5 + j], before + likelihood, 1e-12);
            EXPECT_NEAR(posterior[row * 5 + j], before + before * likelihood, 1e-12);
        }
    }
}

TEST(CellRows, WeightsAreRenewedCellByCell) {
    std::vector<double> w = {0.5, 0.25, 0.125, 0.0625, 1.0};
    const std::vector<double> base = {0.1, 0.2, 0.3, 0.4, 0.0};
    const std::vector<double> sums = {2.0, 4.0, 0.0, 16.0, 3.0};
    renew(w, {base, sums, 3.0, 5.0});
    const double expected[] = {(0.3 + 1.0) / 8, (0.6 + 1.0) / 8, 0.9 / 8, (1.2 + 1.0) / 8, 3.0 / 8};
    for (std::size_t k = 0; k < 5; ++k) {
        EXPECT_NEAR(w[k], expected[k], 1e-15) << k;
    }
}

}  // namespace
}  // namespace diaban
