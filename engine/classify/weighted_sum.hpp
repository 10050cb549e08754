// Harm: a weighted sum of counts with its interval, a second view beside the counts and never a count itself.
//
// Incidents of category k are y_k ~ Poisson with mean mu_k, each with weight w_k >= 0. The sum is S = sum w_k y_k, its
// estimated variance V = sum w_k^2 y_k. The interval is that of Fay and Feuer 1997 with w = the largest weight:
//   lower = V / (2 S) * chi2_{2 S^2 / V}(alpha / 2)                                   (0 when S = 0)
//   upper = (V + w^2) / (2 (S + w)) * chi2_{2 (S + w)^2 / (V + w^2)}(1 - alpha / 2)
// With all weights 1 it is the exact interval of Garwood for one Poisson count.
//
// Source: Fay and Feuer 1997, doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#.
#pragma once

#include <span>

namespace diaban {

struct WeightedSum {
    double sum = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// `count` and `weight` have one entry a category. `interval`: mass, in (0, 1). All weights 0: all figures 0. Throws
/// Error{kInput, "error.option-out-of-range"} for a weight or count that is negative or not finite, or an interval out
/// of range. O(n).
WeightedSum weighted_sum(std::span<const double> count, std::span<const double> weight, double interval);

}  // namespace diaban
