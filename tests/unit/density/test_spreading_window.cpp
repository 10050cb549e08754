#include "engine/density/detail/spreading_window.hpp"

#include <cmath>

namespace diaban::detail {
namespace {

double window_of_definition(double z) {
    const double u = 1.0 - z * z / 25.0;
    return u > 0.0 ? std::exp(26.0 * (std::sqrt(u) - 1.0)) : 0.0;
}

/// W at the ten nodes around a place `part` behind the fifth.
std::vector<double> weights_at(double part) {
    Vector8 first = {};
    Vector2 second = {};
    window_weights(spreading_window(), part, first, second);
    std::vector<double> weights;
    for (int lane = 0; lane < 8; ++lane) {
        weights.push_back(first[lane]);
    }
    weights.push_back(second[0]);
    weights.push_back(second[1]);
    return weights;
}

TEST(SpreadingWindow, PolynomialsAreTheWindow) {
    for (double part = 0.0; part <= 1.0; part += 1.0 / 128.0) {
        const std::vector<double> weights = weights_at(part);
        for (int node = 0; node < 10; ++node) {
            EXPECT_NEAR(weights[static_cast<std::size_t>(node)], window_of_definition(node - 4.0 - part), 2e-11)
                << part;
        }
    }
}

TEST(SpreadingWindow, NodesAndTapsGiveTheGaussianAtAnyDistance) {
    for (const double spacings : {3.0, 3.4, 4.5, 5.999}) {
        constexpr std::int64_t kPhases = 3;
        const GaussianTaps taps = gaussian_taps(spacings, kPhases);
        const std::int64_t nodes = 2 * taps.reach + 2;
        ASSERT_EQ(static_cast<std::int64_t>(taps.weights.size()), kPhases * nodes);
        double worst = 0.0;
        for (double part = 0.0; part < 1.0; part += 1.0 / 16.0) {
            const std::vector<double> spread = weights_at(part);  // at nodes -4 .. 5; the point lies at `part`
            for (std::int64_t phase = 0; phase < kPhases; ++phase) {
                for (std::int64_t from = -static_cast<std::int64_t>(8.0 * spacings);
                     from <= static_cast<std::int64_t>(8.0 * spacings); ++from) {
                    // The cell lies phase / 3 behind node `from`; its taps begin at node from - reach.
                    double sum = 0.0;
                    for (std::int64_t node = -4; node <= 5; ++node) {
                        const std::int64_t t = node - (from - taps.reach);
                        if (t >= 0 && t < nodes) {
                            sum += spread[static_cast<std::size_t>(node + 4)] *
                                   taps.weights[static_cast<std::size_t>(phase * nodes + t)];
                        }
                    }
                    const double distance = static_cast<double>(from) + static_cast<double>(phase) / kPhases - part;
                    worst =
                        std::max(worst, std::abs(sum - std::exp(-0.5 * distance * distance / (spacings * spacings))));
                }
            }
        }
        EXPECT_LT(worst, 2.5e-10) << spacings << " spacings a bandwidth";
    }
}

}  // namespace
}  // namespace diaban::detail
