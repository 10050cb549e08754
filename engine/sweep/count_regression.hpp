// A product of rates, fitted to counts: Poisson regression on logarithms of lagged rates, held back by a ridge.
//
//     y_r ~ Poisson(exp(a + sum_k b_k z_rk)),  z_rk = (log(x_rk + c) - mean_k) / deviation_k
//
// maximises log-likelihood - ridge / 2 sum b_k^2 (a is free) by Newton steps that are cut to a length of 2 and halved
// until they help. Source: Hoerl and Kennard 1970, doi:10.1080/00401706.1970.10488634, on the score of McCullagh and
// Nelder 1989. O(rows x columns^2) a step.
#pragma once

#include <vector>

#include "engine/sweep/additive_fit.hpp"

namespace diaban {

struct RegressionOptions {
    double ridge = 30.0;
    double offset = 0.02;  ///< c: of the order of the smallest count that means something
};

struct CountRegression {
    double intercept = 0.0;
    double offset = 0.0;
    std::vector<double> coefficient;
    std::vector<double> mean;
    std::vector<double> deviation;  ///< 0: a column without variation, left out
    bool converged = false;

    /// The expected count of one row of columns.
    [[nodiscard]] double expected(const std::vector<double>& x) const;
};

/// No events: an intercept of -infinity (expects 0).
CountRegression fit_count_regression(const CountRows& rows, const RegressionOptions& options);

}  // namespace diaban
