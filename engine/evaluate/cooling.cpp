#include "engine/evaluate/cooling.hpp"

#include <cmath>

namespace diaban {

std::optional<ExpectedCount> expected_without_action(const LikePlaces& like, const std::vector<PlaceCounts>& places) {
    constexpr std::size_t kFewest = 20;
    if (like.rates.places < kFewest || like.rates.rate.empty()) {
        return std::nullopt;
    }
    RatePosterior posterior(like.rates);
    ExpectedCount sum;
    for (const PlaceCounts& counts : places) {
        const double scale = like.level * like.window_ratio * counts.size;
        const RateEstimate rate =
            posterior.observe(counts.before + counts.history, counts.size * (1.0 + like.history.windows));
        sum.mean += scale * rate.mean;
        sum.variance += scale * rate.mean + scale * scale * rate.variance;
    }
    return sum;
}

void set_level(LikePlaces& like, double after, double expected) {
    like.level = (after + 0.5) / (expected + 0.5);
    like.level_variance = like.level / (expected + 0.5);
}

Difference beyond_expectation(const DifferenceInput& input, const LikePlaces& like, const ExpectedSides& sides) {
    const double s = input.area_ratio;
    const double net = sides.treated.mean - s * sides.control.mean;
    const double value = input.treated.after - s * input.control.after - net;
    const double variance = sides.treated.variance + s * s * sides.control.variance +
                            net * net * like.level_variance / (like.level * like.level);
    return make_difference(value, std::sqrt(variance * input.dispersion));
}

}  // namespace diaban
