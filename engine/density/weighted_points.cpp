#include "engine/density/weighted_points.hpp"

#include <cmath>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

void validate(const WeightedPoints& points) {
    if (!points.weights.empty() && points.weights.size() != points.points.size()) {
        throw Error(
            ErrorCode::kInput, "error.density-weights-length",
            {{"points", std::to_string(points.points.size())}, {"weights", std::to_string(points.weights.size())}});
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const ProjectedPoint p = points.points[i];
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            throw Error(ErrorCode::kInput, "error.density-point-not-finite", {{"point", std::to_string(i + 1)}});
        }
        const double weight = points.weight(i);
        if (!(weight >= 0.0) || !std::isfinite(weight)) {
            throw Error(ErrorCode::kInput, "error.density-weight-invalid",
                        {{"point", std::to_string(i + 1)}, {"value", std::to_string(weight)}});
        }
    }
}

double total_weight(const WeightedPoints& points) {
    if (points.weights.empty()) {
        return static_cast<double>(points.size());
    }
    double sum = 0.0;
    double lost = 0.0;
    for (const double weight : points.weights) {
        const double next = sum + weight;
        lost += std::abs(sum) >= std::abs(weight) ? (sum - next) + weight : (weight - next) + sum;
        sum = next;
    }
    return sum + lost;
}

Box bounding_box(const WeightedPoints& points) {
    Box box;
    for (const ProjectedPoint p : points.points) {
        box.expand(p);
    }
    return box;
}

}  // namespace diaban
