#include "engine/sweep/count_interval.hpp"

#include <cmath>

namespace diaban {

CountInterval count_interval(double mean, double dispersion, double mass) {
    CountInterval interval;
    if (!(mean > 0.0)) {
        return interval;
    }
    const double tail = 0.5 * (1.0 - mass);
    const bool poisson = dispersion * mean < 1e-9;
    // P(0), then P(k + 1) from P(k).
    double p = poisson ? std::exp(-mean) : std::pow(1.0 + dispersion * mean, -1.0 / dispersion);
    double below = 0.0;
    bool low_found = false;
    constexpr int kMost = 1000000;
    for (int k = 0; k < kMost; ++k) {
        if (!low_found && below + p > tail) {
            interval.low = k;
            low_found = true;
        }
        below += p;
        if (below >= 1.0 - tail) {
            interval.high = k;
            return interval;
        }
        p *= poisson ? mean / (k + 1.0) : (dispersion * k + 1.0) * mean / ((k + 1.0) * (1.0 + dispersion * mean));
    }
    interval.high = kMost;
    return interval;
}

}  // namespace diaban
