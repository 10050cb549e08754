#include "engine/evaluate/cooling.hpp"

#include <algorithm>
#include <boost/math/special_functions/digamma.hpp>
#include <cmath>
#include <map>
#include <numeric>

namespace diaban {

PlaceRates fit_place_rates(const std::vector<double>& counts) {
    PlaceRates rates;
    rates.places = counts.size();
    if (counts.empty()) {
        return rates;
    }
    const auto n = static_cast<double>(counts.size());
    rates.mean = std::accumulate(counts.begin(), counts.end(), 0.0) / n;
    double squares = 0.0;
    std::map<double, double> frequency;
    for (const double y : counts) {
        squares += (y - rates.mean) * (y - rates.mean);
        frequency[y] += 1.0;
    }
    if (!(rates.mean > 0.0) || squares / n <= rates.mean * (1.0 + 1e-9)) {
        return rates;
    }
    // Derivative of the negative binomial log-likelihood in the shape, with the mean at its own estimate: one sign
    // change.
    const auto slope = [&](double shape) {
        double sum = 0.0;
        for (const auto& [y, times] : frequency) {
            sum += times * (boost::math::digamma(y + shape) - boost::math::digamma(shape));
        }
        return sum - n * std::log1p(rates.mean / shape);
    };
    double low = 1e-6;
    double high = 1e6;
    for (int step = 0; step < 200; ++step) {
        const double middle = std::sqrt(low * high);
        (slope(middle) > 0.0 ? low : high) = middle;
    }
    rates.shape = std::sqrt(low * high);
    return rates;
}

double expected_after(const PlaceRates& rates, const PlaceCounts& counts) {
    return rates.shape ? (*rates.shape + counts.before + counts.history) /
                             (*rates.shape / rates.mean + 1.0 + counts.windows)
                       : rates.mean;
}

std::optional<double> expected_cooling(const PlaceRates& rates, const std::vector<PlaceCounts>& chosen) {
    constexpr std::size_t kFewest = 20;
    if (rates.places < kFewest || !(rates.mean > 0.0)) {
        return std::nullopt;
    }
    double change = 0.0;
    for (const PlaceCounts& counts : chosen) {
        change += expected_after(rates, counts) - counts.before;
    }
    return change;
}

}  // namespace diaban
