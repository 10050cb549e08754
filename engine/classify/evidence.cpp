#include "engine/classify/evidence.hpp"

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <string>

#include "engine/classify/list_prior.hpp"
#include "layers/base/log_gamma.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

/// Plain doubles: boost's default of working in long double is several times slower and changes the 15th digit.
using Plain = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

constexpr double kSmallestShape = 1e-3;
constexpr double kLargestShape = 1e6;

void require(bool holds, const char* option, double value, const char* range) {
    if (!holds) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", option}, {"value", std::to_string(value)}, {"range", range}});
    }
}

/// L_W of one area: scale times a Gamma(shape, 1). scale = 0 when the window holds no incident at all.
struct Level {
    double shape = 1.0;
    double scale = 0.0;

    [[nodiscard]] double mean() const { return shape * scale; }
    [[nodiscard]] double probability_below(double x) const {
        return scale > 0.0 ? boost::math::gamma_p(shape, x / scale, Plain()) : 1.0;
    }
    [[nodiscard]] double quantile(double p) const {
        return scale > 0.0 ? scale * boost::math::gamma_p_inv(shape, p, Plain()) : 0.0;
    }
};

Level level_of(double count, double exposure, const WindowModel& window) {
    if (!(window.mean_rate > 0.0)) {
        return {};
    }
    return {window.shape + count, window.level / (window.shape + exposure * window.mean_rate)};
}

/// P(L_C > t and L_B <= L_C / d): the density of L_C times the distribution of L_B, over the range that holds all but
/// 1e-12 of L_C. Composite Gauss-Legendre; the integrand is smooth there because t > 0 keeps it off the pole at 0.
double probability_complex(const Level& before, const Level& now, const EvidenceRule& rule) {
    if (!(now.scale > 0.0)) {
        return 0.0;
    }
    constexpr double kTail = 1e-12;
    const double from = std::max(rule.elevated_above / now.scale, boost::math::gamma_p_inv(now.shape, kTail, Plain()));
    const double to = boost::math::gamma_q_inv(now.shape, kTail, Plain());
    if (from >= to) {
        return 0.0;
    }
    const auto integrand = [&](double g) {
        return boost::math::gamma_p_derivative(now.shape, g, Plain()) *
               before.probability_below(now.scale * g / rule.brought_down_below);
    };
    constexpr int kPanels = 8;
    double sum = 0.0;
    for (int panel = 0; panel < kPanels; ++panel) {
        const double a = from + (to - from) * panel / kPanels;
        const double b = from + (to - from) * (panel + 1) / kPanels;
        sum += boost::math::quadrature::gauss<double, 15>::integrate(integrand, a, b);
    }
    return std::clamp(sum, 0.0, 1.0);
}

/// Version 1: from the two gamma posteriors.
ClassProbabilities probabilities(const Level& before, const Level& now, const EvidenceRule& rule) {
    ClassProbabilities p;
    p.elevated_before = 1.0 - before.probability_below(rule.elevated_above);
    p.elevated_now = 1.0 - now.probability_below(rule.elevated_above);
    p.stable = before.probability_below(rule.elevated_above) * now.probability_below(rule.elevated_above);
    p.complex = std::min(probability_complex(before, now, rule), 1.0 - p.stable);
    p.contained = std::max(0.0, 1.0 - p.stable - p.complex);
    return p;
}

/// Distribution of rho = L_C / L_B: a scaled beta-prime, P(G_C / G_B <= x) = I_{x / (1 + x)}(shape_C, shape_B).
struct ChangeRatio {
    const Level& before;
    const Level& now;

    [[nodiscard]] double probability_below(double rho) const {
        if (!(now.scale > 0.0)) {
            return 1.0;
        }
        const double x = rho * before.scale / now.scale;
        return boost::math::ibeta(now.shape, before.shape, x / (1.0 + x), Plain());
    }
    [[nodiscard]] double quantile(double p) const {
        if (!(now.scale > 0.0)) {
            return 0.0;
        }
        double complement = 0.0;
        const double share = boost::math::ibeta_inv(now.shape, before.shape, p, &complement, Plain());
        return share / complement * now.scale / before.scale;
    }
};

struct AreaCounts {
    double baseline_count;
    double current_count;
    double baseline_exposure;
    double current_exposure;
};

/// Everything that the whole list says, by which each of its areas is judged.
struct ListModels {
    EvidenceResult result;  ///< reference and windows
    std::optional<ListPrior> prior;
};

