#include "engine/density/bandwidth.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include "engine/density/detail/bandwidth_criteria.hpp"
#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

/// Where the points lie and how far they spread.
struct Spread {
    double n = 0.0;
    double sd_x = 0.0;  // divisor n
    double sd_y = 0.0;
    double standard_distance = 0.0;
    double median_distance = 0.0;
};

/// The distance below and at which half of the weight lies; the mean of two where a half falls exactly between them.
double weighted_median(const std::vector<double>& values, const WeightedPoints& points) {
    std::vector<std::size_t> order;
    order.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (points.weight(i) > 0.0) {
            order.push_back(i);
        }
    }
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] < values[b] || (values[a] == values[b] && a < b); });
    double total = 0.0;
    for (const std::size_t i : order) {
        total += points.weight(i);
    }
    double below = 0.0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        below += points.weight(order[k]);
        if (2.0 * below == total && k + 1 < order.size()) {
            return 0.5 * (values[order[k]] + values[order[k + 1]]);
        }
        if (2.0 * below >= total) {
            return values[order[k]];
        }
    }
    return 0.0;
}

Spread spread_of(const WeightedPoints& points) {
    Spread spread;
    spread.n = total_weight(points);
    if (!(spread.n > 0.0)) {
        throw Error(ErrorCode::kInput, "error.bandwidth-no-points", {});
    }
    // Relative to the first weighted point, so that far-away origins cost no digits and stacked points give exactly 0.
    std::size_t first = 0;
    while (!(points.weight(first) > 0.0)) {
        ++first;
    }
    const ProjectedPoint origin = points.points[first];
    double mean_x = 0.0;
    double mean_y = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        mean_x += points.weight(i) * (points.points[i].x - origin.x);
        mean_y += points.weight(i) * (points.points[i].y - origin.y);
    }
    mean_x /= spread.n;
    mean_y /= spread.n;
    double xx = 0.0;
    double yy = 0.0;
    std::vector<double> distances(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double dx = points.points[i].x - origin.x - mean_x;
        const double dy = points.points[i].y - origin.y - mean_y;
        xx += points.weight(i) * dx * dx;
        yy += points.weight(i) * dy * dy;
        distances[i] = std::sqrt(dx * dx + dy * dy);
    }
    spread.sd_x = std::sqrt(xx / spread.n);
    spread.sd_y = std::sqrt(yy / spread.n);
    spread.standard_distance = std::sqrt((xx + yy) / spread.n);
    spread.median_distance = weighted_median(distances, points);
    if (!(spread.standard_distance > 0.0)) {
        throw Error(ErrorCode::kInput, "error.bandwidth-points-stacked",
                    {{"x", std::to_string(origin.x)}, {"y", std::to_string(origin.y)}});
    }
    return spread;
}

constexpr int kSearchSteps = 25;
constexpr double kSearchPrecision = 1e-4;
constexpr std::size_t kDigglePoints = 10'000;
constexpr int kDiggleSteps = 2048;
constexpr std::uint64_t kSampleSeed = 1;
constexpr std::uint32_t kSampleStream = 0xD16713;

/// Points of positive weight, owned, and how the rules see them.
struct OwnedPoints {
    std::vector<ProjectedPoint> points;
    std::vector<double> weights;
    [[nodiscard]] WeightedPoints view() const { return {points, weights}; }
};

OwnedPoints with_weight(const WeightedPoints& points) {
    OwnedPoints owned;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (points.weight(i) > 0.0) {
            owned.points.push_back(points.points[i]);
            owned.weights.push_back(points.weight(i));
        }
    }
    return owned;
}

