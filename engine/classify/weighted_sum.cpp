#include "engine/classify/weighted_sum.hpp"

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

void require_not_negative(double value, const char* option) {
    if (!std::isfinite(value) || value < 0.0) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", option}, {"value", std::to_string(value)}, {"range", ">= 0"}});
    }
}

/// Quantile of variance / sum times half a chi-square of 2 sum^2 / variance degrees: a gamma with that mean and
/// variance.
double gamma_quantile(double mean, double variance, double p) {
    return variance / mean * boost::math::gamma_p_inv(mean * mean / variance, p);
}

}  // namespace

WeightedSum weighted_sum(std::span<const double> count, std::span<const double> weight, double interval) {
    if (!(interval > 0.0 && interval < 1.0)) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", "interval"}, {"value", std::to_string(interval)}, {"range", "(0, 1)"}});
    }
    double sum = 0.0;
    double variance = 0.0;
    double largest = 0.0;
    for (std::size_t k = 0; k < count.size(); ++k) {
        require_not_negative(count[k], "count");
        require_not_negative(weight[k], "weight");
        sum += weight[k] * count[k];
        variance += weight[k] * weight[k] * count[k];
        largest = std::max(largest, weight[k]);
    }
    WeightedSum result{sum, 0.0, 0.0};
    const double tail = (1.0 - interval) / 2.0;
    if (sum > 0.0) {
        result.low = gamma_quantile(sum, variance, tail);
    }
    if (largest > 0.0) {
        result.high = gamma_quantile(sum + largest, variance + largest * largest, 1.0 - tail);
    }
    return result;
}

}  // namespace diaban
