#include "engine/evaluate/weighted_difference.hpp"

#include <cmath>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr double kNormal975 = 1.959963984540054;

void require(const char* option, double value, double least) {
    if (!(value >= least) || std::isinf(value)) {
        throw Error(ErrorCode::kInput, "error.option-out-of-range",
                    {{"option", option}, {"value", std::to_string(value)}, {"range", ">= " + std::to_string(least)}});
    }
}

}  // namespace

Difference make_difference(double value, double standard_error) {
    Difference result;
    result.value = value;
    result.standard_error = standard_error;
    result.low = value - kNormal975 * standard_error;
    result.high = value + kNormal975 * standard_error;
    if (standard_error > 0.0) {
        result.z = value / standard_error;
        result.p = std::erfc(std::abs(result.z) / std::sqrt(2.0));
    }
    return result;
}

Difference weighted_difference(const DifferenceInput& input) {
    require("window_ratio", input.window_ratio, 1e-6);
    require("area_ratio", input.area_ratio, 1e-9);
    require("ring_area_ratio", input.ring_area_ratio, 1e-9);
    require("dispersion", input.dispersion, 1.0);
    const double w = input.window_ratio;
    double value = 0.0;
    double variance = 0.0;
    const auto add = [&](const std::optional<BeforeAfter>& side, double weight) {
        if (side) {
            value += weight * (side->after - w * side->before);
            variance += weight * weight * (side->after + w * w * side->before);
        }
    };
    add(input.treated, 1.0);
    add(input.control, -input.area_ratio);
    add(input.treated_ring, 1.0);
    add(input.control_ring, -input.ring_area_ratio);
    return make_difference(value, std::sqrt(variance * input.dispersion));
}

Quotient displacement_quotient(const BeforeAfter& treated, const BeforeAfter& ring, const BeforeAfter& control) {
    if (!(control.before > 0.0 && control.after > 0.0)) {
        return {QuotientState::kNoCounts, 0.0};
    }
    const double success = treated.after / control.after - treated.before / control.before;
    if (!(success < 0.0)) {
        return {QuotientState::kTargetDidNotFall, 0.0};
    }
    return {QuotientState::kOk, (ring.after / control.after - ring.before / control.before) / success};
}

double detectable_difference(const Difference& difference) {
    return (1.959964 + 0.841621) * difference.standard_error;
}

VerdictState difference_verdict(const Difference& difference) {
    if (difference.standard_error > 0.0 && difference.high < 0.0) {
        return VerdictState::kFell;
    }
    return difference.standard_error > 0.0 && difference.low > 0.0 ? VerdictState::kRose : VerdictState::kCannotTell;
}

VerdictState difference_verdict(const Difference& difference, const Difference& beyond_cooling) {
    return difference.value * beyond_cooling.value > 0.0 ? difference_verdict(beyond_cooling)
                                                         : VerdictState::kCannotTell;
}

}  // namespace diaban