/// One area with what of it does not change while other current counts are tried.
struct AreaOnTrial {
    AreaCounts counts;
    std::optional<AreaInList> in_list;  ///< with a prior learned from the list
};

AreaOnTrial on_trial(const AreaCounts& counts, const ListModels& models) {
    AreaOnTrial area{counts, std::nullopt};
    if (models.prior) {
        const double r0 = models.result.reference_rate;
        area.in_list = area_in_list(*models.prior, {counts.baseline_count, counts.current_count,
                                                    counts.baseline_exposure * r0, counts.current_exposure * r0});
    }
    return area;
}

/// The classes with another current count, all that was learned from the list held fixed.
ClassProbabilities probabilities_with(const AreaOnTrial& area, double current_count, const ListModels& models,
                                      const EvidenceRule& rule) {
    if (area.in_list) {
        return class_probabilities(*models.prior, *area.in_list, current_count);
    }
    return probabilities(level_of(area.counts.baseline_count, area.counts.baseline_exposure, models.result.baseline),
                         level_of(current_count, area.counts.current_exposure, models.result.current), rule);
}

/// What a search for the nearest change looks at.
struct StepSearch {
    const AreaOnTrial& area;
    AreaClass present;
    const ListModels& models;
    const EvidenceRule& rule;
};

/// The smallest step in one direction, `limit` at most, that changes the class, by doubling and halving; 0 when there
/// is none.
std::int64_t smallest_step(const StepSearch& search, std::int64_t direction, std::int64_t limit) {
    const auto changes = [&](std::int64_t step) {
        const double count = search.area.counts.current_count + static_cast<double>(direction * step);
        return probabilities_with(search.area, count, search.models, search.rule).likeliest() != search.present;
    };
    std::int64_t too_small = 0;
    std::int64_t enough = 1;
    while (enough <= limit && !changes(enough)) {
        too_small = enough;
        enough *= 2;
    }
    if (enough > limit) {
        if (limit <= too_small || !changes(limit)) {
            return 0;
        }
        enough = limit;
    }
    while (enough - too_small > 1) {
        const std::int64_t middle = too_small + (enough - too_small) / 2;
        (changes(middle) ? enough : too_small) = middle;
    }
    return enough;
}

std::optional<NearestChange> nearest_change(const StepSearch& search) {
    const auto present_count = static_cast<std::int64_t>(search.area.counts.current_count);
    const std::int64_t fewer = smallest_step(search, -1, present_count);
    // Upwards only what is nearer is of interest, and more than tenfold the incidents explains nothing any more.
    const std::int64_t more = smallest_step(search, 1, fewer != 0 ? fewer - 1 : 10 * present_count + 100);
    if (fewer == 0 && more == 0) {
        return std::nullopt;
    }
    const std::int64_t step = more != 0 ? more : -fewer;
    const double count = search.area.counts.current_count + static_cast<double>(step);
    return NearestChange{step, probabilities_with(search.area, count, search.models, search.rule).likeliest()};
}

AreaEvidence evidence_of(const AreaCounts& counts, const ListModels& models, const EvidenceRule& rule) {
    const Level before = level_of(counts.baseline_count, counts.baseline_exposure, models.result.baseline);
    const Level now = level_of(counts.current_count, counts.current_exposure, models.result.current);
    const AreaOnTrial area = on_trial(counts, models);
    const ClassProbabilities p = probabilities_with(area, counts.current_count, models, rule);
    const double tail = (1.0 - rule.interval) / 2.0;
    AreaEvidence out;
    out.area_class = p.likeliest();
    out.p_stable = p.stable;
    out.p_contained = p.contained;
    out.p_complex = p.complex;
    out.borderline = p.largest() < rule.borderline_below;
    out.baseline_risk = before.mean();
    out.baseline_low = before.quantile(tail);
    out.baseline_high = before.quantile(1.0 - tail);
    out.relative_risk = now.mean();
    out.rr_low = now.quantile(tail);
    out.rr_high = now.quantile(1.0 - tail);
    out.p_elevated_before = p.elevated_before;
    out.p_elevated_now = p.elevated_now;
    if (before.scale > 0.0) {
        const ChangeRatio rho{before, now};
        out.change_ratio = rho.quantile(0.5);
        out.change_low = rho.quantile(tail);
        out.change_high = rho.quantile(1.0 - tail);
        out.p_falling = rho.probability_below(1.0);
        out.p_rising = 1.0 - out.p_falling;
    } else {
        out.p_rising = 1.0;
    }
    out.nearest_change = nearest_change({area, out.area_class, models, rule});
    return out;
}