/// `count` of them without replacement, in order of input (Knuth's selection sampling).
OwnedPoints sample_of(const OwnedPoints& all, std::size_t count) {
    OwnedPoints sample;
    RandomSequence random(kSampleSeed, kSampleStream, all.points.size());
    for (std::size_t i = 0; i < all.points.size(); ++i) {
        const double left = static_cast<double>(all.points.size() - i);
        if (random.uniform() * left < static_cast<double>(count - sample.points.size())) {
            sample.points.push_back(all.points[i]);
            sample.weights.push_back(all.weights[i]);
        }
    }
    return sample;
}

/// A search over Gaussian standard deviations: where it looked and where it stopped.
struct Found {
    double s = 0.0;
    double from = 0.0;
    double to = 0.0;
    bool at_end = false;
};

Found likelihood_maximum(const detail::CriterionInput& input, double diagonal, Progress& progress) {
    Found found{.s = 0.0, .from = diagonal / 1000.0, .to = diagonal / 2.0, .at_end = false};
    const double factor = std::pow(found.to / found.from, 1.0 / (kSearchSteps - 1));
    std::vector<double> value;
    for (int i = 0; i < kSearchSteps; ++i) {
        value.push_back(detail::likelihood_criterion(input, found.from * std::pow(factor, i), progress));
        progress.advance(1);
    }
    const auto best = static_cast<int>(std::ranges::max_element(value) - value.begin());
    found.at_end = best == 0 || best == kSearchSteps - 1;
    if (found.at_end) {
        found.s = best == 0 ? found.from : found.to;
        return found;
    }
    double low = std::log(found.from * std::pow(factor, best - 1));
    double high = std::log(found.from * std::pow(factor, best + 1));
    const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double value_left = detail::likelihood_criterion(input, std::exp(left), progress);
    double value_right = detail::likelihood_criterion(input, std::exp(right), progress);
    while (high - low > kSearchPrecision) {
        if (value_left >= value_right) {
            high = right;
            right = left;
            value_right = value_left;
            left = high - golden * (high - low);
            value_left = detail::likelihood_criterion(input, std::exp(left), progress);
        } else {
            low = left;
            left = right;
            value_left = value_right;
            right = low + golden * (high - low);
            value_right = detail::likelihood_criterion(input, std::exp(right), progress);
        }
    }
    found.s = std::exp(0.5 * (low + high));
    return found;
}

/// The sum of inverse intensities rises with s: bisection of its difference from the area.
Found area_crossing(const detail::CriterionInput& input, double diagonal, Progress& progress) {
    Found found{.s = 0.0, .from = diagonal / 1000.0, .to = diagonal / 2.0, .at_end = false};
    double low = std::log(found.from);
    double high = std::log(found.to);
    if (detail::inverse_intensity_sum(input, found.from, progress) >= input.area) {
        return {.s = found.from, .from = found.from, .to = found.to, .at_end = true};
    }
    if (detail::inverse_intensity_sum(input, found.to, progress) <= input.area) {
        return {.s = found.to, .from = found.from, .to = found.to, .at_end = true};
    }
    while (high - low > kSearchPrecision) {
        const double middle = 0.5 * (low + high);
        (detail::inverse_intensity_sum(input, std::exp(middle), progress) < input.area ? low : high) = middle;
        progress.advance(1);
    }
    found.s = std::exp(0.5 * (low + high));
    return found;
}

Found diggle_minimum(const detail::CriterionInput& input, Progress& progress) {
    const detail::DiggleCurve curve = detail::diggle_curve(input, kDiggleSteps, progress);
    const auto best = static_cast<std::size_t>(std::ranges::min_element(curve.m) - curve.m.begin());
    return {.s = curve.s[best],
            .from = curve.s.front(),
            .to = curve.s.back(),
            .at_end = best == 0 || best + 1 == curve.s.size()};
}

