// Points with weights, as the density methods take them.
#pragma once

#include <cstddef>
#include <span>

#include "layers/model/box.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// A view of points in the analysis CRS (metres) and their weights. `weights` is empty (every weight is 1) or as long
/// as `points`; weights are finite and >= 0. A point of weight 2 counts as two points at one place.
struct WeightedPoints {
    std::span<const ProjectedPoint> points;
    std::span<const double> weights;

    [[nodiscard]] std::size_t size() const { return points.size(); }
    [[nodiscard]] double weight(std::size_t i) const { return weights.empty() ? 1.0 : weights[i]; }
};

/// Throws Error{kInput} naming the first point (1-based) with a coordinate that is not finite or a weight that is negative or
/// not finite, or two lengths that differ. O(n).
void validate(const WeightedPoints& points);

/// Sum of the weights, compensated so that it does not depend on how a weight is split beyond the last bits. O(n).
double total_weight(const WeightedPoints& points);

/// Smallest box around the points; empty for no points. O(n).
Box bounding_box(const WeightedPoints& points);

}  // namespace diaban
