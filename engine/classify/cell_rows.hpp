// Sums over the cells of a list's prior: the inner loops of learning, on as wide vectors as the machine has.
//
// Each cell is worked on by itself (one multiplication, one addition, never fused), so the width of a vector changes no
// result.
#pragma once

#include <cstddef>
#include <vector>

namespace diaban {

/// Likelihood of one count on the cells that it reaches, divided by its largest value.
struct CellLikelihood {
    std::size_t first = 0;
    std::vector<double> value;
    double log_scale = 0.0;  ///< log of the divisor over the likelihood under H0
};

/// Both windows of one area.
struct PairLikelihood {
    CellLikelihood before;
    CellLikelihood now;
};

/// P(y | weights) over exp(the two scales): sum_i sum_j b_i weights_ij n_j over the cells within reach. `weights`:
/// cells x cells, baseline-major. `by_now` is room for the sums over i, kept from call to call.
double marginal(const double* weights, std::size_t cells, const PairLikelihood& area, std::vector<double>& by_now);

/// sums_ij += scale b_i n_j within reach.
void add_likelihood(double* sums, std::size_t cells, const PairLikelihood& area, double scale);

/// sums_ij += sums_ij scale b_i n_j within reach.
void add_posterior(double* sums, std::size_t cells, const PairLikelihood& area, double scale);

/// What a list's weights are made of anew.
struct Renewal {
    const std::vector<double>& base;  ///< w_0
    const std::vector<double>& sums;  ///< of likelihoods, as `add_likelihood` leaves them
    double base_areas = 0.0;          ///< c
    double areas = 0.0;               ///< n
};

/// weights = (c w_0 + weights x sums) / (c + n), cell by cell.
void renew(std::vector<double>& weights, const Renewal& from);

}  // namespace diaban
