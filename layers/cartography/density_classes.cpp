#include "layers/cartography/density_classes.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

double rounded_to_two_digits(double value, double (*round)(double)) {
    if (value <= 0.0) {
        return 0.0;
    }
    const double exponent = std::floor(std::log10(value)) - 1.0;
    // Dividing by a whole power keeps 0.3 at 0.3 where multiplying by 0.1 would not.
    return exponent < 0.0 ? round(value * std::pow(10.0, -exponent)) / std::pow(10.0, -exponent)
                          : round(value / std::pow(10.0, exponent)) * std::pow(10.0, exponent);
}

/// Digits after the decimal mark that write every break exactly (each has two significant digits).
int decimals_for(const std::vector<double>& breaks) {
    constexpr int kMost = 9;
    for (int decimals = 0; decimals < kMost; ++decimals) {
        const double unit = std::pow(10.0, decimals);
        if (std::all_of(breaks.begin(), breaks.end(), [&](double value) {
                return std::fabs(value * unit - std::round(value * unit)) < 1e-6 * std::max(1.0, value * unit);
            })) {
            return decimals;
        }
    }
    return kMost;
}

}  // namespace

std::size_t DensityClasses::class_of(double value) const {
    const auto above = std::lower_bound(breaks.begin() + 1, breaks.end() - 1, value);
    return static_cast<std::size_t>(above - breaks.begin()) - 1;
}

DensityClasses density_classes(const Raster& density, DensityBreaks method, std::size_t wanted) {
    DensityClasses classes;
    std::vector<double> positive;
    for (const double value : density.values) {
        if (value == 0.0) {
            classes.has_zero = true;
        } else if (std::isfinite(value) && value > 0.0) {
            positive.push_back(value);
        }
    }
    if (positive.empty() || wanted == 0) {
        return classes;
    }
    std::sort(positive.begin(), positive.end());
    const double greatest = positive.back();
    const double top = rounded_to_two_digits(greatest, std::ceil);
    classes.breaks.push_back(0.0);
    for (std::size_t k = 1; k < wanted; ++k) {
        const double share = static_cast<double>(k) / static_cast<double>(wanted);
        const double at = method == DensityBreaks::kEqualSteps
                              ? top * share
                              : positive[static_cast<std::size_t>(share * static_cast<double>(positive.size() - 1))];
        const double rounded = rounded_to_two_digits(at, std::round);
        if (rounded > classes.breaks.back() && rounded < greatest) {
            classes.breaks.push_back(rounded);
        }
    }
    classes.breaks.push_back(top);
    classes.decimals = decimals_for(classes.breaks);
    return classes;
}

std::string class_in_words(const DensityClasses& classes, std::size_t index, const Catalogue& words) {
    return words.decimal(classes.breaks[index], classes.decimals) + " – " +
           words.decimal(classes.breaks[index + 1], classes.decimals);
}

}  // namespace diaban