WindowModel model_of(std::span<const double> count, std::span<const double> exposure, double reference) {
    double counts = 0.0;
    double exposures = 0.0;
    for (std::size_t i = 0; i < count.size(); ++i) {
        if (exposure[i] > 0.0) {
            counts += count[i];
            exposures += exposure[i];
        }
    }
    WindowModel model;
    model.mean_rate = exposures > 0.0 ? counts / exposures : 0.0;
    model.level = model.mean_rate / reference;
    std::vector<double> expected(exposure.begin(), exposure.end());
    for (double& e : expected) {
        e *= model.mean_rate;
    }
    model.shape = negative_binomial_shape(count, expected);
    return model;
}

/// log of Gamma(a + y) / (Gamma(a) a^y) summed over counts, as a function of a: whole counts through how many of them
/// exceed each k, which is exact for large a and takes the largest count, not their sum, of logarithms.
class RisingFactorials {
public:
    explicit RisingFactorials(std::span<const double> count, std::span<const double> expected) {
        for (std::size_t i = 0; i < count.size(); ++i) {
            if (!(expected[i] > 0.0)) {
                continue;
            }
            if (count[i] > kLargest || count[i] != std::floor(count[i])) {
                m_others.push_back(count[i]);
                continue;
            }
            const auto whole = static_cast<std::size_t>(count[i]);
            m_above.resize(std::max(m_above.size(), whole), 0.0);
            for (std::size_t k = 0; k < whole; ++k) {
                m_above[k] += 1.0;
            }
        }
    }
    [[nodiscard]] double log_sum(double a) const {
        double sum = 0.0;
        for (std::size_t k = 1; k < m_above.size(); ++k) {
            sum += m_above[k] * std::log1p(static_cast<double>(k) / a);
        }
        for (const double y : m_others) {
            sum += log_gamma(a + y) - log_gamma(a) - y * std::log(a);
        }
        return sum;
    }

private:
    static constexpr double kLargest = 4096.0;
    std::vector<double> m_above;   ///< m_above[k]: counts larger than k
    std::vector<double> m_others;  ///< fractions, and counts whose logarithms are cheaper by lgamma
};

void require_valid(std::span<const double> values, const char* name) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]) || values[i] < 0.0) {
            throw Error(ErrorCode::kInput, "error.count-invalid",
                        {{"what", name}, {"row", std::to_string(i + 1)}, {"value", std::to_string(values[i])}});
        }
    }
}

bool is_defined(const EvidenceInput& input, std::size_t i) {
    return input.baseline_exposure[i] > 0.0 && input.current_exposure[i] > 0.0;
}

AreaCounts counts_of(const EvidenceInput& input, std::size_t i) {
    return {input.baseline_count[i], input.current_count[i], input.baseline_exposure[i], input.current_exposure[i]};
}

ListModels models_of(const EvidenceInput& input, const EvidenceRule& rule, unsigned threads) {
    validate(rule);
    require_valid(input.baseline_count, "baseline_count");
    require_valid(input.current_count, "current_count");
    require_valid(input.baseline_exposure, "baseline_exposure");
    require_valid(input.current_exposure, "current_exposure");
    double counts = 0.0;
    double exposures = 0.0;
    const std::size_t n = input.baseline_count.size();
    for (std::size_t i = 0; i < n; ++i) {
        if (is_defined(input, i)) {
            counts += input.baseline_count[i] + input.current_count[i];
            exposures += input.baseline_exposure[i] + input.current_exposure[i];
        }
    }
    if (!(counts > 0.0)) {
        throw Error(ErrorCode::kInput, "error.no-incidents", {});
    }
    ListModels models;
    EvidenceResult& result = models.result;
    result.areas.resize(n);
    result.reference_rate = counts / exposures;
    result.baseline = model_of(input.baseline_count, input.baseline_exposure, result.reference_rate);
    result.current = model_of(input.current_count, input.current_exposure, result.reference_rate);
    if (rule.prior == ClassPrior::kList && result.baseline.mean_rate > 0.0 && result.current.mean_rate > 0.0) {
        std::vector<CountsAtReference> areas;
        for (std::size_t i = 0; i < n; ++i) {
            if (is_defined(input, i)) {
                const AreaCounts area = counts_of(input, i);
                areas.push_back({area.baseline_count, area.current_count,
                                 area.baseline_exposure * result.reference_rate,
                                 area.current_exposure * result.reference_rate});
            }
        }
        models.prior = learn_list_prior(areas,
                                        {{result.baseline.shape, result.baseline.level},
                                         {result.current.shape, result.current.level},
                                         {rule.elevated_above, rule.brought_down_below}},
                                        threads);
        result.p_one_rate = probability_of_one_rate(*models.prior);
    }
    return models;
}

}  // namespace

