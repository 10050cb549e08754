#include "engine/local/cell_size.hpp"

#include <algorithm>
#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

constexpr double kFloor = 50.0;
constexpr double kFewestCells = 100.0;

/// Largest of 1, 2, 5 times a power of ten that is not above `value`.
double rounded_down(double value) {
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    // A value that is such a number itself must stay, whatever the logarithm's last digit says.
    for (const double step : {10.0, 5.0, 2.0, 1.0}) {
        if (step * decade <= value * (1.0 + 1e-12)) {
            return step * decade;
        }
    }
    return 0.5 * decade;
}

}  // namespace

CellSize choose_cell_size(const CellSizeInput& input) {
    if (input.given) {
        if (!(input.given->value > 0.0) || !std::isfinite(input.given->value)) {
            throw Error(ErrorCode::kInput, "error.cell-not-positive", {{"value", std::to_string(input.given->value)}});
        }
        return {*input.given, "hotspots.cell.given"};
    }
    if (!(input.study_area.value > 0.0) || !std::isfinite(input.study_area.value) || input.points == 0) {
        throw Error(ErrorCode::kInput, "error.cell-rule", {});
    }
    const double quadrat = rounded_down(std::sqrt(2.0 * input.study_area.value / static_cast<double>(input.points)));
    const double ceiling = rounded_down(std::sqrt(input.study_area.value / kFewestCells));
    if (quadrat > ceiling) {
        return {{ceiling}, "hotspots.cell.ceiling"};
    }
    if (quadrat < kFloor && ceiling > kFloor) {
        return {{kFloor}, "hotspots.cell.floor"};
    }
    return {{quadrat}, "hotspots.cell.quadrat"};
}

}  // namespace diaban
