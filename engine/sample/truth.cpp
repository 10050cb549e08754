#include "engine/sample/truth.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

// The shape of an area's truth, before the level of its class is known: multiple = level x height, ratio as given.
struct Shape {
    double height = 1.0;  // of the baseline, around 1
    double ratio = 1.0;   // current / baseline
};

constexpr double kHeightSpread = 0.10;  // heights of elevated areas lie in 1 +- this
constexpr double kStableRatioSpread = 0.03;
constexpr double kUsualLevel = 1.95;  // of elevated areas
constexpr double kHighestLevel = 3.5;
constexpr double kUsualStableLevel = 0.72;  // stable areas are not pushed above it where raising the others avoids that
constexpr double kLowestStableLevel = 0.25;

// Where nearly all areas are stable they lie close to the mean, and so must differ less to stay below the line.
double stable_height_spread(const ClassSplit& split) {
    return split.stable * 20 > split.sum() * 17 ? 0.03 : 0.12;
}

Shape draw_shape(TrueClass planted, const ClassSplit& split, RandomSequence& random) {
    const double spread = planted == TrueClass::kStable ? stable_height_spread(split) : kHeightSpread;
    const double height = 1.0 + spread * (2.0 * random.uniform() - 1.0);
    const double u = random.uniform();
    switch (planted) {
        case TrueClass::kStable:
            return {height, 1.0 + kStableRatioSpread * (2.0 * u - 1.0)};
        case TrueClass::kContained:
            return {height, 0.38 + 0.12 * u};
        case TrueClass::kComplex:
            return {height, 1.0 + 0.2 * u};
    }
    return {};
}

std::vector<TrueClass> assign_classes(const std::vector<double>& pressure, const ClassSplit& split) {
    std::vector<std::size_t> order(pressure.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return pressure[a] > pressure[b]; });
    std::vector<TrueClass> classes(pressure.size(), TrueClass::kStable);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const auto place = static_cast<int>(rank);
        classes[order[rank]] = place < split.complex                     ? TrueClass::kComplex
                               : place < split.complex + split.contained ? TrueClass::kContained
                                                                         : TrueClass::kStable;
    }
    return classes;
}

// Levels of the elevated and of the stable areas: raised_load x elevated + calm_load x stable = total.
struct Levels {
    double elevated = 1.0;
    double stable = 1.0;
};

Levels balance(double raised_load, double calm_load, double total, const ClassSplit& split) {
    const TruthMargins margins;
    const double lowest_level = margins.raised_at_least / (1.0 - kHeightSpread);
    const double highest_stable =
        margins.stable_at_most / ((1.0 + stable_height_spread(split)) * (1.0 + kStableRatioSpread));
    const std::string text =
        std::to_string(split.stable) + "," + std::to_string(split.contained) + "," + std::to_string(split.complex);
    Levels levels{std::max(kUsualLevel, lowest_level), 0.0};
    if (split.stable == 0) {
        // Nobody is left to be below the mean. Contained areas alone can balance themselves only if their own drop
        // does.
        levels.elevated = total / raised_load;
        if (levels.elevated < lowest_level) {
            throw Error(ErrorCode::kUsage, "error.sample-split-no-stable",
                        {{"split", text}, {"line", std::to_string(margins.elevated).substr(0, 3)}});
        }
        return levels;
    }
    const auto stable_for = [&](double elevated) { return (total - raised_load * elevated) / calm_load; };
    if (stable_for(levels.elevated) > kUsualStableLevel) {
        levels.elevated = std::min(kHighestLevel, (total - calm_load * kUsualStableLevel) / raised_load);
    } else if (stable_for(levels.elevated) < 0.5) {
        levels.elevated = std::max(lowest_level, (total - calm_load * 0.5) / raised_load);
    }
    levels.stable = stable_for(levels.elevated);
    if (levels.stable < kLowestStableLevel || levels.stable > highest_stable) {
        throw Error(ErrorCode::kUsage, "error.sample-split-impossible",
                    {{"split", text},
                     {"needed", std::to_string(std::lround(100.0 * levels.stable))},
                     {"lowest", std::to_string(std::lround(100.0 * kLowestStableLevel))},
                     {"highest", std::to_string(std::lround(100.0 * highest_stable))}});
    }
    return levels;
}

}  // namespace

const char* true_class_name(TrueClass value) {
    switch (value) {
        case TrueClass::kStable:
            return "stable";
        case TrueClass::kContained:
            return "contained";
        case TrueClass::kComplex:
            return "complex";
    }
    return "";
}

std::vector<AreaTruth> plant_truth(std::uint64_t seed, const TruthInput& input, const ClassSplit& split) {
    std::vector<AreaTruth> truth(input.residents.size());
    if (split.contained == 0 && split.complex == 0) {
        return truth;
    }
    const std::vector<TrueClass> classes = assign_classes(input.pressure, split);
    std::vector<Shape> shapes(classes.size());
    double raised_load = 0.0;
    double calm_load = 0.0;
    double total = 0.0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        RandomSequence random(seed, sample_stream::kMultiples, i);
        shapes[i] = draw_shape(classes[i], split, random);
        const double before = input.residents[i] * input.baseline.years();
        const double now = input.residents[i] * input.current.years();
        const double load = shapes[i].height * (before + now * shapes[i].ratio);
        (classes[i] == TrueClass::kStable ? calm_load : raised_load) += load;
        total += before + now;
    }
    const Levels levels = balance(raised_load, calm_load, total, split);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const double level = classes[i] == TrueClass::kStable ? levels.stable : levels.elevated;
        const double before = level * shapes[i].height;
        truth[i] = {classes[i], before, before * shapes[i].ratio};
    }
    return truth;
}

}  // namespace diaban
