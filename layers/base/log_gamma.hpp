// The logarithm of the gamma function.
#pragma once

#include <math.h>  // lgamma_r is POSIX, not of <cmath>

namespace diaban {

/// log |gamma(x)|. The same value as std::lgamma, which also writes the sign into a variable that all threads share.
inline double log_gamma(double x) {
    int sign = 0;
    return ::lgamma_r(x, &sign);
}

}  // namespace diaban
