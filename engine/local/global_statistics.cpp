#include "engine/local/global_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "engine/inference/significance.hpp"
#include "engine/local/population_moments.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// Names the purpose of these random numbers ("GLOB").
constexpr std::uint32_t kGlobalPurpose = 0x474C4F42;
constexpr std::size_t kPermutationChunk = 16;
constexpr double kRounding = 1e-12;

Error bad_input(const std::string& what, std::size_t value) {
    return {ErrorCode::kInput, "error.global-" + what, {{"value", std::to_string(value)}}};
}

/// S0, S1, S2 of Cliff and Ord, and the number of areas with a neighbour.
struct WeightSums {
    double n = 0.0;
    double s0 = 0.0;
    double s1 = 0.0;
    double s2 = 0.0;
};

WeightSums weight_sums(const SpatialWeights& weights) {
    WeightSums sums;
    std::vector<double> both(weights.size(), 0.0);
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        const auto neighbours = weights.neighbours_of(i);
        const auto values = weights.weights_of(i);
        sums.n += neighbours.empty() ? 0.0 : 1.0;
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            const auto back = weights.neighbours_of(neighbours[k]);
            const auto found = std::lower_bound(back.begin(), back.end(), i);
            const double opposite =
                found != back.end() && *found == i
                    ? weights.weights_of(neighbours[k])[static_cast<std::size_t>(found - back.begin())]
                    : 0.0;
            sums.s0 += values[k];
            sums.s1 += values[k] * values[k] + values[k] * opposite;
            both[i] += values[k];
            both[neighbours[k]] += values[k];
        }
    }
    for (const double w : both) {
        sums.s2 += w * w;
    }
    return sums;
}

/// Areas in the order of their ids, with everything that does not change when values change places.
struct Study {
    SpatialWeights weights;
    std::vector<double> values;
    WeightSums sums;
    PopulationMoments population;
};

Study make_study(std::span<const double> values, const SpatialWeights& weights, GlobalStatistic statistic) {
    validate(weights);
    if (values.size() != weights.size()) {
        throw bad_input("lengths", values.size());
    }
    const std::vector<std::uint32_t> order = order_by_id(weights.ids);
    Study study;
    study.weights = reordered(weights, order);
    for (const std::uint32_t i : order) {
        if (!std::isfinite(values[i])) {
            throw bad_input("not-finite", i + 1);
        }
        if (statistic == GlobalStatistic::kGeneralG && values[i] < 0.0) {
            throw bad_input("negative", i + 1);
        }
        study.values.push_back(values[i]);
    }
    study.sums = weight_sums(study.weights);
    study.population = population_moments(study.values);
    if (study.sums.n < 4.0) {
        throw bad_input("too-few", static_cast<std::size_t>(study.sums.n));
    }
    if (study.population.constant()) {
        throw bad_input("constant", study.values.size());
    }
    return study;
}

/// The values of areas that have a neighbour, to the powers 1 to 4, summed.
std::array<double, 4> connected_powers(const Study& study) {
    std::array<std::vector<double>, 4> powers;
    for (std::size_t i = 0; i < study.values.size(); ++i) {
        if (study.weights.cardinality(i) > 0) {
            double power = 1.0;
            for (std::vector<double>& column : powers) {
                power *= study.values[i];
                column.push_back(power);
            }
        }
    }
    return {compensated_sum(powers[0]), compensated_sum(powers[1]), compensated_sum(powers[2]),
            compensated_sum(powers[3])};
}

/// sum over links of w_ij f(x_i, x_j), row by row.
template <typename Term>
double link_sum(const SpatialWeights& weights, Term term) {
    std::vector<double> rows(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto neighbours = weights.neighbours_of(i);
        const auto values = weights.weights_of(i);
        for (std::size_t k = 0; k < neighbours.size(); ++k) {
            rows[i] += values[k] * term(i, neighbours[k]);
        }
    }
    return compensated_sum(rows);
}

/// The part of the statistic that changes when values change places.
double cross_sum(const Study& study, std::span<const double> values, GlobalStatistic statistic) {
    if (statistic == GlobalStatistic::kGeary) {
        return link_sum(study.weights, [&](std::size_t i, std::size_t j) {
            return (values[i] - values[j]) * (values[i] - values[j]);
        });
    }
    return link_sum(study.weights, [&](std::size_t i, std::size_t j) { return values[i] * values[j]; });
}

GlobalEstimate moran(const Study& study) {
    const auto [n, s0, s1, s2] = study.sums;
    const PopulationMoments& x = study.population;
    GlobalEstimate estimate;
    estimate.value = n / s0 * cross_sum(study, x.z, GlobalStatistic::kMoran) / x.squares;
    estimate.expectation = -1.0 / (n - 1.0);
    const double kurtosis = x.count() * x.fourths / (x.squares * x.squares);
    const double first = n * (s1 * (n * n - 3.0 * n + 3.0) - n * s2 + 3.0 * s0 * s0);
    const double second = kurtosis * (s1 * (n * n - n) - 2.0 * n * s2 + 6.0 * s0 * s0);
    estimate.variance =
        (first - second) / ((n - 1.0) * (n - 2.0) * (n - 3.0) * s0 * s0) - estimate.expectation * estimate.expectation;
    return estimate;
}

