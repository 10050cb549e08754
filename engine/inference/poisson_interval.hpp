// How far the rate behind a count may lie from it.
#pragma once

#include <cstdint>

namespace diaban {

/// Limits of a mean count.
struct PoissonInterval {
    double low = 0.0;
    double high = 0.0;
};

/// The exact interval of Garwood (1936) for the mean of a Poisson variable that was seen as `count`, with at least
/// `confidence` coverage: low = G(alpha / 2; count), high = G(1 - alpha / 2; count + 1), G the quantile of the gamma
/// distribution with that shape and scale 1, alpha = 1 - confidence; low = 0 at a count of 0. Divided by an exposure it
/// is the interval of the rate. Throws Error{kUsage, "error.confidence-range"} unless 0 < confidence < 1. O(1). Source:
/// Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442,
/// doi:10.1093/biomet/28.3-4.437.
PoissonInterval poisson_interval(std::uint64_t count, double confidence);

}  // namespace diaban
