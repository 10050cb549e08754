// A raster: one value for each cell of a grid.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "layers/model/grid.hpp"

namespace diaban {

/// Marks a cell outside the study area or without a result. NaN, because no formula produces it by accident.
inline constexpr double kNoData = std::numeric_limits<double>::quiet_NaN();

/// Values row by row from the north-west, `grid.size()` of them, in `unit` (written into the file: "per km2").
struct Raster {
    Grid grid;
    std::vector<double> values;
    std::string unit;

    [[nodiscard]] double at(std::int64_t row, std::int64_t column) const {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                      static_cast<std::size_t>(column)];
    }
};

}  // namespace diaban
