#include "engine/weights/distance_weights.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "engine/weights/point_index.hpp"
#include "layers/base/parallel_chunks.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr std::size_t kChunk = 4096;

/// Searches around every site in parallel and joins the rows in order. `search(i)` returns NearPoints ascending by
/// index.
template <typename Search, typename Weight>
SpatialWeights gather(const WeightSites& sites, unsigned threads, Search search, Weight weight) {
    struct Part {
        std::vector<std::uint32_t> counts;
        std::vector<std::uint32_t> neighbours;
        std::vector<double> weights;
    };
    const std::size_t n = sites.points.size();
    std::vector<Part> parts(chunk_count(n, kChunk));
    for_each_chunk(n, kChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t chunk) {
        Part& part = parts[chunk];
        for (std::size_t i = begin; i < end; ++i) {
            std::uint32_t count = 0;
            for (const NearPoint& found : search(static_cast<std::uint32_t>(i))) {
                const double w = weight(found.distance);
                if (w > 0.0) {
                    part.neighbours.push_back(found.index);
                    part.weights.push_back(w);
                    ++count;
                }
            }
            part.counts.push_back(count);
        }
    });
    SpatialWeights weights;
    weights.ids = sites.ids;
    weights.offsets.reserve(n + 1);
    for (Part& part : parts) {
        for (const std::uint32_t count : part.counts) {
            weights.offsets.push_back(weights.offsets.back() + count);
        }
        weights.neighbours.insert(weights.neighbours.end(), part.neighbours.begin(), part.neighbours.end());
        weights.weights.insert(weights.weights.end(), part.weights.begin(), part.weights.end());
        part = {};
    }
    validate(weights);
    return weights;
}

void check_distance(Metres distance) {
    if (!(distance.value > 0.0) || !std::isfinite(distance.value)) {
        throw Error(ErrorCode::kInput, "error.weights-band", {{"value", std::to_string(distance.value)}});
    }
}

double kernel_value(WeightKernel kernel, double u) {
    const double rest = 1.0 - u * u;
    switch (kernel) {
        case WeightKernel::kTriangular:
            return 1.0 - u;
        case WeightKernel::kUniform:
            return 0.5;
        case WeightKernel::kEpanechnikov:
            return 0.75 * rest;
        case WeightKernel::kQuartic:
            return 0.9375 * rest * rest;
        case WeightKernel::kGaussian:
            return std::exp(-0.5 * u * u) / std::sqrt(2.0 * std::numbers::pi);
    }
    throw Error(ErrorCode::kInternal, "error.weights-kernel", {});
}

}  // namespace

SpatialWeights k_nearest_weights(const WeightSites& sites, std::size_t k, unsigned threads) {
    if (k == 0 || k >= sites.points.size()) {
        throw Error(ErrorCode::kInput, "error.weights-knn",
                    {{"value", std::to_string(k)}, {"areas", std::to_string(sites.points.size())}});
    }
    const PointIndex index(sites.points);
    const auto search = [&](std::uint32_t i) {
        std::vector<NearPoint> found = index.nearest(i, k);
        std::sort(found.begin(), found.end(), [](const NearPoint& a, const NearPoint& b) { return a.index < b.index; });
        return found;
    };
    return gather(sites, threads, search, [](double) { return 1.0; });
}

SpatialWeights distance_band_weights(const WeightSites& sites, Metres band, unsigned threads) {
    check_distance(band);
    const PointIndex index(sites.points);
    return gather(
        sites, threads, [&](std::uint32_t i) { return index.within(i, band.value); }, [](double) { return 1.0; });
}

SpatialWeights kernel_weights(const WeightSites& sites, Metres bandwidth, WeightKernel kernel, unsigned threads) {
    check_distance(bandwidth);
    const PointIndex index(sites.points);
    SpatialWeights weights = gather(
        sites, threads, [&](std::uint32_t i) { return index.within(i, bandwidth.value); },
        [&](double distance) { return kernel_value(kernel, distance / bandwidth.value); });
    weights.self_weights.assign(weights.size(), kernel_value(kernel, 0.0));
    return weights;
}

Metres automatic_band(const std::vector<ProjectedPoint>& points, unsigned threads) {
    const PointIndex index(points);
    std::vector<double> widest(chunk_count(points.size(), kChunk), 0.0);
    for_each_chunk(points.size(), kChunk, threads, [&](std::size_t begin, std::size_t end, std::size_t chunk) {
        for (std::size_t i = begin; i < end; ++i) {
            widest[chunk] = std::max(widest[chunk], index.nearest_elsewhere(static_cast<std::uint32_t>(i)));
        }
    });
    const double band = widest.empty() ? 0.0 : *std::max_element(widest.begin(), widest.end());
    if (!(band > 0.0) || !std::isfinite(band)) {
        throw Error(ErrorCode::kInput, "error.weights-one-place", {{"areas", std::to_string(points.size())}});
    }
    return {band};
}

}  // namespace diaban
