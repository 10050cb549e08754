#include "layers/geometry/cells_of_areas.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace diaban {

namespace {

/// x of each crossing of an area's rings with the rows of the grid, row by row.
class Crossings {
public:
    explicit Crossings(const Grid& grid) : m_grid(grid), m_rows(static_cast<std::size_t>(grid.rows)) {}

    void add(const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            add_edge(ring[i], ring[i + 1]);
        }
    }

    /// Gives the cells between each pair of crossings to `area`, unless an area before it has them.
    void fill(std::uint32_t area, std::vector<std::uint32_t>& cells) {
        for (std::int64_t row = m_first; row <= m_last; ++row) {
            std::vector<double>& xs = m_rows[static_cast<std::size_t>(row)];
            std::sort(xs.begin(), xs.end());
            for (std::size_t i = 0; i + 1 < xs.size(); i += 2) {
                const std::int64_t from = first_centre_from(xs[i]);
                const std::int64_t until = first_centre_from(xs[i + 1]);
                for (std::int64_t column = from; column < until; ++column) {
                    std::uint32_t& cell = cells[static_cast<std::size_t>(row * m_grid.columns + column)];
                    cell = std::min(cell, area);
                }
            }
            xs.clear();
        }
        m_first = std::numeric_limits<std::int64_t>::max();
        m_last = -1;
    }

private:
    void add_edge(ProjectedPoint a, ProjectedPoint b) {
        if (a.y == b.y) {
            return;
        }
        if (a.y > b.y) {
            std::swap(a, b);
        }
        // Rows whose centre y lies in [a.y, b.y): half-open, so that a shared vertex is crossed once.
        const double top = (m_grid.y_max - b.y) / m_grid.cell.value - 0.5;
        const double bottom = (m_grid.y_max - a.y) / m_grid.cell.value - 0.5;
        std::int64_t row = std::max<std::int64_t>(0, clamped(std::floor(top)));
        const std::int64_t last = std::min<std::int64_t>(m_grid.rows - 1, clamped(std::ceil(bottom)));
        for (; row <= last; ++row) {
            const double y = m_grid.centre_y(row);
            if (y < a.y || y >= b.y) {
                continue;
            }
            m_rows[static_cast<std::size_t>(row)].push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
            m_first = std::min(m_first, row);
            m_last = std::max(m_last, row);
        }
    }

    [[nodiscard]] std::int64_t clamped(double row) const {
        return static_cast<std::int64_t>(std::clamp(row, -1.0, static_cast<double>(m_grid.rows)));
    }

    /// The first column whose centre is at or east of x, within [0, columns].
    [[nodiscard]] std::int64_t first_centre_from(double x) const {
        const double column = std::ceil((x - m_grid.x_min) / m_grid.cell.value - 0.5);
        return static_cast<std::int64_t>(std::clamp(column, 0.0, static_cast<double>(m_grid.columns)));
    }

    const Grid& m_grid;
    std::vector<std::vector<double>> m_rows;
    std::int64_t m_first = std::numeric_limits<std::int64_t>::max();
    std::int64_t m_last = -1;
};

}  // namespace

std::vector<std::uint32_t> cells_of_areas(std::span<const MultiPolygon> areas, const Grid& grid) {
    std::vector<std::uint32_t> cells(grid.size(), kNoArea);
    Crossings crossings(grid);
    for (std::size_t area = 0; area < areas.size(); ++area) {
        for (const Polygon& polygon : areas[area].polygons) {
            crossings.add(polygon.outer);
            for (const Ring& hole : polygon.holes) {
                crossings.add(hole);
            }
        }
        crossings.fill(static_cast<std::uint32_t>(area), cells);
    }
    return cells;
}

}  // namespace diaban
