#include "engine/evaluate/place_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace diaban {

namespace {

constexpr std::size_t kRates = 80;
constexpr int kIterations = 500;
constexpr double kYear = 365.25;

double total_before(const std::vector<PlaceRecord>& places) {
    return std::accumulate(places.begin(), places.end(), 0.0,
                           [](double sum, const PlaceRecord& place) { return sum + place.before; });
}

}  // namespace

RateDistribution fit_rate_distribution(const std::vector<PlaceRecord>& places) {
    RateDistribution rates;
    rates.places = places.size();
    const double before = total_before(places);
    if (!(before > 0.0)) {
        return rates;
    }
    rates.mean = before / static_cast<double>(places.size());
    std::map<double, double> frequency;
    double incidents = 0.0;
    for (const PlaceRecord& place : places) {
        const double own = place.before + static_cast<double>(place.ages.size());
        frequency[own] += 1.0;
        incidents += own;
    }
    const double windows = incidents / before;
    // From a rate that shows one incident in a hundred such histories to twice that of the fullest place.
    const double lowest = 0.01 / windows;
    const double highest = 2.0 * frequency.rbegin()->first / windows;
    for (std::size_t j = 0; j < kRates; ++j) {
        rates.rate.push_back(lowest * std::pow(highest / lowest, static_cast<double>(j) / (kRates - 1)));
    }
    rates.share.assign(kRates, 1.0 / kRates);
    struct CountOfPlaces {
        double times = 0.0;
        std::array<double, kRates> likelihood{};  ///< by rate, over its largest
    };
    std::vector<CountOfPlaces> counts;
    for (const auto& [count, times] : frequency) {
        CountOfPlaces own{times, {}};
        // Largest where the rate is count / windows.
        const double largest = count > 0.0 ? count * std::log(count / windows) - count : 0.0;
        for (std::size_t j = 0; j < kRates; ++j) {
            own.likelihood[j] = std::exp(count * std::log(rates.rate[j]) - rates.rate[j] * windows - largest);
        }
        counts.push_back(own);
    }
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        std::array<double, kRates> factor{};
        for (const CountOfPlaces& own : counts) {
            const double sum =
                std::inner_product(own.likelihood.begin(), own.likelihood.end(), rates.share.begin(), 0.0);
            for (std::size_t j = 0; j < kRates; ++j) {
                factor[j] += own.times * own.likelihood[j] / sum;
            }
        }
        for (std::size_t j = 0; j < kRates; ++j) {
            rates.share[j] *= factor[j] / static_cast<double>(places.size());
        }
    }
    return rates;
}

RatePosterior::RatePosterior(const RateDistribution& rates) : m_rate(rates.rate), m_share(rates.share) {
    for (std::size_t j = 0; j < m_rate.size(); ++j) {
        // A share that EM brought to nothing stays nothing: its logarithm is minus infinity.
        m_log_share.push_back(std::log(rates.share[j]));
        m_log_rate.push_back(std::log(m_rate[j]));
    }
}

RateEstimate RatePosterior::observe(double count, double windows) {
    double largest = -std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < m_share.size(); ++j) {
        m_share[j] = m_log_share[j] + count * m_log_rate[j] - windows * m_rate[j];
        largest = std::max(largest, m_share[j]);
    }
    double sum = 0.0;
    for (double& share : m_share) {
        share = std::exp(share - largest);
        sum += share;
    }
    RateEstimate result;
    double squares = 0.0;
    for (std::size_t j = 0; j < m_share.size(); ++j) {
        m_share[j] /= sum;
        result.mean += m_share[j] * m_rate[j];
        squares += m_share[j] * m_rate[j] * m_rate[j];
    }
    result.variance = std::max(0.0, squares - result.mean * result.mean);
    return result;
}

double RatePosterior::probability(double count) {
    std::vector<double>& kernel = m_kernel[count];
    if (kernel.empty()) {
        for (std::size_t j = 0; j < m_rate.size(); ++j) {
            kernel.push_back(std::exp(count * m_log_rate[j] - m_rate[j]));
        }
    }
    return std::inner_product(kernel.begin(), kernel.end(), m_share.begin(), 0.0);
}

double discounted(const std::vector<double>& ages, const std::optional<double>& half_life_days) {
    if (!half_life_days) {
        return static_cast<double>(ages.size());
    }
    return std::accumulate(ages.begin(), ages.end(), 0.0,
                           [&](double sum, double age) { return sum + std::exp2(-age / *half_life_days); });
}

HistoryWorth weigh_history(const RateDistribution& rates, const std::vector<PlaceRecord>& places) {
    HistoryWorth best;
    const double before = total_before(places);
    if (!(before > 0.0) || rates.rate.empty()) {
        return best;
    }
    std::optional<double> likeliest;
    std::vector<double> history(places.size());
    RatePosterior posterior(rates);
    for (const std::optional<double> half_life :
         {std::optional<double>(), std::optional(2.0 * kYear), std::optional(kYear), std::optional(kYear / 2.0),
          std::optional(kYear / 4.0), std::optional(kYear / 8.0)}) {
        std::transform(places.begin(), places.end(), history.begin(),
                       [&](const PlaceRecord& place) { return discounted(place.ages, half_life); });
        const double windows = std::accumulate(history.begin(), history.end(), 0.0) / before;
        if (!(windows > 0.0)) {
            break;
        }
        double log_likelihood = 0.0;
        double squares = 0.0;
        double variance = 0.0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const RateEstimate expected = posterior.observe(history[i], windows);
            log_likelihood += std::log(posterior.probability(places[i].before));
            squares += (places[i].before - expected.mean) * (places[i].before - expected.mean);
            variance += expected.mean + expected.variance;
        }
        if (!likeliest || log_likelihood > *likeliest) {
            likeliest = log_likelihood;
            best = {half_life, windows, std::max(1.0, squares / variance)};
        }
    }
    return best;
}

}  // namespace diaban
