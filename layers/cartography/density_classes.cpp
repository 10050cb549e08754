#include "layers/cartography/density_classes.hpp"

#include <algorithm>
#include <cmath>

namespace diaban {

namespace {

/// value x 10^exponent; divides by a whole power where the exponent is negative, so that 3 and -1 give 0.3 itself.
double scaled_by_power_of_ten(double value, double exponent) {
    return exponent < 0.0 ? value / std::pow(10.0, -exponent) : value * std::pow(10.0, exponent);
}

double rounded_to_two_digits(double value, double (*round)(double)) {
    const double exponent = std::floor(std::log10(value)) - 1.0;
    return scaled_by_power_of_ten(round(scaled_by_power_of_ten(value, -exponent)), exponent);
}

/// Digits after the decimal mark that write every break exactly (each has few significant digits).
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

std::vector<double> equal_steps(const std::vector<double>& positive, std::size_t wanted) {
    const double greatest = *std::max_element(positive.begin(), positive.end());
    // Steps are whole multiples of a power of ten, so that 3 x 0.1 comes out as 0.3.
    for (double exponent = std::floor(std::log10(greatest)) - 3.0;; exponent += 1.0) {
        for (const double factor : {10.0, 20.0, 25.0, 50.0}) {
            std::vector<double> breaks{0.0};
            while (breaks.back() < greatest && breaks.size() <= wanted) {
                breaks.push_back(scaled_by_power_of_ten(factor * static_cast<double>(breaks.size()), exponent - 1.0));
            }
            if (breaks.back() >= greatest) {
                return breaks;
            }
        }
    }
}

std::vector<double> quantiles(std::vector<double> positive, std::size_t wanted) {
    std::sort(positive.begin(), positive.end());
    const double greatest = positive.back();
    std::vector<double> breaks{0.0};
    for (std::size_t k = 1; k < wanted; ++k) {
        const double share = static_cast<double>(k) / static_cast<double>(wanted);
        const double at = positive[static_cast<std::size_t>(share * static_cast<double>(positive.size() - 1))];
        const double rounded = rounded_to_two_digits(at, std::round);
        if (rounded > breaks.back() && rounded < greatest) {
            breaks.push_back(rounded);
        }
    }
    breaks.push_back(rounded_to_two_digits(greatest, std::ceil));
    return breaks;
}

/// The `wanted` largest members of 1, 2, 5, 10, ... below the first that reaches the greatest value, after 0.
std::vector<double> series(const std::vector<double>& positive, std::size_t wanted) {
    const double greatest = *std::max_element(positive.begin(), positive.end());
    std::vector<double> breaks;
    double exponent = std::floor(std::log10(greatest)) - static_cast<double>(wanted);
    while (breaks.empty() || breaks.back() < greatest) {
        for (const double factor : {10.0, 20.0, 50.0}) {
            if (breaks.empty() || breaks.back() < greatest) {
                breaks.push_back(scaled_by_power_of_ten(factor, exponent - 1.0));
            }
        }
        exponent += 1.0;
    }
    if (breaks.size() > wanted) {
        breaks.erase(breaks.begin(), breaks.end() - static_cast<std::ptrdiff_t>(wanted));
    }
    breaks.insert(breaks.begin(), 0.0);
    return breaks;
}

std::vector<double> positive_values(const Raster& density) {
    std::vector<double> positive;
    for (const double value : density.values) {
        if (std::isfinite(value) && value > 0.0) {
            positive.push_back(value);
        }
    }
    return positive;
}

}  // namespace

std::size_t DensityClasses::class_of(double value) const {
    const auto above = std::lower_bound(breaks.begin() + 1, breaks.end() - 1, value);
    return static_cast<std::size_t>(above - breaks.begin()) - 1;
}

DensityClasses density_classes(const Raster& density, DensityBreaks method, std::size_t wanted) {
    DensityClasses classes;
    classes.has_zero = std::find(density.values.begin(), density.values.end(), 0.0) != density.values.end();
    const std::vector<double> positive = positive_values(density);
    if (positive.empty() || wanted == 0) {
        return classes;
    }
    classes.breaks = method == DensityBreaks::kEqualSteps ? equal_steps(positive, wanted)
                     : method == DensityBreaks::kSeries   ? series(positive, wanted)
                                                          : quantiles(positive, wanted);
    classes.decimals = decimals_for(classes.breaks);
    return classes;
}

DensityBreaks fitting_breaks(const Raster& density, std::size_t wanted) {
    const std::vector<double> positive = positive_values(density);
    if (positive.empty() || wanted == 0) {
        return DensityBreaks::kEqualSteps;
    }
    const double first = equal_steps(positive, wanted)[1];
    const auto low = std::count_if(positive.begin(), positive.end(), [&](double value) { return value <= first; });
    return 3 * static_cast<std::size_t>(low) > 2 * positive.size() ? DensityBreaks::kSeries
                                                                   : DensityBreaks::kEqualSteps;
}

std::string class_in_words(const DensityClasses& classes, std::size_t index, const Catalogue& words) {
    // Uneven breaks need many digits only where they are small: 0.37 but 22.
    const auto written = [&](double value) {
        return words.decimal(value, classes.decimals > 1 ? decimals_for({value}) : classes.decimals);
    };
    return written(classes.breaks[index]) + " – " + written(classes.breaks[index + 1]);
}

}  // namespace diaban
