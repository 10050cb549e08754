// What every area statistic needs to know about the whole: centred values and the sums of their powers.
#pragma once

#include <span>
#include <vector>

namespace diaban {

/// Centred values z = x - mean and their power sums, taken with compensation (Neumaier 1974) so that a million
/// counts lose no digits. The sum of z itself is 0 by construction.
struct PopulationMoments {
    double mean = 0.0;
    std::vector<double> z;
    double squares = 0.0;  ///< sum z^2
    double cubes = 0.0;    ///< sum z^3
    double fourths = 0.0;  ///< sum z^4
    double largest = 0.0;  ///< max |z|

    [[nodiscard]] double count() const { return static_cast<double>(z.size()); }
    /// True when all values are equal, to rounding: no statistic is defined then.
    [[nodiscard]] bool constant() const;
};

/// Sum with Neumaier's compensation (doi:10.1002/zamm.19740540106), in the order given. O(n).
double compensated_sum(std::span<const double> values);

/// O(n).
PopulationMoments population_moments(std::span<const double> values);

}  // namespace diaban
