// A regular grid of square cells in metres, north up.
#pragma once

#include <cstddef>
#include <cstdint>

#include "layers/model/box.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// A grid of square cells. Row 0 is the northernmost, column 0 the westernmost (the order in which rasters are
/// written); cell (row, column) covers x_min + column*cell .. and y_max - row*cell .. southwards.
struct Grid {
    double x_min = 0.0;
    double y_max = 0.0;
    Metres cell{1.0};
    std::int64_t columns = 0;
    std::int64_t rows = 0;

    [[nodiscard]] std::size_t size() const {
        return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    }
    [[nodiscard]] double centre_x(std::int64_t column) const {
        return x_min + (static_cast<double>(column) + 0.5) * cell.value;
    }
    [[nodiscard]] double centre_y(std::int64_t row) const {
        return y_max - (static_cast<double>(row) + 0.5) * cell.value;
    }
    [[nodiscard]] Box box() const {
        return {x_min, y_max - static_cast<double>(rows) * cell.value,
                x_min + static_cast<double>(columns) * cell.value, y_max};
    }
    friend bool operator==(const Grid&, const Grid&) = default;
};

/// Smallest grid of whole cells that covers `extent`, its edges snapped outwards to multiples of the cell so that
/// surfaces of neighbouring runs line up. Throws Error{kInput} when the cell is not positive and finite, the
/// extent is empty, or an edge has more than 2^31 - 1 cells ("error.grid-too-large").
Grid grid_covering(const Box& extent, Metres cell);

}  // namespace diaban
