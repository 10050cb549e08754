// Square or hexagonal cells over a study area, cut at its boundary, and the points in them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layers/geometry/boundary_tree.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

enum class CellShape { kSquare, kHexagon };

struct StudyCellOptions {
    CellShape shape = CellShape::kSquare;
    Metres side{150.0};  ///< of the square; a hexagon has the same area, so that counts compare
};

/// Cells as columns, by row from the south and by column from the west. All vectors have the same length.
struct StudyCells {
    StudyCellOptions options;
    std::vector<std::int32_t> row;  ///< of the endless lattice that begins at the CRS's origin, so that runs line up
    std::vector<std::int32_t> column;
    std::vector<std::string> id;         ///< "r7c-3"
    std::vector<MultiPolygon> geometry;  ///< the cell inside the study area
    std::vector<ProjectedPoint> centre;  ///< of the whole cell
    std::vector<double> share;           ///< area inside the study area / area of a whole cell, in (0, 1]
    BoundaryTree boundary;               ///< of the study area

    [[nodiscard]] std::size_t size() const { return row.size(); }
};

/// The study area of points that come without one: their convex hull, widened by `margin` on all sides. Fewer than one
/// finite point, or a margin that is not positive, is an Error{kInput, "error.extent-empty"}. O(n log n).
MultiPolygon study_hull(std::span<const ProjectedPoint> points, Metres margin);

/// Index of "no cell".
inline constexpr std::uint32_t kNoCell = 0xFFFFFFFF;

/// The cells that the union of `areas` covers by more than a millionth of a cell. Square (row, column) covers column *
/// side <= x < (column + 1) * side, the same in y; hexagons have two sides upright, odd rows half a cell to the east.
/// Throws Error{kInput}: error.cell-not-positive, error.extent-empty, error.cells-too-many (over 4 million in the box),
/// error.cells-geometry. O(cells log vertices + vertices near cut cells).
StudyCells make_study_cells(std::span<const MultiPolygon> areas, const StudyCellOptions& options);

/// The cell of each point, kNoCell outside the study area. A point on the border of two squares is the eastern or
/// northern one's, between hexagons the one's with the lower row, then column. O(log cells) a point, O(log vertices)
/// more in cut cells.
std::vector<std::uint32_t> cells_of_points(const StudyCells& cells, std::span<const ProjectedPoint> points);

/// Neighbours on the lattice in compressed rows: squares that share a side (kRook) or a corner (kQueen), hexagons that
/// share a side.
struct CellNeighbours {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> neighbours;
};
enum class CellContact { kRook, kQueen };
CellNeighbours cell_neighbours(const StudyCells& cells, CellContact contact);

}  // namespace diaban
