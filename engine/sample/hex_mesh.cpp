#include "engine/sample/hex_mesh.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "engine/sample/streams.hpp"
#include "layers/base/random.hpp"

namespace diaban {

ProjectedPoint rounded(ProjectedPoint p) {
    return {std::round(p.x * 10.0) / 10.0, std::round(p.y * 10.0) / 10.0};
}

HexMesh::HexMesh(std::uint64_t seed, const Box& extent, Metres spacing)
    : m_seed(seed),
      m_extent(extent),
      m_spacing(spacing),
      m_row_height(spacing.value * std::numbers::sqrt3 / 2.0),
      m_columns(static_cast<CellIndex>(std::ceil(extent.width() / spacing.value)) + 4),
      m_rows(static_cast<CellIndex>(std::ceil(extent.height() / m_row_height)) + 4) {}

CellIndex HexMesh::at(std::int32_t row, std::int32_t column) const {
    return row < 0 || row >= m_rows || column < 0 || column >= m_columns ? kNoCell : row * m_columns + column;
}

ProjectedPoint HexMesh::centre(CellIndex cell) const {
    const std::int32_t row = cell / m_columns;
    const std::int32_t column = cell % m_columns;
    // The mesh reaches one and a half cells beyond the extent on each side.
    return {m_extent.x_min + (column - 1.5 + (row % 2 == 1 ? 0.5 : 0.0)) * m_spacing.value,
            m_extent.y_min + (row - 1.5) * m_row_height};
}

std::array<CellIndex, 6> HexMesh::neighbours(CellIndex cell) const {
    const std::int32_t row = cell / m_columns;
    const std::int32_t column = cell % m_columns;
    const std::int32_t east = column + (row % 2 == 1 ? 1 : 0);
    return {at(row + 1, east),     at(row + 1, east - 1), at(row, column - 1),
            at(row - 1, east - 1), at(row - 1, east),     at(row, column + 1)};
}

std::array<VertexIndex, 6> HexMesh::vertices(CellIndex cell) const {
    // Each cell owns its top (2c) and bottom (2c + 1) corner; the other four are owned by cells above and below.
    const std::array<CellIndex, 6> near = neighbours(cell);
    return {2 * near[0] + 1, 2 * cell, 2 * near[1] + 1, 2 * near[3], 2 * cell + 1, 2 * near[4]};
}

ProjectedPoint HexMesh::vertex(VertexIndex vertex) const {
    const double side = m_spacing.value / std::numbers::sqrt3;
    const ProjectedPoint middle = centre(vertex / 2);
    RandomSequence random(m_seed, sample_stream::kMeshVertex, static_cast<std::uint64_t>(vertex));
    const double reach = 0.28 * side;  // +-0.14 on each axis, at most 0.2 of a side from the lattice
    const double dx = (random.uniform() - 0.5) * reach;
    const double dy = (random.uniform() - 0.5) * reach;
    return rounded({middle.x + dx, middle.y + (vertex % 2 == 0 ? side : -side) + dy});
}

CellIndex HexMesh::nearest(ProjectedPoint p) const {
    const auto row = static_cast<std::int32_t>(std::floor((p.y - m_extent.y_min) / m_row_height + 1.5));
    CellIndex best = kNoCell;
    double best_distance = std::numeric_limits<double>::infinity();
    for (std::int32_t r = row; r <= row + 1; ++r) {
        const double shift = r % 2 == 1 ? 0.5 : 0.0;
        const auto column =
            static_cast<std::int32_t>(std::floor((p.x - m_extent.x_min) / m_spacing.value + 1.5 - shift + 0.5));
        const CellIndex cell = at(r, column);
        if (cell == kNoCell) {
            continue;
        }
        const ProjectedPoint c = centre(cell);
        const double distance = (c.x - p.x) * (c.x - p.x) + (c.y - p.y) * (c.y - p.y);
        if (distance < best_distance) {
            best_distance = distance;
            best = cell;
        }
    }
    return best;
}

}  // namespace diaban
