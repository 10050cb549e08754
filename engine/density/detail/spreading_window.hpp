// The window over which a point is spread on a lattice, and what has to be convolved with it to give a Gaussian.
//
//     W(z) = exp(beta (sqrt(1 - (z / 5)^2) - 1)),  |z| < 5, in lattice spacings                    ("exponential of semicircle")
//
// A point at p gives W(p - j) to the ten nodes j around it. The sum over nodes of W(p - j) f(j - c) is the Gaussian
// exp(-(p - c)^2 / 2 rho^2) when f's Fourier transform is the Gaussian's over W's. What the sum over nodes adds to the integral is
// bounded by  sum over m <> 0 of |W^(k + 2 pi m)| / W^(k), weighted by the Gaussian's transform: 8.6e-11 of the peak at rho = 3
// spacings a bandwidth, less above. With ten nodes an axis instead of the sixteen that a Gaussian window needs, a point costs
// 40 % of the additions, and no exp: W is a polynomial of degree 11 on each of its ten pieces (within 1e-11).
// Sources: Barnett, Magland and af Klinteberg 2019, A parallel nonuniform fast Fourier transform library based on an
// "exponential of semicircle" kernel, doi:10.1137/18M120885X.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/density/detail/gaussian_lanes.hpp"
#include "engine/density/detail/vector_lanes.hpp"

namespace diaban::detail {

/// Nodes along one axis over which a point is spread.
inline constexpr std::int64_t kSpreadNodes = 10;
/// Of those, the ones before the node west (north) of the point.
inline constexpr std::int64_t kSpreadBefore = kSpreadNodes / 2 - 1;
/// Spacings a bandwidth, at least.
inline constexpr double kLeastSpacings = 3.0;

inline constexpr int kWindowDegree = 11;

/// Coefficients of W on its ten pieces, a node a lane (two lines: lanes 0-7, and 8-9), lowest power first, in powers of
/// (place behind the node west of the point) - 1/2.
struct SpreadingWindow {
    Line coefficients[kWindowDegree + 1][2];
};

/// The same bits on every processor.
const SpreadingWindow& spreading_window();

/// f at the distances of `phases` cells a spacing to the nodes around: `phases` runs of 2 * reach + 2 nodes, those of phase k
/// for a cell k / phases of a spacing behind the node at place `reach`.
struct GaussianTaps {
    std::int64_t reach = 0;
    std::vector<double> weights;
};

/// For a bandwidth of `spacings` lattice spacings, >= 3. Cut off at seven standard deviations of f.
GaussianTaps gaussian_taps(double spacings, std::int64_t phases);

/// W at the ten nodes around a point that lies `part` of a spacing behind the fifth of them.
DIABAN_FLATTEN void window_weights(const SpreadingWindow& window, double part, Vector8& first, Vector2& second) {
    const double x = part - 0.5;
    const double square = x * x;
    const auto eight = [&](int power) -> const Vector8& {
        return *reinterpret_cast<const Vector8*>(window.coefficients[power][0].lane);
    };
    const auto two = [&](int power) -> const Vector2& {
        return *reinterpret_cast<const Vector2*>(window.coefficients[power][1].lane);
    };
    // Odd and even powers apart: two short chains instead of a long one.
    Vector8 odd = eight(kWindowDegree);
    Vector8 even = eight(kWindowDegree - 1);
    Vector2 odd_rest = two(kWindowDegree);
    Vector2 even_rest = two(kWindowDegree - 1);
#pragma GCC unroll 6
    for (int power = kWindowDegree - 2; power > 0; power -= 2) {
        odd = odd * square + eight(power);
        even = even * square + eight(power - 1);
        odd_rest = odd_rest * square + two(power);
        even_rest = even_rest * square + two(power - 1);
    }
    first = odd * x + even;
    second = odd_rest * x + even_rest;
}

}  // namespace diaban::detail