GlobalEstimate geary(const Study& study) {
    const auto [n, s0, s1, s2] = study.sums;
    const PopulationMoments& x = study.population;
    GlobalEstimate estimate;
    estimate.value = (n - 1.0) / (2.0 * s0) * cross_sum(study, x.z, GlobalStatistic::kGeary) / x.squares;
    estimate.expectation = 1.0;
    const double kurtosis = x.count() * x.fourths / (x.squares * x.squares);
    const double nn = n * n;
    const double sum = (n - 1.0) * s1 * (nn - 3.0 * n + 3.0 - (n - 1.0) * kurtosis) -
                       0.25 * (n - 1.0) * s2 * (nn + 3.0 * n - 6.0 - (nn - n + 2.0) * kurtosis) +
                       s0 * s0 * (nn - 3.0 - (n - 1.0) * (n - 1.0) * kurtosis);
    estimate.variance = sum / (n * (n - 2.0) * (n - 3.0) * s0 * s0);
    return estimate;
}

GlobalEstimate general_g(const Study& study) {
    const auto [n, s0, s1, s2] = study.sums;
    const std::array<double, 4> powers = connected_powers(study);
    const auto [x1, x2, x3, x4] = powers;
    const double pairs = x1 * x1 - x2;
    GlobalEstimate estimate;
    estimate.value = cross_sum(study, study.values, GlobalStatistic::kGeneralG) / pairs;
    estimate.expectation = s0 / (n * (n - 1.0));
    const double s02 = s0 * s0;
    const double b0 = (n * n - 3.0 * n + 3.0) * s1 - n * s2 + 3.0 * s02;
    const double b1 = -((n * n - n) * s1 - 2.0 * n * s2 + 6.0 * s02);
    const double b2 = -(2.0 * n * s1 - (n + 3.0) * s2 + 6.0 * s02);
    const double b3 = 4.0 * (n - 1.0) * s1 - 2.0 * (n + 1.0) * s2 + 8.0 * s02;
    const double b4 = s1 - s2 + s02;
    const double second_moment = (b0 * x2 * x2 + b1 * x4 + b2 * x1 * x1 * x2 + b3 * x1 * x3 + b4 * x1 * x1 * x1 * x1) /
                                 (pairs * pairs * n * (n - 1.0) * (n - 2.0) * (n - 3.0));
    estimate.variance = second_moment - estimate.expectation * estimate.expectation;
    return estimate;
}

GlobalEstimate estimate_of(const Study& study, GlobalStatistic statistic) {
    switch (statistic) {
        case GlobalStatistic::kMoran:
            return moran(study);
        case GlobalStatistic::kGeary:
            return geary(study);
        case GlobalStatistic::kGeneralG:
            return general_g(study);
    }
    throw Error(ErrorCode::kInternal, "error.local-statistic", {});
}

}  // namespace

GlobalEstimate global_statistic(std::span<const double> values, const SpatialWeights& weights,
                                GlobalStatistic statistic) {
    const Study study = make_study(values, weights, statistic);
    GlobalEstimate estimate = estimate_of(study, statistic);
    if (!(estimate.variance > 0.0)) {
        throw bad_input("no-variance", study.values.size());
    }
    estimate.z_score = (estimate.value - estimate.expectation) / std::sqrt(estimate.variance);
    estimate.p_value = two_sided_normal_p(estimate.z_score);
    return estimate;
}

GlobalPermutation global_permutation(std::span<const double> values, const SpatialWeights& weights,
                                     GlobalStatistic statistic, const PermutationOptions& options) {
    const Study study = make_study(values, weights, statistic);
    const bool raw = statistic == GlobalStatistic::kGeneralG;
    const std::vector<double>& observed = raw ? study.values : study.population.z;
    const double sum = cross_sum(study, observed, statistic);
    const double largest = raw ? *std::max_element(observed.begin(), observed.end()) : 2.0 * study.population.largest;
    const double rounding = kRounding * study.sums.s0 * largest * largest;
    std::vector<PermutationTally> tallies(chunk_count(options.permutations, kPermutationChunk));
    for_each_chunk(options.permutations, kPermutationChunk, options.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t chunk) {
                       for (std::size_t p = begin; p < end; ++p) {
                           std::vector<double> permuted = observed;
                           RandomSequence random(options.seed, kGlobalPurpose, p);
                           for (std::size_t left = permuted.size(); left > 1; --left) {
                               std::swap(permuted[left - 1], permuted[random.below(static_cast<std::uint32_t>(left))]);
                           }
                           const double permuted_sum = cross_sum(study, permuted, statistic);
                           tallies[chunk].at_least += permuted_sum >= sum - rounding ? 1u : 0u;
                           tallies[chunk].at_most += permuted_sum <= sum + rounding ? 1u : 0u;
                       }
                   });
    GlobalPermutation result;
    result.value = estimate_of(study, statistic).value;
    PermutationTally all;
    for (const PermutationTally& tally : tallies) {
        all.at_least += tally.at_least;
        all.at_most += tally.at_most;
    }
    result.at_least = all.at_least;
    result.at_most = all.at_most;
    result.p_value = permutation_p(all, options.permutations);
    return result;
}

}  // namespace diaban
