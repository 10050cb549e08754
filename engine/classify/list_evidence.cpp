#include "engine/classify/list_evidence.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

#include "layers/base/parallel_chunks.hpp"
#include "layers/base/random.hpp"

namespace diaban {

namespace {

constexpr std::size_t kOrders = 8;
constexpr std::uint32_t kStream = 0x4C455649;  // "LEVI"

/// Areas with the same counts are the same area, whatever their place in the file.
std::vector<std::size_t> sorted_by_counts(std::span<const CountsAtReference> counts) {
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) {
        const CountsAtReference& c = counts[i];
        return std::tie(c.baseline_count, c.current_count, c.baseline_expected, c.current_expected);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

void shuffle(std::vector<std::size_t>& order, std::uint64_t number) {
    RandomSequence random(0, kStream, number);
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
    }
}

/// sum over the order of log P(y | the areas before) - log P(y | H0).
double evidence_in_order(const ListOnCells& list, const std::vector<std::size_t>& order) {
    // (c + k) w, so that nothing has to be scaled down as areas come in.
    std::vector<double> sum(list.base.begin(), list.base.end());
    for (double& weight : sum) {
        weight *= list.base_areas;
    }
    double evidence = 0.0;
    double areas = list.base_areas;
    std::vector<double> by_now;
    for (const std::size_t area : order) {
        const PairLikelihood& pair = list.likelihood[area];
        const double whole = marginal(sum.data(), list.cells, pair, by_now);
        evidence += std::log(whole / areas) + pair.before.log_scale + pair.now.log_scale;
        add_posterior(sum.data(), list.cells, pair, 1.0 / whole);
        areas += 1.0;
    }
    return evidence;
}

double softplus(double x) {
    return x > 0.0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

}  // namespace

double evidence_of_difference(const ListOnCells& list, unsigned threads) {
    const std::vector<std::size_t> sorted = sorted_by_counts(list.counts);
    std::vector<double> evidence(kOrders);
    for_each_chunk(kOrders, 1, threads, [&](std::size_t number, std::size_t, std::size_t) {
        std::vector<std::size_t> order = sorted;
        shuffle(order, number);
        evidence[number] = evidence_in_order(list, order);
    });
    const double largest = *std::max_element(evidence.begin(), evidence.end());
    double sum = 0.0;
    for (const double one : evidence) {
        sum += std::exp(one - largest);
    }
    return largest + std::log(sum / static_cast<double>(kOrders));
}

double probability_of_one_rate(double evidence, std::size_t areas) {
    const double span = std::log(std::max(std::pow(static_cast<double>(areas), 3) / 10.0, 10.0));
    // 1 - mean of 1 / (1 + exp(odds - e)) over odds from 0 to span, as the mean of the complement: no digits are lost
    // where it is small.
    return std::clamp((softplus(span - evidence) - softplus(-evidence)) / span, 0.0, 1.0);
}

}  // namespace diaban
