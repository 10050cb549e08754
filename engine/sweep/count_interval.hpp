// How many incidents may come where a mean is expected.
#pragma once

namespace diaban {

struct CountInterval {
    int low = 0;
    int high = 0;
};

/// The central interval of a count with this mean and variance = mean + dispersion * mean^2 (negative binomial; Poisson
/// for dispersion 0): P(count < low) <= (1 - mass) / 2 and P(count > high) <= (1 - mass) / 2. mean >= 0, dispersion >=
/// 0, mass in (0, 1). O(high).
CountInterval count_interval(double mean, double dispersion, double mass);

}  // namespace diaban