/// ppl, diggle and cvl.
void search(const WeightedPoints& points, const BandwidthOptions& options, Bandwidth& result, Progress& progress) {
    OwnedPoints used = with_weight(points);
    const Box box = bounding_box(used.view());
    const double diagonal = std::hypot(box.width(), box.height());
    const double box_area = box.width() * box.height();
    const double area = options.study_area.value > 0.0 ? options.study_area.value : box_area;
    const bool needs_area = options.rule == BandwidthRule::kDiggle || !(area > 0.0);
    if (options.rule != BandwidthRule::kPpl && needs_area && !(box_area > 0.0)) {
        throw Error(ErrorCode::kInput, "error.bandwidth-points-on-line",
                    {{"rule", std::string(bandwidth_rule_name(options.rule))}});
    }
    if (options.rule == BandwidthRule::kDiggle && !(total_weight(used.view()) > 1.0)) {
        throw Error(ErrorCode::kInput, "error.bandwidth-too-few-points",
                    {{"rule", std::string(bandwidth_rule_name(options.rule))}});
    }
    if (options.rule == BandwidthRule::kDiggle && used.points.size() > kDigglePoints) {
        used = sample_of(used, kDigglePoints);
    }
    const detail::CriterionInput input{used.view(), area, result.n, options.threads};
    const Found found = options.rule == BandwidthRule::kPpl   ? likelihood_maximum(input, diagonal, progress)
                        : options.rule == BandwidthRule::kCvl ? area_crossing(input, diagonal, progress)
                                                              : diggle_minimum(input, progress);
    result.points_used = used.points.size();
    result.searched_from = {found.from};
    result.searched_to = {found.to};
    result.note = found.at_end ? BandwidthNote::kSearchEnd : BandwidthNote::kNone;
    result.value = {found.s / kernel_standard_deviation(options.kernel)};
}

}  // namespace

std::string_view bandwidth_rule_name(BandwidthRule rule) {
    switch (rule) {
        case BandwidthRule::kSilverman:
            return "silverman";
        case BandwidthRule::kScott:
            return "scott";
        case BandwidthRule::kPpl:
            return "ppl";
        case BandwidthRule::kDiggle:
            return "diggle";
        case BandwidthRule::kCvl:
            return "cvl";
    }
    throw Error(ErrorCode::kInternal, "error.bandwidth-rule-unknown", {{"value", "?"}});
}

BandwidthRule bandwidth_rule_from_name(std::string_view name) {
    for (const BandwidthRule rule : kAllBandwidthRules) {
        if (bandwidth_rule_name(rule) == name) {
            return rule;
        }
    }
    throw Error(ErrorCode::kUsage, "error.bandwidth-rule-unknown", {{"value", std::string(name)}});
}

Bandwidth select_bandwidth(const WeightedPoints& points, const BandwidthOptions& options, Progress& progress) {
    validate(points);
    progress.begin("step.bandwidth", 0);
    const Spread spread = spread_of(points);
    Bandwidth result;
    result.rule = options.rule;
    result.n = spread.n;
    result.standard_distance = {spread.standard_distance};
    result.median_distance = {spread.median_distance};
    result.points_used = points.size();
    switch (options.rule) {
        case BandwidthRule::kSilverman: {
            double scale =
                std::min(spread.standard_distance, std::sqrt(1.0 / std::numbers::ln2) * spread.median_distance);
            if (!(scale > 0.0)) {
                scale = spread.standard_distance;
                result.note = BandwidthNote::kMedianDistanceZero;
            }
            result.value = {0.9 * scale * std::pow(spread.n, -0.2)};
            break;
        }
        case BandwidthRule::kScott: {
            double scale = std::sqrt(spread.sd_x * spread.sd_y);
            if (!(scale > 0.0)) {
                scale = std::max(spread.sd_x, spread.sd_y);
                result.note = BandwidthNote::kOneAxis;
            }
            result.value = {scale * std::pow(spread.n, -1.0 / 6.0) / kernel_standard_deviation(options.kernel)};
            break;
        }
        default:
            search(points, options, result, progress);
            break;
    }
    result.half = {0.5 * result.value.value};
    result.doubled = {2.0 * result.value.value};
    return result;
}

}  // namespace diaban
