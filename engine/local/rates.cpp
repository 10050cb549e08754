#include "engine/local/rates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "engine/local/population_moments.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

void check(const RateInput& input) {
    if (input.counts.size() != input.population.size()) {
        throw Error(ErrorCode::kInput, "error.rates-lengths",
                    {{"counts", std::to_string(input.counts.size())},
                     {"populations", std::to_string(input.population.size())}});
    }
    for (std::size_t i = 0; i < input.counts.size(); ++i) {
        if (input.counts[i] < 0.0 || input.population[i] < 0.0) {
            throw Error(ErrorCode::kInput, "error.rates-negative", {{"row", std::to_string(i + 1)}});
        }
    }
}

/// b and a of the whole, over the areas that have a rate.
struct Prior {
    double mean = 0.0;
    double variance = 0.0;
};

Prior global_prior(const RateInput& input, std::span<const double> rates) {
    std::vector<double> counts;
    std::vector<double> people;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (std::isfinite(rates[i])) {
            counts.push_back(input.counts[i]);
            people.push_back(input.population[i]);
        }
    }
    if (people.empty()) {
        throw Error(ErrorCode::kInput, "error.rates-none", {});
    }
    const double total = compensated_sum(people);
    Prior prior;
    prior.mean = compensated_sum(counts) / total;
    std::vector<double> spread(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        const double distance = counts[i] / people[i] - prior.mean;
        spread[i] = people[i] * distance * distance;
    }
    const double mean_population = total / static_cast<double>(people.size());
    prior.variance = std::max(0.0, compensated_sum(spread) / total - prior.mean / mean_population);
    return prior;
}

/// The rate drawn towards the prior; with nothing counted anywhere the prior's mean, 0, is the rate.
double shrunk(double rate, double population, const Prior& prior) {
    const double chance = prior.mean / population;
    return prior.variance > 0.0 ? prior.mean + (rate - prior.mean) * (prior.variance / (prior.variance + chance))
                                : prior.mean;
}

}  // namespace

std::vector<double> raw_rates(const RateInput& input) {
    check(input);
    std::vector<double> rates(input.counts.size(), kNone);
    for (std::size_t i = 0; i < rates.size(); ++i) {
        if (std::isfinite(input.counts[i]) && std::isfinite(input.population[i]) && input.population[i] > 0.0) {
            rates[i] = input.counts[i] / input.population[i];
        }
    }
    return rates;
}

BayesRates empirical_bayes(const RateInput& input) {
    const std::vector<double> raw = raw_rates(input);
    const Prior prior = global_prior(input, raw);
    BayesRates result;
    result.rate.assign(raw.size(), kNone);
    result.prior_mean.assign(raw.size(), prior.mean);
    result.prior_variance.assign(raw.size(), prior.variance);
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (std::isfinite(raw[i])) {
            result.rate[i] = shrunk(raw[i], input.population[i], prior);
        }
    }
    return result;
}

BayesRates local_empirical_bayes(const RateInput& input, const SpatialWeights& weights, LocalPriorVariance variance) {
    validate(weights);
    const std::vector<double> raw = raw_rates(input);
    const std::size_t n = raw.size();
    if (weights.size() != n) {
        throw Error(ErrorCode::kInput, "error.local-lengths",
                    {{"values", std::to_string(n)}, {"areas", std::to_string(weights.size())}});
    }
    const auto each_near = [&](std::size_t i, auto visit) {
        visit(i);
        for (const std::uint32_t j : weights.neighbours_of(i)) {
            if (std::isfinite(raw[j])) {
                visit(j);
            }
        }
    };
    BayesRates result;
    result.rate.assign(n, kNone);
    result.prior_mean.assign(n, kNone);
    result.prior_variance.assign(n, kNone);
    std::vector<double> people(n, kNone);
    std::vector<double> areas(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(raw[i])) {
            continue;
        }
        double counted = 0.0;
        people[i] = 0.0;
        each_near(i, [&](std::size_t j) {
            counted += input.counts[j];
            people[i] += input.population[j];
            areas[i] += 1.0;
        });
        result.prior_mean[i] = counted / people[i];
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(raw[i])) {
            continue;
        }
        double spread = 0.0;
        each_near(i, [&](std::size_t j) {
            const double centre = result.prior_mean[variance == LocalPriorVariance::kOwnMeans ? j : i];
            spread += input.population[j] * (raw[j] - centre) * (raw[j] - centre);
        });
        const double chance = result.prior_mean[i] / (people[i] / areas[i]);
        result.prior_variance[i] = std::max(0.0, spread / people[i] - chance);
        result.rate[i] = shrunk(raw[i], input.population[i], {result.prior_mean[i], result.prior_variance[i]});
    }
    return result;
}

std::vector<double> assuncao_reis(const RateInput& input) {
    std::vector<double> z = raw_rates(input);
    const Prior prior = global_prior(input, z);
    for (std::size_t i = 0; i < z.size(); ++i) {
        if (std::isfinite(z[i])) {
            const double deviation = std::sqrt(prior.variance + prior.mean / input.population[i]);
            z[i] = deviation > 0.0 ? (z[i] - prior.mean) / deviation : 0.0;
        }
    }
    return z;
}

}  // namespace diaban
