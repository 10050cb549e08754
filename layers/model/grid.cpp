#include "layers/model/grid.hpp"

#include <cmath>

#include "layers/model/error.hpp"

namespace diaban {

Grid grid_covering(const Box& extent, Metres cell) {
    if (!(cell.value > 0.0) || !std::isfinite(cell.value)) {
        throw Error(ErrorCode::kInput, "error.cell-not-positive", {{"value", std::to_string(cell.value)}});
    }
    if (extent.empty() || !std::isfinite(extent.width()) || !std::isfinite(extent.height())) {
        throw Error(ErrorCode::kInput, "error.extent-empty", {});
    }
    const double c = cell.value;
    Grid grid;
    grid.cell = cell;
    grid.x_min = std::floor(extent.x_min / c) * c;
    grid.y_max = std::ceil(extent.y_max / c) * c;
    // A single point or line still gets one cell, so that a surface of one spot has somewhere to stand.
    grid.columns = std::max<std::int64_t>(1, std::llround(std::ceil((extent.x_max - grid.x_min) / c)));
    grid.rows = std::max<std::int64_t>(1, std::llround(std::ceil((grid.y_max - extent.y_min) / c)));
    return grid;
}

}  // namespace diaban
