#include "engine/density/detail/bandwidth_criteria.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/density/detail/gaussian_points.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban::detail {

using std::numbers::pi;

double likelihood_criterion(const CriterionInput& input, double s, Progress& progress) {
    const std::vector<double> others =
        gaussian_sums_of_others(input.points, {.bandwidth = s, .threads = input.threads}, progress);
    const bool by_lattice = input.points.size() > kPairwisePoints;
    // The lattice is exact to 1e-9 of the largest sum; smaller sums are taken at that.
    const double floor = by_lattice ? 1e-9 * *std::ranges::max_element(others) : 0.0;
    double likelihood = 0.0;
    for (std::size_t i = 0; i < others.size(); ++i) {
        const double w = input.points.weight(i);
        const double sum = std::max(others[i] + std::max(w - 1.0, 0.0), floor);
        likelihood += w * std::log(sum / (2.0 * pi * s * s));
    }
    return likelihood;
}

double inverse_intensity_sum(const CriterionInput& input, double s, Progress& progress) {
    const std::vector<double> others =
        gaussian_sums_of_others(input.points, {.bandwidth = s, .threads = input.threads}, progress);
    double total = 0.0;
    for (std::size_t i = 0; i < others.size(); ++i) {
        total += input.points.weight(i) * 2.0 * pi * s * s / (others[i] + input.points.weight(i));
    }
    return total;
}

namespace {

/// Translation-corrected pair weights by distance; the pairs of weights at one place lie in `zero`.
struct PairHistogram {
    double step = 0.0;
    double zero = 0.0;
    std::vector<double> bins;
};

PairHistogram pair_histogram(const CriterionInput& input, double longest, std::size_t bins, Progress& progress) {
    const WeightedPoints& points = input.points;
    const Box box = bounding_box(points);
    std::vector<std::size_t> order(points.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return points.points[a].x < points.points[b].x || (points.points[a].x == points.points[b].x && a < b);
    });
    const double step = longest / static_cast<double>(bins);
    constexpr std::size_t kPointsAChunk = 256;
    std::vector<PairHistogram> parts(chunk_count(points.size(), kPointsAChunk));
    for_each_chunk(points.size(), kPointsAChunk, input.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t chunk) {
                       progress.throw_if_cancelled();
                       PairHistogram& part = parts[chunk];
                       part.bins.assign(bins, 0.0);
                       for (std::size_t a = begin; a < end; ++a) {
                           const ProjectedPoint p = points.points[order[a]];
                           const double w = points.weight(order[a]);
                           part.zero += w * std::max(w - 1.0, 0.0) / (box.width() * box.height());
                           for (std::size_t b = a + 1; b < order.size(); ++b) {
                               const ProjectedPoint q = points.points[order[b]];
                               const double dx = q.x - p.x;
                               if (dx > longest) {
                                   break;
                               }
                               const double dy = std::abs(q.y - p.y);
                               const double d_squared = dx * dx + dy * dy;
                               if (!(d_squared < longest * longest)) {
                                   continue;
                               }
                               const double weight =
                                   2.0 * w * points.weight(order[b]) / ((box.width() - dx) * (box.height() - dy));
                               if (d_squared == 0.0) {
                                   part.zero += weight;
                               } else {
                                   const auto bin = static_cast<std::size_t>(std::sqrt(d_squared) / step);
                                   part.bins[std::min(bin, bins - 1)] += weight;
                               }
                           }
                       }
                   });
    PairHistogram histogram{step, 0.0, std::vector<double>(bins, 0.0)};
    for (const PairHistogram& part : parts) {
        histogram.zero += part.zero;
        for (std::size_t bin = 0; bin < bins; ++bin) {
            histogram.bins[bin] += part.bins[bin];
        }
    }
    return histogram;
}

/// Area that two discs of radius r with centres t apart share.
double shared_area(double r, double t) {
    const double y = std::clamp(t / (2.0 * r), 0.0, 1.0);
    return 2.0 * r * r * (std::acos(y) - y * std::sqrt(1.0 - y * y));
}

}  // namespace

DiggleCurve diggle_curve(const CriterionInput& input, int steps, Progress& progress) {
    const Box box = bounding_box(input.points);
    const double n = total_weight(input.points);
    const double area = box.width() * box.height();
    const double longest = 0.25 * std::min(box.width(), box.height());
    // Four bins a step of 2r: both a radius and a diameter end at a bin's edge.
    const auto bins = static_cast<std::size_t>(steps) * 4;
    const PairHistogram histogram = pair_histogram(input, longest, bins, progress);
    // K(t) = A / (n (n-1)) * sum over pairs within t of A / |W and W moved|; the histogram holds 1 / |.|.
    const double factor = area * area / (n * (n - 1.0));
    DiggleCurve curve;
    double k = histogram.zero * factor;
    std::size_t counted = 0;
    for (int i = 1; i <= steps; ++i) {
        const double r = 0.5 * longest * i / steps;
        const auto bins_within = static_cast<std::size_t>(i) * 2;
        for (; counted < bins_within; ++counted) {
            k += histogram.bins[counted] * factor;
        }
        double integral = histogram.zero * factor * pi * r * r;
        for (std::size_t bin = 0; bin < std::min(2 * bins_within, bins); ++bin) {
            integral +=
                histogram.bins[bin] * factor * shared_area(r, (static_cast<double>(bin) + 0.5) * histogram.step);
        }
        const double disc = pi * r * r;
        curve.s.push_back(0.5 * r);
        curve.m.push_back((area / input.n - 2.0 * k) / disc + integral / (disc * disc));
    }
    return curve;
}

}  // namespace diaban::detail
