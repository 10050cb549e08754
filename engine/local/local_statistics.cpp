#include "engine/local/local_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "engine/inference/conditional_permutation.hpp"
#include "engine/inference/significance.hpp"
#include "engine/inference/tail_approximation.hpp"
#include "engine/local/local_moments.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// A variance below this share of its largest term is rounding, not variance (all areas neighbours of all).
constexpr double kNoVariance = 1e-13;
/// Relative difference of two terms that differ by rounding alone.
constexpr double kRounding = 1e-12;
constexpr std::size_t kChunk = 64;

void check(const LocalValues& input, const SpatialWeights& weights, const LocalOptions& options) {
    validate(weights);
    if (input.values.size() != weights.size() || (!input.masked.empty() && input.masked.size() != weights.size())) {
        throw Error(ErrorCode::kInput, "error.local-lengths",
                    {{"values", std::to_string(input.values.size())}, {"areas", std::to_string(weights.size())}});
    }
    if (!(options.alpha > 0.0 && options.alpha < 1.0)) {
        throw Error(ErrorCode::kInput, "error.local-alpha", {{"value", std::to_string(options.alpha)}});
    }
}

/// The areas that take part, in the order of their ids: the order of every sum and of the random numbers.
struct Study {
    std::vector<std::uint32_t> area;  ///< index in the caller's order
    std::vector<double> values;
    SpatialWeights weights;
};

Study make_study(const LocalValues& input, const SpatialWeights& weights, const LocalOptions& options) {
    Study study;
    std::vector<std::uint8_t> keep(weights.size());
    const std::vector<std::uint32_t> order = order_by_id(weights.ids);
    for (const std::uint32_t i : order) {
        const bool masked = !input.masked.empty() && input.masked[i] != 0;
        if (!masked && std::isfinite(input.values[i])) {
            study.area.push_back(i);
            study.values.push_back(input.values[i]);
        }
    }
    const SpatialWeights sorted = reordered(weights, order);
    for (std::size_t k = 0, kept = 0; k < order.size(); ++k) {
        const bool taken = kept < study.area.size() && study.area[kept] == order[k];
        keep[k] = taken ? 1 : 0;
        kept += taken ? 1 : 0;
    }
    study.weights = subset(sorted, keep);
    const bool star = options.statistic == LocalStatistic::kGetisOrdStar;
    if (options.rows == RowWeights::kRowStandardised) {
        study.weights =
            row_standardised(std::move(study.weights), star ? SelfWeights::kIncluded : SelfWeights::kExcluded);
    } else if (!star) {
        study.weights.self_weights.clear();
    } else if (!study.weights.includes_self()) {
        study.weights.self_weights.assign(study.weights.size(), 1.0);
    }
    return study;
}

LocalMoments moments_of(const LocalTask& task, std::size_t area, const LocalOptions& options) {
    switch (options.statistic) {
        case LocalStatistic::kGetisOrdStar:
            return getis_ord_star(task, area);
        case LocalStatistic::kGetisOrd:
            return getis_ord(task, area);
        case LocalStatistic::kMoran:
            return local_moran(task, area, options.moran_moments);
        case LocalStatistic::kGeary:
            return local_geary(task, area);
    }
    throw Error(ErrorCode::kInternal, "error.local-statistic", {});
}

/// Size of a variance that is made of rounding alone.
double variance_floor(const LocalTask& task, std::size_t area, LocalStatistic statistic) {
    double squares = 0.0;
    for (const double w : task.weights.weights_of(area)) {
        squares += w * w;
    }
    const double m2 = task.population.squares / task.population.count();
    const bool getis = statistic == LocalStatistic::kGetisOrdStar || statistic == LocalStatistic::kGetisOrd;
    return kNoVariance * squares * (getis ? m2 : 1.0);
}

struct TailP {
    double p = 1.0;
    PValueSource source = PValueSource::kTail;
};

