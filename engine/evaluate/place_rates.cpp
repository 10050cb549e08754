#include "engine/evaluate/place_rates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace diaban {

namespace {

constexpr int kIterations = 500;
constexpr double kYear = 365.25;

/// log(theta^count exp(-theta)) over its largest value, at theta = count.
double log_likelihood_of(double count, double log_mean, double mean) {
    return count > 0.0 ? count * (log_mean - std::log(count)) - (mean - count) : -mean;
}

/// Expected counts to tell apart: from 0.01 to 1 by a quarter each, then in steps of 0.2 of the root, up to `highest`; for
/// counts beyond 160,000 the steps grow, so that there are no more than 2,000.
std::vector<double> told_apart(double highest) {
    std::vector<double> counts;
    for (double count = 0.01; count < 1.0; count *= 1.25) {
        counts.push_back(count);
    }
    const double last = std::sqrt(std::max(1.0, highest));
    const double step = std::max(0.2, (last - 1.0) / 2000.0);
    for (double root = 1.0; root < last + step; root += step) {
        counts.push_back(root * root);
    }
    return counts;
}

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
    for (const double count : told_apart(1.2 * frequency.rbegin()->first + 10.0)) {
        rates.rate.push_back(count / windows);
    }
    const std::size_t n = rates.rate.size();
    rates.share.assign(n, 1.0 / static_cast<double>(n));
    struct CountOfPlaces {
        double times = 0.0;
        std::vector<double> likelihood;  ///< by rate, over the largest possible
    };
    std::vector<CountOfPlaces> counts;
    for (const auto& [count, times] : frequency) {
        CountOfPlaces own{times, {}};
        for (const double rate : rates.rate) {
            own.likelihood.push_back(std::exp(log_likelihood_of(count, std::log(rate * windows), rate * windows)));
        }
        counts.push_back(std::move(own));
    }
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        std::vector<double> factor(n, 0.0);
        for (const CountOfPlaces& own : counts) {
            const double sum =
                std::inner_product(own.likelihood.begin(), own.likelihood.end(), rates.share.begin(), 0.0);
            for (std::size_t j = 0; j < n; ++j) {
                factor[j] += own.times * own.likelihood[j] / sum;
            }
        }
        for (std::size_t j = 0; j < n; ++j) {
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

double RatePosterior::log_probability(double count) {
    constexpr double kLowest = 1e-304;  // a place where nothing was ever known to happen may fill up all the same
    std::vector<double>& kernel = m_kernel[count];
    if (kernel.empty()) {
        for (std::size_t j = 0; j < m_rate.size(); ++j) {
            kernel.push_back(std::exp(log_likelihood_of(count, m_log_rate[j], m_rate[j])));
        }
    }
    return std::log(std::max(kLowest, std::inner_product(kernel.begin(), kernel.end(), m_share.begin(), 0.0)));
}

double discounted(const std::vector<double>& ages, const std::optional<double>& half_life_days) {
    if (!half_life_days) {
        return static_cast<double>(ages.size());
    }
    return std::accumulate(ages.begin(), ages.end(), 0.0,
                           [&](double sum, double age) { return sum + std::exp2(-age / *half_life_days); });
}

HistoryWorth weigh_history(const RateDistribution& rates, const std::vector<PlaceRecord>& places, double gap_days) {
    HistoryWorth best;
    const double before = total_before(places);
    if (!(before > 0.0) || rates.rate.empty()) {
        return best;
    }
    // Ages as they were `gap_days` before the window: later incidents were not known then.
    std::vector<std::vector<double>> known(places.size());
    bool is_any_known = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (const double age : places[i].ages) {
            if (age >= gap_days) {
                known[i].push_back(age - gap_days);
            }
        }
        is_any_known = is_any_known || !known[i].empty();
    }
    std::optional<double> likeliest;
    std::vector<double> history(places.size());
    RatePosterior posterior(rates);
    for (const std::optional<double> half_life :
         {std::optional<double>(), std::optional(2.0 * kYear), std::optional(kYear), std::optional(kYear / 2.0),
          std::optional(kYear / 4.0), std::optional(kYear / 8.0)}) {
        std::transform(known.begin(), known.end(), history.begin(),
                       [&](const std::vector<double>& ages) { return discounted(ages, half_life); });
        const double windows = std::accumulate(history.begin(), history.end(), 0.0) / before;
        if (!is_any_known || !(windows > 0.0)) {
            break;
        }
        double log_likelihood = 0.0;
        double squares = 0.0;
        double variance = 0.0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const RateEstimate expected = posterior.observe(history[i], windows);
            log_likelihood += posterior.log_probability(places[i].before);
            squares += (places[i].before - expected.mean) * (places[i].before - expected.mean);
            variance += expected.mean + expected.variance;
        }
        if (!likeliest || log_likelihood > *likeliest) {
            likeliest = log_likelihood;
            best = {half_life, 0.0, std::max(1.0, squares / variance)};
        }
    }
    // What is left of all the history, the last days among it.
    if (likeliest) {
        best.windows = std::accumulate(places.begin(), places.end(), 0.0,
                                       [&](double sum, const PlaceRecord& place) {
                                           return sum + discounted(place.ages, best.half_life_days);
                                       }) /
                       before;
    }
    return best;
}

}  // namespace diaban
