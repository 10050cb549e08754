// The curves of which the data-driven bandwidth rules take the best place.
#pragma once

#include <vector>

#include "engine/density/weighted_points.hpp"
#include "layers/model/progress.hpp"

namespace diaban::detail {

/// What the criteria are computed from: points of positive weight only.
struct CriterionInput {
    WeightedPoints points;
    double area = 0.0;  ///< square metres, of the study area
    double n = 0.0;     ///< sum of all weights, also of those that a sample leaves out
    unsigned threads = 0;
};

/// Loader's leave-one-out Poisson log likelihood  sum_i w_i log lambda_-i(x_i)  for the Gaussian standard deviation s (metres), lambda
/// in weight per square metre, no edge correction; the integral of the intensity, equal to n for every s, is left out.
/// Of a point of weight w > 1 one is left out and w - 1 stay. To be made as large as possible.
double likelihood_criterion(const CriterionInput& input, double s, Progress& progress);

/// Cronie and van Lieshout's  sum_i w_i / lambda(x_i)  in square metres, the point itself included, no edge correction. To be
/// brought to the area of the study area.
double inverse_intensity_sum(const CriterionInput& input, double s, Progress& progress);

/// Berman and Diggle's mean squared error of a disc count of radius r = 2 s against a stationary Cox process, up to a constant:
///     M(r) = (1/lambda - 2 K(r)) / (pi r^2) + (pi r^2)^-2 int_0^2r V(t) dK(t),
/// V(t) the area that two discs at distance t share. K by translation correction in the points' bounding box.
struct DiggleCurve {
    std::vector<double> s;  ///< rising, metres
    std::vector<double> m;  ///< square metres
};

/// The curve at `steps` equal steps of r up to an eighth of the box's shorter side. O(n^2) pairs within a quarter of it.
DiggleCurve diggle_curve(const CriterionInput& input, int steps, Progress& progress);

}  // namespace diaban::detail
