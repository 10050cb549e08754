// exp on vectors of doubles, the same bits on every processor (the C library's differs between processors).
#pragma once

#include "engine/density/detail/vector_lanes.hpp"

namespace diaban::detail {

/// exp(x) for -700 <= x <= 0; relative error below 1e-15. x = k ln 2 + r with |r| <= ln 2 / 2, Taylor's series to r^13
/// (r^14/14! < 4e-18), and k added to the exponent.
DIABAN_FLATTEN void exp_lanes(const Vector8& x, Vector8& result) {
    constexpr double kInverseLn2 = 1.4426950408889634;
    constexpr double kLn2High = 6.93147180369123816490e-01;  // 33 bits: k times it is exact
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    constexpr double kRounder = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to the nearest whole number
    const Vector8 shifted = x * kInverseLn2 + kRounder;
    const Vector8 k = shifted - kRounder;
    const Vector8 r = (x - k * kLn2High) - k * kLn2Low;
    Vector8 sum = r * (1.0 / 6227020800.0) + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    // The low bits of `shifted` hold k; moved to the exponent's place they multiply by 2^k.
    const Integer8 exponent = reinterpret_cast<const Integer8&>(shifted) << 52;
    const Integer8 bits = reinterpret_cast<const Integer8&>(sum) + exponent;
    result = reinterpret_cast<const Vector8&>(bits);
}

}  // namespace diaban::detail
