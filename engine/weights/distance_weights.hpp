// Weights by distance: k nearest, distance band, kernel, and the band chosen by itself.
#pragma once

#include <string>
#include <vector>

#include "engine/weights/spatial_weights.hpp"
#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// The points that stand for areas (centroids, cell centres, sites) with their ids; equal lengths.
struct WeightSites {
    std::vector<std::string> ids;
    std::vector<ProjectedPoint> points;
};

/// Kernel functions K(u), u = d / h in (0, 1], in the form of the field's packages (each integrates to 1 on the line).
enum class WeightKernel {
    kTriangular,    ///< 1 - u
    kUniform,       ///< 1/2
    kEpanechnikov,  ///< 3/4 (1 - u^2)
    kQuartic,       ///< 15/16 (1 - u^2)^2
    kGaussian,      ///< exp(-u^2 / 2) / sqrt(2 pi), cut at u = 1
};

/// Each area's k nearest others, binary, ties by index (so not symmetric). k = 0 or k >= areas is an Error{kInput}.
/// O(n log n), one thread of `threads` (0 = all cores) a chunk; the result does not depend on it.
SpatialWeights k_nearest_weights(const WeightSites& sites, std::size_t k, unsigned threads = 1);

/// All pairs with 0 < d <= band, binary. A band that is not positive and finite is an Error{kInput}. O(n log n +
/// links).
SpatialWeights distance_band_weights(const WeightSites& sites, Metres band, unsigned threads = 1);

/// All pairs with 0 < d <= bandwidth and K(d / h) > 0, weighted by K; `self_weights` = K(0). O(n log n + links).
SpatialWeights kernel_weights(const WeightSites& sites, Metres bandwidth, WeightKernel kernel, unsigned threads = 1);

/// The rule `auto`: the smallest band in which every area has a neighbour, max over i of min over j of d_ij > 0.
/// Error{kInput} when there are not two different places. O(n log n).
Metres automatic_band(const std::vector<ProjectedPoint>& points, unsigned threads = 1);

}  // namespace diaban
