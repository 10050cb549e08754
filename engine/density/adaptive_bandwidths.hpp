// A bandwidth for each point: narrow where points crowd, wide where they are few.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/density/kernel.hpp"
#include "engine/density/weighted_points.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/units.hpp"

namespace diaban {

struct PilotOptions {
    Kernel kernel = Kernel::kQuartic;
    Metres bandwidth{0.0};  ///< h: of the pilot surface, and the geometric mean of the bandwidths that come out
    unsigned threads = 0;   ///< 0 = all cores; the result does not depend on it
};

struct AdaptiveBandwidths {
    std::vector<double> metres;  ///< one a point
    double least = 0.0;          ///< metres; 0 without points
    double most = 0.0;
    double geometric_mean_per_km2 = 0.0;  ///< g
    std::size_t capped = 0;               ///< points whose bandwidth was held at kMostAdaptiveFactor h
};

/// A lone point far from all others would otherwise be spread over half the map. spatstat's bw.abram has the same default.
inline constexpr double kMostAdaptiveFactor = 5.0;

/// Abramson's square root law
///     h_i = h (f(x_i) / g)^(-1/2),   at most 5 h,
/// f the pilot surface with the fixed bandwidth h, taken exactly at the points themselves (each point counts in its own f), g its
/// weighted geometric mean, so that a point of weight 2 is two points. Points of weight 0 get the bandwidth of where they lie and do
/// not count in g. Density per km2. O(n + pairs within h) for compact kernels, O(n + (extent / h)^2) for the Gaussian.
///
/// Errors: Error{kInput} for invalid points or a bandwidth out of range; Error{kCancelled}.
/// Source: Abramson 1982, doi:10.1214/aos/1176345986.
AdaptiveBandwidths abramson_bandwidths(const WeightedPoints& points, const PilotOptions& options, Progress& progress);

}  // namespace diaban
