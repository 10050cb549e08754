#include "engine/studies/calibration/planted_lists.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "engine/sample/truth.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

/// True multiples of an area in both windows, in units that `relative_to_their_mean` settles.
struct Multiples {
    std::vector<double> before;
    std::vector<double> now;
};

std::vector<double> sizes_of(std::size_t areas, const Residents& residents, RandomSequence& random) {
    std::vector<double> sizes;
    if (residents.given.empty() && !residents.zipf) {
        for (std::size_t i = 0; i < areas; ++i) {
            sizes.push_back(7093.0 * std::exp(residents.spread * random.normal()));
        }
        return sizes;
    }
    std::vector<double> pool = residents.given;
    for (std::size_t i = 0; residents.zipf && i < areas; ++i) {
        pool.push_back(1.0 / static_cast<double>(i + 1));
    }
    // Each once, in random order; a longer list begins anew.
    std::vector<double> left;
    for (std::size_t i = 0; i < areas; ++i) {
        if (left.empty()) {
            left = pool;
        }
        const std::size_t drawn = random.below(static_cast<std::uint32_t>(left.size()));
        sizes.push_back(left[drawn]);
        left[drawn] = left.back();
        left.pop_back();
    }
    return sizes;
}

/// Gamma variable of any shape (Marsaglia and Tsang 2000, doi:10.1145/358407.358414).
double gamma_variable(double shape, RandomSequence& random) {
    if (shape < 1.0) {
        const double lift = std::pow(1.0 - random.uniform(), 1.0 / shape);
        return gamma_variable(shape + 1.0, random) * lift;
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = random.normal();
        const double v = std::pow(1.0 + c * x, 3);
        if (v > 0.0 && std::log1p(-random.uniform()) < 0.5 * x * x + d - d * v + d * std::log(v)) {
            return d * v;
        }
    }
}

double count_of(double mean, double overdispersion, RandomSequence& random) {
    if (overdispersion > 1.0 && mean > 0.0) {
        const double shape = mean / (overdispersion - 1.0);
        mean *= gamma_variable(shape, random) / shape;
    }
    return random.poisson(mean);
}

PlantedList drawn(const std::vector<double>& residents, const Multiples& truth, const ListDesign& design,
                  RandomSequence& random) {
    double expected = 0.0;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        expected += residents[i] * (truth.before[i] + truth.now[i]) / 2.0;
    }
    const double rate = design.mean_count * static_cast<double>(residents.size()) / expected;
    PlantedList list;
    list.exposure = residents;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        list.baseline_count.push_back(count_of(rate * residents[i] * truth.before[i], design.overdispersion, random));
        list.current_count.push_back(count_of(rate * residents[i] * truth.now[i], design.overdispersion, random));
    }
    return list;
}

/// Divides by the mean of both windows, weighted by residents: multiples of the reference.
void relative_to_their_mean(Multiples& truth, const std::vector<double>& residents) {
    double whole = 0.0;
    double exposure = 0.0;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        whole += residents[i] * (truth.before[i] + truth.now[i]);
        exposure += 2.0 * residents[i];
    }
    for (std::size_t i = 0; i < residents.size(); ++i) {
        truth.before[i] *= exposure / whole;
        truth.now[i] *= exposure / whole;
    }
}

AreaClass class_by_lines(double before, double now, const EvidenceRule& rule) {
    if (now > rule.elevated_above) {
        return now < rule.brought_down_below * before ? AreaClass::kContained : AreaClass::kComplex;
    }
    return before > rule.elevated_above ? AreaClass::kContained : AreaClass::kStable;
}

PlantedList as_the_sample(const ListDesign& design, const Residents& residents, RandomSequence& random) {
    const auto areas = static_cast<std::size_t>(design.split.sum());
    TruthInput input;
    input.residents = sizes_of(areas, residents, random);
    for (std::size_t i = 0; i < areas; ++i) {
        input.pressure.push_back(random.uniform());
    }
    // Two windows of one length: how long does not matter, only how many incidents.
    const LocalDay start{};
    input.baseline = {start, start + std::chrono::days{364}};
    input.current = {start + std::chrono::days{365}, start + std::chrono::days{729}};
    const std::vector<AreaTruth> truth = plant_truth(random.next_u64(), input, design.split);
    Multiples multiples;
    for (const AreaTruth& area : truth) {
        multiples.before.push_back(area.baseline_multiple);
        multiples.now.push_back(area.current_multiple);
    }
    PlantedList list = drawn(input.residents, multiples, design, random);
    for (const AreaTruth& area : truth) {
        list.truth.push_back(static_cast<AreaClass>(area.planted));
    }
    return list;
}