/// What the neighbours of one area are drawn from: the terms of all others. `values` counts those of everyone.
std::vector<TermCount> terms_of_others(const LocalTask& task, std::size_t area, NeighbourTerm term,
                                       const std::vector<TermCount>& values) {
    std::vector<TermCount> others = values;
    const double own = task.population.z[area];
    const auto self = std::lower_bound(others.begin(), others.end(), own,
                                       [](const TermCount& entry, double value) { return entry.term < value; });
    if (--self->count == 0) {
        others.erase(self);
    }
    if (term == NeighbourTerm::kSquaredDifference) {
        for (TermCount& entry : others) {
            entry.term = (own - entry.term) * (own - entry.term);
        }
        std::sort(others.begin(), others.end(), [](const TermCount& a, const TermCount& b) { return a.term < b.term; });
        // (own - v)^2 and (own + v)^2 that are equal on paper differ in the last bit: they are one value.
        std::size_t kept = 0;
        for (const TermCount& entry : others) {
            if (kept > 0 && entry.term - others[kept - 1].term <= kRounding * entry.term) {
                others[kept - 1].count += entry.count;
            } else {
                others[kept++] = entry;
            }
        }
        others.resize(kept);
    }
    return others;
}

/// p from the tail itself, counted or approximated; the observed sum is that of the permutations (self left out).
TailP tail_p(const LocalTask& task, std::size_t area, NeighbourTerm term, const PermutationTally& tally,
             const std::vector<TermCount>& values) {
    const auto neighbours = task.weights.neighbours_of(area);
    const auto weights = task.weights.weights_of(area);
    const std::vector<double>& z = task.population.z;
    const std::vector<TermCount> others = terms_of_others(task, area, term, values);
    const bool equal = std::all_of(weights.begin(), weights.end(), [&](double w) { return w == weights[0]; });
    double sum = 0.0;
    for (std::size_t k = 0; k < neighbours.size(); ++k) {
        const double other = z[neighbours[k]];
        const double value = term == NeighbourTerm::kValue ? other : (z[area] - other) * (z[area] - other);
        sum += (equal ? 1.0 : weights[k]) * value;
    }
    const Tail tail = tally.at_least < tally.at_most ? Tail::kUpper : Tail::kLower;
    const std::optional<double> exact = equal ? exact_sum_tail(others, neighbours.size(), sum, tail) : std::nullopt;
    const double p = exact   ? *exact
                     : equal ? saddlepoint_tail(others, neighbours.size(), sum, tail)
                             : weighted_sum_tail(others, weights, sum, tail);
    return {std::min(1.0, 2.0 * p), exact ? PValueSource::kExact : PValueSource::kTail};
}

void fill_p(const Study& study, const LocalTask& task, const LocalOptions& options, std::vector<LocalArea>& found,
            Progress& progress) {
    if (options.permutations == 0) {
        for (LocalArea& area : found) {
            area.p_value = two_sided_normal_p(area.z_score);
        }
        return;
    }
    const NeighbourTerm term =
        options.statistic == LocalStatistic::kGeary ? NeighbourTerm::kSquaredDifference : NeighbourTerm::kValue;
    const std::vector<PermutationTally> tallies = conditional_permutation(
        task.population.z, study.weights, term, {options.permutations, options.seed, options.threads}, progress);
    const std::vector<TermCount> values =
        options.tail == TailRule::kApproximated ? count_terms(task.population.z) : std::vector<TermCount>{};
    for_each_chunk(found.size(), kChunk, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        for (std::size_t k = begin; k < end; ++k) {
            LocalArea& area = found[k];
            if (area.state != LocalState::kOk) {
                continue;
            }
            PermutationTally tally = tallies[k];
            // I_i = z_i (...) is zero in every permutation when z_i is: nothing is extreme then.
            const bool flat = options.statistic == LocalStatistic::kMoran &&
                              std::abs(task.population.z[k]) <= 1e-12 * task.population.largest;
            if (flat) {
                tally = {options.permutations, options.permutations};
            }
            area.p_source = PValueSource::kPermutation;
            area.p_value = permutation_p(tally, options.permutations);
            if (options.tail == TailRule::kApproximated && std::min(tally.at_least, tally.at_most) < kTailHits) {
                const TailP tail = tail_p(task, k, term, tally, values);
                area.p_value = tail.p;
                area.p_source = tail.source;
            }
        }
    });
}

