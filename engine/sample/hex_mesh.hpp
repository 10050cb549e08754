// A mesh of small, slightly irregular hexagons: the clay from which areas are formed.
//
// Every vertex belongs to three cells, so a union of cells never touches itself at a point; every cell is convex, so
// a border's corners can be cut without two borders ever crossing. Both hold by construction, for any seed.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "layers/model/box.hpp"
#include "layers/model/point.hpp"
#include "layers/model/units.hpp"

namespace diaban {

using CellIndex = std::int32_t;
using VertexIndex = std::int32_t;
inline constexpr CellIndex kNoCell = -1;

/// Hexagons with a corner to the north, in rows; odd rows are shifted half a cell to the east. Vertices lie on a
/// lattice moved by at most 0.2 of a side, which keeps every cell convex, and are rounded to 0.1 m.
class HexMesh {
public:
    /// Covers `extent` with cells whose centres are `spacing` (>= 20 m) apart.
    HexMesh(std::uint64_t seed, const Box& extent, Metres spacing);

    [[nodiscard]] CellIndex size() const { return m_columns * m_rows; }
    [[nodiscard]] Metres spacing() const { return m_spacing; }
    [[nodiscard]] ProjectedPoint centre(CellIndex cell) const;
    /// The six neighbours, counter-clockwise from the north-east; kNoCell beyond the mesh. Edge k of a cell, from
    /// vertex k to vertex k + 1 of `vertices`, is the one shared with neighbour k.
    [[nodiscard]] std::array<CellIndex, 6> neighbours(CellIndex cell) const;
    /// The six corners, counter-clockwise, starting at the upper right. Only for cells that have all six neighbours.
    [[nodiscard]] std::array<VertexIndex, 6> vertices(CellIndex cell) const;
    [[nodiscard]] ProjectedPoint vertex(VertexIndex vertex) const;
    /// The cell whose lattice centre is nearest to `p`, or kNoCell outside the mesh.
    [[nodiscard]] CellIndex nearest(ProjectedPoint p) const;

private:
    [[nodiscard]] CellIndex at(std::int32_t row, std::int32_t column) const;

    std::uint64_t m_seed;
    Box m_extent;
    Metres m_spacing;
    double m_row_height;
    CellIndex m_columns;
    CellIndex m_rows;
};

/// Rounds to the sample's coordinate precision, 0.1 m.
ProjectedPoint rounded(ProjectedPoint p);

}  // namespace diaban
