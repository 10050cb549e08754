// A sum of rates with weights that are never negative, fitted to counts.
//
//     y_r ~ Poisson(sum_k w_k x_rk),  w_k >= 0
//
// by expectation-maximisation: w_k <- w_k sum_r y_r x_rk / (w x)_r / sum_r x_rk (Shepp and Vardi 1982,
// doi:10.1109/TMI.1982.4307558). Each step raises the likelihood; at the end the sum of expected counts over the rows
// equals the sum of counts. O(rows x columns) a step; only rows with y > 0 cost time.
#pragma once

#include <cstddef>
#include <vector>

namespace diaban {

/// Rows of counts beside their columns: `x[k][r]`, `y[r]`.
struct CountRows {
    std::vector<std::vector<double>> x;
    std::vector<double> y;

    [[nodiscard]] std::size_t rows() const { return y.size(); }
};

struct AdditiveFit {
    std::vector<double> weights;
    double log_likelihood = 0.0;  ///< without the constant sum log y!
    std::size_t steps = 0;
    bool converged = false;  ///< the last step raised the log-likelihood by less than 1e-6 an event
};

/// All columns start alike. A column that is 0 in all rows gets weight 0. No events at all: all weights 0, converged.
AdditiveFit fit_additive(const CountRows& rows, std::size_t most_steps = 300);

}  // namespace diaban