void adjust(const LocalOptions& options, std::vector<LocalArea>& found) {
    std::vector<double> p;
    for (const LocalArea& area : found) {
        if (area.state == LocalState::kOk) {
            p.push_back(area.p_value);
        }
    }
    const std::vector<double> adjusted =
        options.many_tests == ManyTests::kBenjaminiHochberg ? benjamini_hochberg(p) : p;
    std::size_t next = 0;
    for (LocalArea& area : found) {
        if (area.state == LocalState::kOk) {
            area.p_adjusted = adjusted[next++];
            area.significant = area.p_adjusted <= options.alpha;
            area.bin = confidence_bin(area.p_adjusted, area.z_score);
        }
    }
}

}  // namespace

std::string_view state_code(LocalState state) {
    constexpr std::string_view kCodes[] = {"ok", "isolated", "undefined", "masked"};
    return kCodes[static_cast<std::size_t>(state)];
}

std::string_view quadrant_code(Quadrant quadrant) {
    switch (quadrant) {
        case Quadrant::kHighHigh:
            return "HH";
        case Quadrant::kLowLow:
            return "LL";
        case Quadrant::kHighLow:
            return "HL";
        case Quadrant::kLowHigh:
            return "LH";
    }
    throw Error(ErrorCode::kInternal, "error.local-statistic", {});
}

LocalResult local_statistics(const LocalValues& input, const SpatialWeights& weights, const LocalOptions& options,
                             Progress& progress) {
    check(input, weights, options);
    const Study study = make_study(input, weights, options);
    if (study.area.size() < 3) {
        throw Error(ErrorCode::kInput, "error.local-too-few", {{"areas", std::to_string(study.area.size())}});
    }
    const PopulationMoments population = population_moments(study.values);
    const LocalTask task{population, study.weights};
    std::vector<LocalArea> found(study.area.size());
    for_each_chunk(found.size(), kChunk, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t k = begin; k < end; ++k) {
            LocalArea& area = found[k];
            area.neighbours = static_cast<std::uint32_t>(study.weights.cardinality(k));
            if (area.neighbours == 0) {
                area.state = LocalState::kIsolated;
                continue;
            }
            const LocalMoments moments = population.constant() ? LocalMoments{} : moments_of(task, k, options);
            if (!(moments.variance > variance_floor(task, k, options.statistic))) {
                // Local Moran's conditional variance is z_i^2 times a constant: at the mean I_i is 0 for certain.
                area.state = LocalState::kUndefined;
                continue;
            }
            area.state = LocalState::kOk;
            area.value = moments.value;
            area.expectation = moments.expectation;
            area.variance = moments.variance;
            area.z_score = (moments.value - moments.expectation) / std::sqrt(moments.variance);
            const bool high = population.z[k] > 0.0;
            const bool high_around = lagged(task, k) > 0.0;
            area.quadrant = high ? (high_around ? Quadrant::kHighHigh : Quadrant::kHighLow)
                                 : (high_around ? Quadrant::kLowHigh : Quadrant::kLowLow);
        }
    });
    fill_p(study, task, options, found, progress);
    adjust(options, found);

    LocalResult result;
    result.areas.resize(weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const bool masked = !input.masked.empty() && input.masked[i] != 0;
        result.areas[i].state = masked ? LocalState::kMasked : LocalState::kUndefined;
    }
    for (std::size_t k = 0; k < found.size(); ++k) {
        result.areas[study.area[k]] = found[k];
    }
    for (const LocalArea& area : result.areas) {
        ++(area.state == LocalState::kOk         ? result.tested
           : area.state == LocalState::kIsolated ? result.isolated
           : area.state == LocalState::kMasked   ? result.masked
                                                 : result.undefined);
    }
    return result;
}

}  // namespace diaban