void validate(const EvidenceRule& rule) {
    require(rule.elevated_above > 1.0 && rule.elevated_above <= 10.0, "elevated_above", rule.elevated_above, "(1, 10]");
    require(rule.brought_down_below >= 0.05 && rule.brought_down_below <= 0.99, "brought_down_below",
            rule.brought_down_below, "[0.05, 0.99]");
    require(rule.borderline_below > 1.0 / 3.0 && rule.borderline_below <= 1.0, "borderline_below",
            rule.borderline_below, "(1/3, 1]");
    require(rule.interval > 0.0 && rule.interval < 1.0, "interval", rule.interval, "(0, 1)");
}

double negative_binomial_shape(std::span<const double> count, std::span<const double> expected) {
    // Log-likelihood without the terms that do not depend on a: sum of log Gamma(a + y) / (Gamma(a) a^y) - (a + y)
    // log(1 + E / a).
    const RisingFactorials rising(count, expected);
    const auto log_likelihood = [&](double log_a) {
        const double a = std::exp(log_a);
        double sum = rising.log_sum(a);
        for (std::size_t i = 0; i < count.size(); ++i) {
            if (expected[i] > 0.0) {
                sum -= (a + count[i]) * std::log1p(expected[i] / a);
            }
        }
        return sum;
    };
    const double low = std::log(kSmallestShape);
    const double high = std::log(kLargestShape);
    // The likelihood can be flat towards Poisson, so a coarse scan finds the hill and golden sections climb it.
    constexpr int kSteps = 60;
    int best = kSteps;
    double best_value = log_likelihood(high);
    for (int i = 0; i < kSteps; ++i) {
        const double value = log_likelihood(low + (high - low) * i / kSteps);
        // A smaller rise is rounding or next to it, not evidence that areas differ.
        if (value > best_value + 1e-6) {
            best_value = value;
            best = i;
        }
    }
    if (best == kSteps) {
        return kLargestShape;
    }
    double a = low + (high - low) * std::max(0, best - 1) / kSteps;
    double b = low + (high - low) * std::min(kSteps, best + 1) / kSteps;
    constexpr double kGolden = 0.61803398874989485;
    double c = b - kGolden * (b - a);
    double d = a + kGolden * (b - a);
    double at_c = log_likelihood(c);
    double at_d = log_likelihood(d);
    while (b - a > 1e-7) {
        if (at_c >= at_d) {
            b = d;
            d = c;
            at_d = at_c;
            c = b - kGolden * (b - a);
            at_c = log_likelihood(c);
        } else {
            a = c;
            c = d;
            at_c = at_d;
            d = a + kGolden * (b - a);
            at_d = log_likelihood(d);
        }
    }
    return std::exp((a + b) / 2.0);
}

EvidenceResult classify_by_evidence(const EvidenceInput& input, const EvidenceRule& rule, unsigned threads) {
    const ListModels models = models_of(input, rule, threads);
    EvidenceResult result = models.result;
    constexpr std::size_t kAreasInAChunk = 16;
    for_each_chunk(result.areas.size(), kAreasInAChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (is_defined(input, i)) {
                result.areas[i] = evidence_of(counts_of(input, i), models, rule);
            }
        }
    });
    return result;
}

std::vector<std::optional<ClassProbabilities>> class_probabilities_by_evidence(const EvidenceInput& input,
                                                                               const EvidenceRule& rule) {
    const ListModels models = models_of(input, rule, 1);
    std::vector<std::optional<ClassProbabilities>> classes(models.result.areas.size());
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (is_defined(input, i)) {
            classes[i] =
                probabilities_with(on_trial(counts_of(input, i), models), input.current_count[i], models, rule);
        }
    }
    return classes;
}

}  // namespace diaban
