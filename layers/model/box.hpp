// An axis-parallel box in metres.
#pragma once

#include <algorithm>
#include <limits>

#include "layers/model/point.hpp"

namespace diaban {

/// A closed axis-parallel box. A default-constructed box is empty (its minimum lies above its maximum), so that
/// expanding it by the first point gives that point.
struct Box {
    double x_min = std::numeric_limits<double>::infinity();
    double y_min = std::numeric_limits<double>::infinity();
    double x_max = -std::numeric_limits<double>::infinity();
    double y_max = -std::numeric_limits<double>::infinity();

    [[nodiscard]] bool empty() const { return !(x_min <= x_max && y_min <= y_max); }
    [[nodiscard]] double width() const { return empty() ? 0.0 : x_max - x_min; }
    [[nodiscard]] double height() const { return empty() ? 0.0 : y_max - y_min; }
    [[nodiscard]] bool contains(ProjectedPoint p) const {
        return p.x >= x_min && p.x <= x_max && p.y >= y_min && p.y <= y_max;
    }
    void expand(ProjectedPoint p) {
        x_min = std::min(x_min, p.x);
        y_min = std::min(y_min, p.y);
        x_max = std::max(x_max, p.x);
        y_max = std::max(y_max, p.y);
    }
    void expand(const Box& other) {
        x_min = std::min(x_min, other.x_min);
        y_min = std::min(y_min, other.y_min);
        x_max = std::max(x_max, other.x_max);
        y_max = std::max(y_max, other.y_max);
    }
    friend bool operator==(const Box&, const Box&) = default;
};

}  // namespace diaban
