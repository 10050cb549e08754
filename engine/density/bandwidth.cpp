#include "engine/density/bandwidth.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

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
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return values[a] < values[b] || (values[a] == values[b] && a < b);
    });
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

}  // namespace

std::string_view bandwidth_rule_name(BandwidthRule rule) {
    switch (rule) {
        case BandwidthRule::kSilverman: return "silverman";
        case BandwidthRule::kScott: return "scott";
        case BandwidthRule::kPpl: return "ppl";
        case BandwidthRule::kDiggle: return "diggle";
        case BandwidthRule::kCvl: return "cvl";
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
    switch (options.rule) {
        case BandwidthRule::kSilverman: {
            double scale = std::min(spread.standard_distance,
                                    std::sqrt(1.0 / std::numbers::ln2) * spread.median_distance);
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
            throw Error(ErrorCode::kInput, "error.bandwidth-rule-unknown",
                        {{"value", std::string(bandwidth_rule_name(options.rule))}});
    }
    result.half = {0.5 * result.value.value};
    result.doubled = {2.0 * result.value.value};
    return result;
}

}  // namespace diaban
