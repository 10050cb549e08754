// Counts against the people (or km2) they come from: raw rates, empirical Bayes rates, and Assuncao and Reis's
// standardised rates.
#pragma once

#include <span>
#include <vector>

#include "engine/weights/spatial_weights.hpp"

namespace diaban {

/// Counts y_i and the population at risk n_i, one of each an area. An area whose population is zero or not finite, or
/// whose count is not finite, has no rate (NaN in every result) and takes part in no sum. Negative counts or
/// populations are an Error{kInput}.
struct RateInput {
    std::span<const double> counts;
    std::span<const double> population;
};

/// Rates with the prior they were drawn towards.
struct BayesRates {
    std::vector<double> rate;
    std::vector<double> prior_mean;  ///< of each area (the same everywhere for the global prior)
    /// >= 0; 0 means that the counts vary no more than chance: the rate is the prior mean.
    std::vector<double> prior_variance;
};

/// Around which mean the local prior's variance is taken.
enum class LocalPriorVariance {
    kOwnMeans,  ///< each neighbour's rate around that neighbour's own local mean: the default of spdep's EBlocal
    kNeighbourhoodMean,  ///< all rates of the neighbourhood around its one mean: GeoDa's, and spdep's with geoda = TRUE
};

/// y_i / n_i. O(n).
std::vector<double> raw_rates(const RateInput& input);

/// Marshall's global empirical Bayes: b = sum y / sum n, a = sum n (r - b)^2 / sum n - b / mean(n), at least 0;
/// rate = b + (r - b) a / (a + b / n). Marshall 1991, doi:10.2307/2347593. O(n).
BayesRates empirical_bayes(const RateInput& input);

/// The same with the mean and variance of each area's neighbourhood, itself included. O(links).
BayesRates local_empirical_bayes(const RateInput& input, const SpatialWeights& weights, LocalPriorVariance variance);

/// Standardised rates z_i = (r_i - b) / sqrt(a + b / n_i) with a and b of `empirical_bayes`: Moran's I of these is the
/// test of Assuncao and Reis 1999 (doi:10.1002/(SICI)1097-0258(19990830)18:16<2147::AID-SIM179>3.0.CO;2-I). A negative
/// a is taken as 0, as spdep's EBImoran.mc does (the paper does so only where the area's variance would be negative).
/// O(n).
std::vector<double> assuncao_reis(const RateInput& input);

}  // namespace diaban
