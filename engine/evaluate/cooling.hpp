// Regression to the mean: places that are chosen because they were hot cool on their own.
//
// Counts of like places before the sweep are y_i ~ Poisson(theta_i), theta_i ~ Gamma(shape a, mean m): negative
// binomial, fitted by maximum likelihood over all of them, chosen or not. A place that showed y is then expected to
// show
//
//     E[theta | y] = (a + y) / (a / m + 1)
//
// in a window of the same length without any action (Robbins 1956; Hauer 1997), so the cooling of the chosen ones is
// sum (E[theta | y] - y). Where a place's own H incidents in L windows of earlier history are known they count as well,
//
//     E[theta | y, H] = (a + y + H) / (a / m + 1 + L)
//
// for a place that was always hot cools less; without them the cooling of places that were chosen on earlier years is
// overstated. Nothing is said where the places do not differ more than chance (a is infinite: all would
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

/// A place's counts: in the window, and in earlier history that is `windows` times as long.
struct PlaceCounts {
    double before = 0.0;
    double history = 0.0;
    double windows = 0.0;
};

/// Expected count after these, without action, in a window of the same length.
double expected_after(const PlaceRates& rates, const PlaceCounts& counts);

/// Sum over the chosen places; empty with fewer than 20 places or a mean of 0.
std::optional<double> expected_cooling(const PlaceRates& rates, const std::vector<PlaceCounts>& chosen);

}  // namespace diaban
