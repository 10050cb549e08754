// Which area covers which point of the page: outlines burnt into a fine grid, for finding room for labels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layers/cartography/page_geometry.hpp"

namespace diaban {

/// Marks a cell that no area covers.
inline constexpr std::int32_t kUncovered = -1;

/// Square cells of `cell` points over `box`, each with the index of the area over its centre (the later one where two
/// overlap) or kUncovered.
struct AreaMask {
    PageBox box;
    double cell = 1.0;
    std::int32_t columns = 0;
    std::int32_t rows = 0;
    std::vector<std::int32_t> areas;  ///< row by row from the top

    [[nodiscard]] std::int32_t at(std::int32_t row, std::int32_t column) const {
        return areas[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                     static_cast<std::size_t>(column)];
    }
};

/// Non-zero winding, sampled at cell centres; an outline that holds no centre takes the cell under the middle of its
/// box. O(cells + rows crossed by edges).
AreaMask mask_of(std::span<const PageOutline> outlines, const PageBox& box, double cell);

}  // namespace diaban