PlantedList without_margins(const ListDesign& design, const Residents& sizes, const EvidenceRule& rule,
                            RandomSequence& random) {
    const std::vector<double> residents = sizes_of(static_cast<std::size_t>(design.split.sum()), sizes, random);
    Multiples truth;
    for (std::size_t i = 0; i < residents.size(); ++i) {
        // A gamma variable of shape 4 is the sum of four exponential ones.
        double multiple = 0.0;
        for (int k = 0; k < 4; ++k) {
            multiple -= std::log1p(-random.uniform()) / 4.0;
        }
        truth.before.push_back(multiple);
        truth.now.push_back(multiple * (random.uniform() < 1.0 / 3.0 ? 0.4 + 0.6 * random.uniform() : 1.0));
    }
    PlantedList list = drawn(residents, truth, design, random);
    relative_to_their_mean(truth, residents);
    for (std::size_t i = 0; i < residents.size(); ++i) {
        list.truth.push_back(class_by_lines(truth.before[i], truth.now[i], rule));
    }
    return list;
}

/// Multiples before they are divided by their mean.
Multiples wide_multiples(const std::vector<AreaClass>& meant, RandomSequence& random) {
    const double high = 1.45 + 1.30 * random.uniform();
    const double low = 0.35 + 0.50 * random.uniform();
    // Splits with few stable areas leave little room above the line; lists of like areas fit into it.
    const double high_spread = 0.05 + 0.20 * random.uniform();
    Multiples truth;
    for (const AreaClass area : meant) {
        const bool stable = area == AreaClass::kStable;
        const double spread = stable ? 0.35 : high_spread;
        const double before = (stable ? low : high) * std::exp(spread * (2.0 * random.uniform() - 1.0));
        const double u = random.uniform();
        const double ratio = stable                          ? 0.85 + 0.30 * u
                             : area == AreaClass::kContained ? 0.30 + 0.35 * u
                                                             : 0.90 + 0.50 * u;
        truth.before.push_back(before);
        truth.now.push_back(before * ratio);
    }
    return truth;
}

bool away_from_the_lines(double before, double now, const EvidenceRule& rule) {
    constexpr double kMargin = 0.08;
    const auto away = [](double ratio) { return std::abs(std::log(ratio)) > kMargin; };
    return away(before / rule.elevated_above) && away(now / rule.elevated_above) &&
           (now < rule.elevated_above || away(now / before / rule.brought_down_below));
}

PlantedList wide(const ListDesign& design, const Residents& sizes, const EvidenceRule& rule, RandomSequence& random) {
    const auto areas = static_cast<std::size_t>(design.split.sum());
    const std::vector<double> residents = sizes_of(areas, sizes, random);
    std::vector<AreaClass> meant(areas, AreaClass::kStable);
    for (std::size_t i = 0; i < static_cast<std::size_t>(design.split.contained + design.split.complex); ++i) {
        meant[i] = i < static_cast<std::size_t>(design.split.complex) ? AreaClass::kComplex : AreaClass::kContained;
    }
    if (design.split.stable == design.split.sum()) {
        const std::vector<double> ones(areas, 1.0);
        PlantedList list = drawn(residents, {ones, ones}, design, random);
        list.truth = meant;
        return list;
    }
    constexpr int kTries = 20000;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        Multiples truth = wide_multiples(meant, random);
        relative_to_their_mean(truth, residents);
        bool fits = true;
        for (std::size_t i = 0; i < areas && fits; ++i) {
            fits = class_by_lines(truth.before[i], truth.now[i], rule) == meant[i] &&
                   away_from_the_lines(truth.before[i], truth.now[i], rule);
        }
        if (fits) {
            PlantedList list = drawn(residents, truth, design, random);
            list.truth = meant;
            return list;
        }
    }
    throw Error(
        ErrorCode::kUsage, "error.simulate-split-impossible",
        {{"split", fmt::format("{},{},{}", design.split.stable, design.split.contained, design.split.complex)}});
}

}  // namespace

PlantedList planted_list(const ListDesign& design, const Residents& residents, const EvidenceRule& rule,
                         RandomSequence& random) {
    switch (design.truth) {
        case PlantedTruth::kSample:
            return as_the_sample(design, residents, random);
        case PlantedTruth::kWide:
            return wide(design, residents, rule, random);
        case PlantedTruth::kNoMargins:
            break;
    }
    return without_margins(design, residents, rule, random);
}

}  // namespace diaban
