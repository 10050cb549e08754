// A raster over areas that answers "which area" at once for every point away from a border.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "layers/model/box.hpp"
#include "layers/model/geometry.hpp"

namespace diaban {

/// Cells over the extent of all areas. A cell that no border touches lies wholly in the same areas, so one exact test
/// of its centre holds for all of its points; a cell that a border touches names the areas whose boxes touch it, to be
/// tested exactly.
class CellIndex {
public:
    /// `covers(area, point)` is the exact test. There are about as many cells as it takes to keep most of `points`
    /// points off the borders, 4 million at most. O(vertices + cells).
    CellIndex(std::span<const MultiPolygon> areas, std::size_t points,
              const std::function<bool(std::uint32_t, ProjectedPoint)>& covers);

    /// The area's index or kNoArea, unless one of `candidates` (lowest index first) holds the point by an exact test.
    struct Answer {
        std::uint32_t area = 0;
        std::span<const std::uint32_t> candidates;
    };
    [[nodiscard]] Answer at(ProjectedPoint point) const;

private:
    [[nodiscard]] std::int64_t column_of(double x) const;
    [[nodiscard]] std::int64_t row_of(double y) const;
    [[nodiscard]] std::size_t cell_of(std::int64_t row, std::int64_t column) const;
    void mark_border(ProjectedPoint from, ProjectedPoint to);
    void mark(std::int64_t row, double x_low, double x_high);

    Box m_extent;
    std::int64_t m_side = 0;
    std::int64_t m_coarse_side = 0;                        ///< cells of candidates: m_side / kFineCellsACoarse
    std::vector<std::uint32_t> m_cells;                    ///< area, kNoArea, or kBorder
    std::vector<std::vector<std::uint32_t>> m_candidates;  ///< by coarse cell
};

}  // namespace diaban
