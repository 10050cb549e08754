#include "engine/density/detail/spreading_window.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace diaban::detail {
namespace {

using std::numbers::pi;

constexpr double kHalfWidth = static_cast<double>(kSpreadNodes) / 2.0;
/// Near the best for three spacings a bandwidth; up to six the bound only falls.
constexpr double kBeta = 2.6 * static_cast<double>(kSpreadNodes);
constexpr double kReachInDeviations = 7.0;

/// exp with the bits of `exp_lanes`, for x in [-700, 0].
double exp_of(double x) {
    Vector8 result = {};
    exp_lanes(Vector8{} + x, result);
    return result[0];
}

/// cos from sums and products alone, the same bits everywhere: within 1e-14 for |x| < 1e4. Taylor's series at an eighth of the angle,
/// doubled three times.
double cos_of(double x) {
    const double turn = x - 2.0 * pi * std::floor(x / (2.0 * pi) + 0.5);
    const double square = turn * turn / 64.0;
    double series = 1.0;
    for (int k = 9; k >= 1; --k) {
        series = 1.0 - series * square / static_cast<double>(2 * k * (2 * k - 1));
    }
    // cos 2a = 1 - 2 (1 - cos^2 a), with 1 - cos kept as it is to lose nothing near 0.
    double versine = 1.0 - series;
    for (int doubling = 0; doubling < 3; ++doubling) {
        versine = 2.0 * versine * (2.0 - versine);
    }
    return 1.0 - versine;
}

double window_at(double z) {
    const double u = 1.0 - (z / kHalfWidth) * (z / kHalfWidth);
    return u > 0.0 ? exp_of(kBeta * (std::sqrt(u) - 1.0)) : 0.0;
}

SpreadingWindow make_window() {
    constexpr int kCount = kWindowDegree + 1;
    // Chebyshev's places cos((2k + 1) pi / 24) / 2: roots and sums alone.
    double place[kCount];
    const double twelfth = std::sqrt((1.0 + std::sqrt(3.0) / 2.0) / 2.0);  // cos(pi / 12)
    double before = std::sqrt((1.0 + twelfth) / 2.0);                      // cos(-pi / 24) = cos(pi / 24)
    double here = before;
    for (double& x : place) {
        x = here / 2.0;
        const double next = 2.0 * twelfth * here - before;
        before = here;
        here = next;
    }
    SpreadingWindow window = {};
    for (std::int64_t node = 0; node < kSpreadNodes; ++node) {
        // Newton's divided differences, then multiplied out.
        double difference[kCount];
        for (int k = 0; k < kCount; ++k) {
            difference[k] = window_at(static_cast<double>(node) - (kHalfWidth - 0.5) - place[k]);
        }
        for (int order = 1; order < kCount; ++order) {
            for (int k = kCount - 1; k >= order; --k) {
                difference[k] = (difference[k] - difference[k - 1]) / (place[k] - place[k - order]);
            }
        }
        double power[kCount] = {difference[kCount - 1]};
        for (int k = kCount - 2; k >= 0; --k) {
            for (int p = kCount - 1; p > 0; --p) {
                power[p] = power[p - 1] - place[k] * power[p];
            }
            power[0] = difference[k] - place[k] * power[0];
        }
        for (int p = 0; p < kCount; ++p) {
            window.coefficients[p][node / 8].lane[node % 8] = power[p];
        }
    }
    return window;
}

}  // namespace

const SpreadingWindow& spreading_window() {
    static const SpreadingWindow window = make_window();
    return window;
}

GaussianTaps gaussian_taps(double spacings, std::int64_t phases) {
    // Midpoint sums: W and the integrand of f end in (next to) nothing, so they are exact to rounding.
    constexpr int kSteps = 100;
    constexpr int kFrequencies = 96;
    double window[kSteps];
    double mass = 0.0;
    double square = 0.0;
    const double step = kHalfWidth / kSteps;
    for (int i = 0; i < kSteps; ++i) {
        const double z = (i + 0.5) * step;
        window[i] = window_at(z);
        mass += window[i];
        square += window[i] * z * z;
    }
    GaussianTaps taps;
    taps.reach =
        static_cast<std::int64_t>(std::ceil(kReachInDeviations * std::sqrt(spacings * spacings - square / mass)));
    const std::int64_t nodes = 2 * taps.reach + 2;
    taps.weights.assign(static_cast<std::size_t>(nodes * phases), 0.0);
    const double highest = std::min(pi, 7.5 / spacings);
    for (int i = 0; i < kFrequencies; ++i) {
        const double k = (i + 0.5) * highest / kFrequencies;
        double transform = 0.0;
        for (int j = 0; j < kSteps; ++j) {
            transform += window[j] * cos_of(k * (j + 0.5) * step);
        }
        transform *= 2.0 * step;
        const double amplitude = std::sqrt(2.0 * pi) * spacings * exp_of(-0.5 * k * k * spacings * spacings) /
                                 transform / pi * highest / kFrequencies;
        const double twice = 2.0 * cos_of(k);
        for (std::int64_t phase = 0; phase < phases; ++phase) {
            // cos(k d) for distances d one apart, each from the two before it.
            const double first =
                -static_cast<double>(taps.reach) - static_cast<double>(phase) / static_cast<double>(phases);
            double before = cos_of(k * (first - 1.0));
            double here = cos_of(k * first);
            double* weights = taps.weights.data() + phase * nodes;
            for (std::int64_t t = 0; t < nodes; ++t) {
                weights[t] += amplitude * here;
                const double next = twice * here - before;
                before = here;
                here = next;
            }
        }
    }
    return taps;
}

}  // namespace diaban::detail
