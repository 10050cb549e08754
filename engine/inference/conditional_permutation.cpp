#include "engine/inference/conditional_permutation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/inference/permutation_draws.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban {
namespace {

/// Areas in one piece of parallel work.
constexpr std::size_t kChunk = 32;
/// Relative to the largest possible sum; see PermutationTally.
constexpr double kRounding = 1e-12;

/// One area's comparison: the observed sum, widened by rounding, and the counts so far.
struct Comparison {
    double low = 0.0;
    double high = 0.0;
    PermutationTally tally;

    void add(double sum) {
        tally.at_least += sum >= low ? 1u : 0u;
        tally.at_most += sum <= high ? 1u : 0u;
    }
};

template <NeighbourTerm term>
double term_of(double neighbour, double own) {
    if constexpr (term == NeighbourTerm::kValue) {
        return neighbour;
    } else {
        return (own - neighbour) * (own - neighbour);
    }
}

/// Scratch of one chunk of work.
struct Scratch {
    std::vector<std::uint32_t> none;
    std::vector<std::uint32_t> taken;  ///< filled on first need
    std::uint32_t stamp = 0;
    std::vector<std::uint32_t> positions;
    std::array<std::uint32_t, std::size_t{kMaxBatchDraws} * kBatch> batch{};
};

template <NeighbourTerm term>
class AreaTest {
public:
    AreaTest(std::span<const double> values, const SpatialWeights& weights, const PermutationOptions& options)
        : m_values(values), m_weights(weights), m_options(options) {
        for (const double value : values) {
            m_largest = std::max(m_largest, std::abs(value));
        }
        if constexpr (term == NeighbourTerm::kSquaredDifference) {
            m_largest = 4.0 * m_largest * m_largest;
        }
    }

    PermutationTally run(std::uint32_t area, Scratch& scratch) const {
        const auto neighbours = m_weights.neighbours_of(area);
        const auto weights = m_weights.weights_of(area);
        if (neighbours.empty()) {
            return {m_options.permutations, m_options.permutations};
        }
        // Equal weights take their factor out of the sum: binary and row-standardised rows are the usual case.
        const bool equal = std::all_of(weights.begin(), weights.end(), [&](double w) { return w == weights[0]; });
        return equal ? compare<true>(area, scratch) : compare<false>(area, scratch);
    }

private:
    template <bool equal, typename Position>
    double sum(std::span<const double> weights, double own, Position position) const {
        double total = 0.0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            const double value = term_of<term>(m_values[position(k)], own);
            total += equal ? value : weights[k] * value;
        }
        return total;
    }

    template <bool equal>
    PermutationTally compare(std::uint32_t area, Scratch& scratch) const {
        const auto neighbours = m_weights.neighbours_of(area);
        const auto weights = m_weights.weights_of(area);
        const double own = m_values[area];
        const double observed = sum<equal>(weights, own, [&](std::size_t k) { return neighbours[k]; });
        double reach = 0.0;
        for (const double w : weights) {
            reach += equal ? 1.0 : w;
        }
        const double rounding = kRounding * reach * m_largest;
        Comparison comparison{observed - rounding, observed + rounding, {}};
        const DrawKey key{m_options.seed, area, static_cast<std::uint32_t>(m_values.size())};
        const auto draws = static_cast<std::uint32_t>(neighbours.size());
        const auto one_by_one = [&](std::uint32_t permutation) {
            scratch.positions.resize(draws);
            if (draws <= kMaxBatchDraws) {
                draw_positions(key, permutation, scratch.positions, scratch.none, 0);
            } else {
                if (scratch.taken.empty() || ++scratch.stamp == 0) {
                    scratch.taken.assign(m_values.size(), 0);
                    scratch.stamp = 1;
                }
                draw_positions(key, permutation, scratch.positions, scratch.taken, scratch.stamp);
            }
            comparison.add(sum<equal>(weights, own, [&](std::size_t k) { return scratch.positions[k]; }));
        };
        if (draws > kMaxBatchDraws) {
            for (std::uint32_t permutation = 0; permutation < m_options.permutations; ++permutation) {
                one_by_one(permutation);
            }
            return comparison.tally;
        }
        for (std::uint32_t first = 0; first < m_options.permutations; first += kBatch) {
            const std::uint64_t invalid = draw_batch(key, first, draws, scratch.batch);
            const std::uint32_t end = std::min(kBatch, m_options.permutations - first);
            std::array<double, kBatch> totals{};
            for (std::uint32_t draw = 0; draw < draws; ++draw) {
                const std::uint32_t* positions = scratch.batch.data() + draw * kBatch;
                const double weight = weights[draw];
                for (std::uint32_t p = 0; p < kBatch; ++p) {
                    const double value = term_of<term>(m_values[positions[p]], own);
                    totals[p] += equal ? value : weight * value;
                }
            }
            for (std::uint32_t p = 0; p < end; ++p) {
                if ((invalid >> p & 1) != 0) {
                    one_by_one(first + p);
                } else {
                    comparison.add(totals[p]);
                }
            }
        }
        return comparison.tally;
    }

    std::span<const double> m_values;
    const SpatialWeights& m_weights;
    const PermutationOptions& m_options;
    double m_largest = 0.0;
};

template <NeighbourTerm term>
std::vector<PermutationTally> tally_all(std::span<const double> values, const SpatialWeights& weights,
                                        const PermutationOptions& options, Progress& progress) {
    std::vector<PermutationTally> tallies(values.size());
    const AreaTest<term> test(values, weights, options);
    for_each_chunk(values.size(), kChunk, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        Scratch scratch;
        for (std::size_t area = begin; area < end; ++area) {
            tallies[area] = test.run(static_cast<std::uint32_t>(area), scratch);
        }
        progress.advance(end - begin);
    });
    return tallies;
}

}  // namespace

std::vector<PermutationTally> conditional_permutation(std::span<const double> values, const SpatialWeights& weights,
                                                      NeighbourTerm term, const PermutationOptions& options,
                                                      Progress& progress) {
    progress.begin("step.permutations", values.size());
    return term == NeighbourTerm::kValue
               ? tally_all<NeighbourTerm::kValue>(values, weights, options, progress)
               : tally_all<NeighbourTerm::kSquaredDifference>(values, weights, options, progress);
}

double permutation_p(const PermutationTally& tally, std::uint32_t permutations) {
    const double smaller = static_cast<double>(std::min(tally.at_least, tally.at_most));
    return std::min(1.0, 2.0 * (smaller + 1.0) / (static_cast<double>(permutations) + 1.0));
}

}  // namespace diaban
