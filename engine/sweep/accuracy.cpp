#include "engine/sweep/accuracy.hpp"

#include <algorithm>
#include <cmath>

#include "layers/base/random.hpp"

namespace diaban {

namespace {

constexpr std::size_t kDraws = 2000;
constexpr std::uint32_t kStream = 0x53574250;  ///< "SWBP": bootstrap over folds
constexpr std::size_t kFewestFolds = 4;

double ratio(double a, double b) {
    return b > 0.0 ? a / b : 0.0;
}

FoldCounts& operator+=(FoldCounts& sum, const FoldCounts& c) {
    sum.hits += c.hits;
    sum.events += c.events;
    sum.best += c.best;
    sum.best_placed += c.best_placed;
    sum.area_km2 += c.area_km2;
    sum.study_km2 += c.study_km2;
    sum.harm_hits += c.harm_hits;
    sum.harm += c.harm;
    sum.length_m += c.length_m;
    sum.study_m += c.study_m;
    return sum;
}

FoldCounts pooled(const std::vector<FoldCounts>& folds) {
    FoldCounts sum;
    for (const FoldCounts& fold : folds) {
        sum += fold;
    }
    return sum;
}

double per_length_of(const FoldCounts& c) {
    return ratio(hit_rate_of(c), ratio(c.length_m, c.study_m));
}
double harm_of(const FoldCounts& c) {
    return ratio(c.harm_hits, c.harm);
}

double pei_placed_of(const FoldCounts& c) {
    return ratio(c.hits, c.best_placed);
}

/// The folds of one draw: drawn with replacement.
std::vector<std::size_t> drawn(std::size_t folds, std::uint64_t seed, std::size_t draw) {
    RandomSequence random(seed, kStream, draw);
    std::vector<std::size_t> chosen(folds);
    for (std::size_t& fold : chosen) {
        fold = random.below(static_cast<std::uint32_t>(folds));
    }
    return chosen;
}

FoldCounts pooled(const std::vector<FoldCounts>& folds, const std::vector<std::size_t>& chosen) {
    FoldCounts sum;
    for (const std::size_t fold : chosen) {
        sum += folds[fold];
    }
    return sum;
}

template <typename Figure>
Estimate estimate(double value, std::size_t folds, std::uint64_t seed, const Figure& figure) {
    Estimate result{value, std::nullopt, std::nullopt};
    if (folds < kFewestFolds) {
        return result;
    }
    std::vector<double> values(kDraws);
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        values[draw] = figure(drawn(folds, seed, draw));
    }
    std::sort(values.begin(), values.end());
    result.low = values[kDraws / 40];
    result.high = values[kDraws - kDraws / 40 - 1];
    return result;
}

}  // namespace

double hit_rate_of(const FoldCounts& c) {
    return ratio(c.hits, c.events);
}
double pai_of(const FoldCounts& c) {
    return ratio(hit_rate_of(c), ratio(c.area_km2, c.study_km2));
}
double pei_of(const FoldCounts& c) {
    return ratio(c.hits, c.best);
}

Accuracy pooled_accuracy(const std::vector<FoldCounts>& folds, std::uint64_t seed) {
    const FoldCounts all = pooled(folds);
    const auto of = [&](double (*figure)(const FoldCounts&)) {
        return estimate(figure(all), folds.size(), seed,
                        [&](const std::vector<std::size_t>& chosen) { return figure(pooled(folds, chosen)); });
    };
    Accuracy accuracy{of(pai_of), of(pei_of), std::nullopt, of(hit_rate_of), of(harm_of), std::nullopt};
    if (all.best_placed > 0.0) {
        accuracy.pei_placed = of(pei_placed_of);
    }
    if (all.study_m > 0.0) {
        accuracy.per_length = of(per_length_of);
    }
    return accuracy;
}

Comparison compare(const std::vector<FoldCounts>& folds, const std::vector<FoldCounts>& other, std::uint64_t seed) {
    const auto of = [&](const auto& figure) {
        return estimate(figure(pooled(folds), pooled(other)), folds.size(), seed,
                        [&](const std::vector<std::size_t>& chosen) {
                            return figure(pooled(folds, chosen), pooled(other, chosen));
                        });
    };
    return {of([](const FoldCounts& a, const FoldCounts& b) { return ratio(pai_of(a), pai_of(b)); }),
            of([](const FoldCounts& a, const FoldCounts& b) { return pai_of(a) - pai_of(b); }),
            of([](const FoldCounts& a, const FoldCounts& b) { return pei_of(a) - pei_of(b); })};
}

}  // namespace diaban
