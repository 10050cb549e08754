#include "layers/geometry/cell_index.hpp"

#include <algorithm>
#include <cmath>

#include "layers/geometry/area_locator.hpp"

namespace diaban {

namespace {

constexpr std::uint32_t kBorder = kNoArea - 1;
constexpr std::int64_t kFineCellsACoarse = 8;
constexpr std::int64_t kLargestSide = 2048;
constexpr std::int64_t kSmallestSide = 64;

std::int64_t clamped(double share, std::int64_t side) {
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(share * static_cast<double>(side))), 0,
                                    side - 1);
}

}  // namespace

CellIndex::CellIndex(std::span<const MultiPolygon> areas, std::size_t points,
                     const std::function<bool(std::uint32_t, ProjectedPoint)>& covers) {
    std::vector<Box> boxes;
    std::size_t vertices = 0;
    for (const MultiPolygon& area : areas) {
        boxes.push_back(bounding_box(area));
        if (!boxes.back().empty()) {
            m_extent.expand(boxes.back());
        }
        for (const Polygon& polygon : area.polygons) {
            vertices += polygon.outer.size();
        }
    }
    if (m_extent.empty()) {
        return;
    }
    // Cells cost a test each, so a few simple areas get few.
    const double by_borders =
        4.0 * std::sqrt(static_cast<double>(vertices)) + 16.0 * std::sqrt(static_cast<double>(areas.size()));
    const double wanted = std::min(by_borders, 2.0 * std::sqrt(static_cast<double>(points)));
    m_side = std::clamp<std::int64_t>(static_cast<std::int64_t>(wanted), kSmallestSide, kLargestSide);
    m_side -= m_side % kFineCellsACoarse;
    m_coarse_side = m_side / kFineCellsACoarse;
    m_cells.assign(static_cast<std::size_t>(m_side * m_side), kNoArea);
    m_candidates.resize(static_cast<std::size_t>(m_coarse_side * m_coarse_side));
    for (std::uint32_t area = 0; area < areas.size(); ++area) {
        const Box& box = boxes[area];
        if (box.empty()) {
            continue;
        }
        for (std::int64_t row = row_of(box.y_min) / kFineCellsACoarse; row <= row_of(box.y_max) / kFineCellsACoarse;
             ++row) {
            for (std::int64_t column = column_of(box.x_min) / kFineCellsACoarse;
                 column <= column_of(box.x_max) / kFineCellsACoarse; ++column) {
                m_candidates[static_cast<std::size_t>(row * m_coarse_side + column)].push_back(area);
            }
        }
        for (const Polygon& polygon : areas[area].polygons) {
            for (std::size_t ring = 0; ring <= polygon.holes.size(); ++ring) {
                const Ring& border = ring == 0 ? polygon.outer : polygon.holes[ring - 1];
                for (std::size_t i = 1; i < border.size(); ++i) {
                    mark_border(border[i - 1], border[i]);
                }
            }
        }
    }
    for (std::int64_t row = 0; row < m_side; ++row) {
        for (std::int64_t column = 0; column < m_side; ++column) {
            std::uint32_t& cell = m_cells[cell_of(row, column)];
            if (cell == kBorder) {
                continue;
            }
            // No border lies between two such cells that touch: the neighbour's answer is this cell's.
            if (column > 0 && m_cells[cell_of(row, column - 1)] != kBorder) {
                cell = m_cells[cell_of(row, column - 1)];
                continue;
            }
            if (row > 0 && m_cells[cell_of(row - 1, column)] != kBorder) {
                cell = m_cells[cell_of(row - 1, column)];
                continue;
            }
            const double half = 0.5;
            const ProjectedPoint centre{
                m_extent.x_min + (static_cast<double>(column) + half) / static_cast<double>(m_side) * m_extent.width(),
                m_extent.y_min + (static_cast<double>(row) + half) / static_cast<double>(m_side) * m_extent.height()};
            const std::size_t coarse =
                static_cast<std::size_t>(row / kFineCellsACoarse * m_coarse_side + column / kFineCellsACoarse);
            for (const std::uint32_t area : m_candidates[coarse]) {
                if (boxes[area].contains(centre) && covers(area, centre)) {
                    cell = area;
                    break;
                }
            }
        }
    }
}

CellIndex::Answer CellIndex::at(ProjectedPoint point) const {
    if (!m_extent.contains(point)) {
        return {kNoArea, {}};
    }
    const std::int64_t row = row_of(point.y);
    const std::int64_t column = column_of(point.x);
    const std::uint32_t cell = m_cells[cell_of(row, column)];
    if (cell != kBorder) {
        return {cell, {}};
    }
    return {
        kNoArea,
        m_candidates[static_cast<std::size_t>(row / kFineCellsACoarse * m_coarse_side + column / kFineCellsACoarse)]};
}

std::int64_t CellIndex::column_of(double x) const {
    return clamped(m_extent.width() > 0.0 ? (x - m_extent.x_min) / m_extent.width() : 0.0, m_side);
}

std::int64_t CellIndex::row_of(double y) const {
    return clamped(m_extent.height() > 0.0 ? (y - m_extent.y_min) / m_extent.height() : 0.0, m_side);
}

std::size_t CellIndex::cell_of(std::int64_t row, std::int64_t column) const {
    return static_cast<std::size_t>(row * m_side + column);
}

/// Marks every cell that the segment touches, and one on either side against rounding.
void CellIndex::mark_border(ProjectedPoint from, ProjectedPoint to) {
    if (to.y < from.y) {
        std::swap(from, to);
    }
    const std::int64_t first = row_of(from.y);
    const std::int64_t last = row_of(to.y);
    if (last - first <= 1) {
        for (std::int64_t row = first - 1; row <= last + 1; ++row) {
            mark(row, std::min(from.x, to.x), std::max(from.x, to.x));
        }
        return;
    }
    // Row by row the part of the segment within it, widened by a row on either side.
    const double height = m_extent.height() / static_cast<double>(m_side);
    const double slope = (to.x - from.x) / (to.y - from.y);
    for (std::int64_t row = first - 1; row <= last + 1; ++row) {
        const double low = m_extent.y_min + static_cast<double>(row - 1) * height;
        const double x_at_low = from.x + (std::clamp(low, from.y, to.y) - from.y) * slope;
        const double x_at_high = from.x + (std::clamp(low + 3.0 * height, from.y, to.y) - from.y) * slope;
        mark(row, std::min(x_at_low, x_at_high), std::max(x_at_low, x_at_high));
    }
}

void CellIndex::mark(std::int64_t row, double x_low, double x_high) {
    if (row < 0 || row >= m_side) {
        return;
    }
    const std::int64_t last = std::min(column_of(x_high) + 1, m_side - 1);
    for (std::int64_t column = std::max<std::int64_t>(column_of(x_low) - 1, 0); column <= last; ++column) {
        m_cells[cell_of(row, column)] = kBorder;
    }
}

}  // namespace diaban
