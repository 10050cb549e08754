// Regression to the mean: places that are chosen because they were hot cool on their own.
//
// Counts of like places before the sweep are y_i ~ Poisson(theta_i), theta_i ~ Gamma(shape a, mean m): negative
// binomial, fitted by maximum likelihood over all of them, chosen or not. A place that showed y is then expected to
// show
//
//     E[theta | y] = (a + y) / (a / m + 1)
//
// in a window of the same length without any action (Robbins 1956; Hauer 1997), so the cooling of the chosen ones is
// sum (E[theta | y] - y). It assumes that the choice rested on these counts; where places were chosen on earlier years,
// it overstates the cooling. Nothing is said where the places do not differ more than chance (a is infinite: all would
// cool to the mean) or fewer than 20 places are known. O(places x steps).
#pragma once

#include <optional>
#include <vector>

namespace diaban {

struct PlaceRates {
    double mean = 0.0;
    std::optional<double> shape;  ///< empty: no more variation than chance
    std::size_t places = 0;
};

/// Fit to counts of like places in one window.
PlaceRates fit_place_rates(const std::vector<double>& counts);

/// Expected count after a count of `before`, without action, in a window of the same length.
double expected_after(const PlaceRates& rates, double before);

/// Sum over the chosen places; empty with fewer than 20 places or a mean of 0.
std::optional<double> expected_cooling(const PlaceRates& rates, const std::vector<double>& chosen_before);

}  // namespace diaban
