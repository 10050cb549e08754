#include "layers/model/grid.hpp"

#include <cmath>
#include <cstdio>
#include <string>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

std::string whole(double value) {
    char text[32];
    std::snprintf(text, sizeof text, value < 1e15 ? "%.0f" : "%.3g", value);
    return text;
}

}  // namespace

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
    const double columns = std::ceil((extent.x_max - grid.x_min) / c);
    const double rows = std::ceil((grid.y_max - extent.y_min) / c);
    // Past 2^31 cells an edge no raster format goes on, and further up the numbers below would not fit their type.
    constexpr double kMostCellsAnEdge = 2147483647.0;
    if (!(columns <= kMostCellsAnEdge) || !(rows <= kMostCellsAnEdge)) {
        const double longest = std::max(extent.width(), extent.height());
        throw Error(ErrorCode::kInput, "error.grid-too-large",
                    {{"columns", whole(columns)},
                     {"rows", whole(rows)},
                     {"gigabytes", whole(std::ceil(columns * rows * sizeof(double) / 1e9))},
                     {"cell", whole(std::ceil(longest / kMostCellsAnEdge))}});
    }
    // A single point or line still gets one cell, so that a surface of one spot has somewhere to stand.
    grid.columns = std::max<std::int64_t>(1, std::llround(columns));
    grid.rows = std::max<std::int64_t>(1, std::llround(rows));
    return grid;
}

}  // namespace diaban
