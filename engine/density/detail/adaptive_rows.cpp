#include "engine/density/detail/adaptive_rows.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/density/detail/gaussian_lanes.hpp"
#include "engine/density/detail/surface_rows.hpp"
#include "layers/base/parallel_chunks.hpp"

namespace diaban::detail {

namespace {

constexpr double kGaussianReach = 8.0;

/// Columns whose centres lie within `reach` of x: [first, end), cut to the grid. One cell more on each side than needed, so that
/// rounding never loses one; the kernel itself is 0 there.
struct ColumnRange {
    std::int64_t first;
    std::int64_t end;
};

ColumnRange columns_within(const Grid& grid, double x, double reach) {
    const double cell = grid.cell.value;
    const double from = std::floor((x - reach - grid.x_min) / cell - 0.5);
    const double to = std::ceil((x + reach - grid.x_min) / cell - 0.5);
    const auto limit = static_cast<double>(grid.columns);
    return {static_cast<std::int64_t>(std::clamp(from, 0.0, limit)),
            static_cast<std::int64_t>(std::clamp(to + 1.0, 0.0, limit))};
}

/// exp(-u^2 / 2) of each of `u_squared`, the same bits on every processor.
void gaussian_of(std::vector<double>& u_squared) {
    for (std::size_t i = 0; i < u_squared.size(); i += 8) {
        Vector8 x{};
        const std::size_t lanes = std::min<std::size_t>(8, u_squared.size() - i);
        for (std::size_t k = 0; k < lanes; ++k) {
            x[k] = -0.5 * u_squared[i + k];
        }
        Vector8 value;
        exp_lanes(x, value);
        for (std::size_t k = 0; k < lanes; ++k) {
            u_squared[i + k] = value[k];
        }
    }
}

class BlockPainter {
public:
    BlockPainter(const AdaptiveRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values)
        : m_rows(rows), m_begin(row_begin), m_end(row_end), m_values(values) {}

    void paint() {
        const Grid& grid = m_rows.grid;
        const double cell = grid.cell.value;
        const double top = grid.y_max - (static_cast<double>(m_begin) + 0.5) * cell;
        const double bottom = grid.y_max - (static_cast<double>(m_end - 1) + 0.5) * cell;
        const double left = grid.x_min + 0.5 * cell;
        const double right = grid.x_min + (static_cast<double>(grid.columns) - 0.5) * cell;
        const bool gaussian = m_rows.kernel == Kernel::kGaussian;
        for (std::size_t i = 0; i < m_rows.points.size(); ++i) {
            const ProjectedPoint p = m_rows.points.points[i];
            const double h = m_rows.bandwidth[i];
            const double reach = gaussian ? kGaussianReach * h : h;
            if (p.y - reach <= top && p.y + reach >= bottom && p.x - reach <= right && p.x + reach >= left &&
                m_rows.points.weight(i) > 0.0) {
                add(i, p, h, reach);
            }
        }
    }

private:
    void add(std::size_t i, ProjectedPoint p, double h, double reach) {
        const Grid& grid = m_rows.grid;
        const double cell = grid.cell.value;
        const ColumnRange columns = columns_within(grid, p.x, reach);
        m_u.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, columns.end - columns.first)));
        for (std::size_t c = 0; c < m_u.size(); ++c) {
            const double dx =
                grid.x_min + (static_cast<double>(columns.first) + static_cast<double>(c) + 0.5) * cell - p.x;
            m_u[c] = (dx / h) * (dx / h);
        }
        const bool gaussian = m_rows.kernel == Kernel::kGaussian;
        if (gaussian) {
            gaussian_of(m_u);
        }
        const double peak = 1e6 * m_rows.points.weight(i) * kernel_peak(m_rows.kernel) / (h * h);
        for (std::int64_t row = m_begin; row < m_end; ++row) {
            const double dy = grid.y_max - (static_cast<double>(row) + 0.5) * cell - p.y;
            const double v = (dy / h) * (dy / h);
            if (std::fabs(dy) > reach) {
                continue;
            }
            double* out = m_values + (row - m_begin) * grid.columns + columns.first;
            if (gaussian) {
                m_v.assign(1, v);
                gaussian_of(m_v);
                add_gaussian(out, peak * m_v.front());
            } else {
                add_compact(out, peak, v);
            }
        }
    }

    void add_gaussian(double* out, double factor) const {
        for (std::size_t c = 0; c < m_u.size(); ++c) {
            out[c] += factor * m_u[c];
        }
    }

    /// K(u) / K(0) with u^2 = m_u[c] + v.
    void add_compact(double* out, double peak, double v) const {
        const auto each = [&](auto shape) {
            for (std::size_t c = 0; c < m_u.size(); ++c) {
                out[c] += peak * shape(m_u[c] + v);
            }
        };
        switch (m_rows.kernel) {
            case Kernel::kQuartic:
                return each([](double u2) {
                    const double t = std::max(0.0, 1.0 - u2);
                    return t * t;
                });
            case Kernel::kEpanechnikov:
                return each([](double u2) { return std::max(0.0, 1.0 - u2); });
            case Kernel::kTriangular:
                return each([](double u2) { return std::max(0.0, 1.0 - std::sqrt(u2)); });
            default:
                return each([](double u2) { return u2 < 1.0 ? 1.0 : 0.0; });
        }
    }

    const AdaptiveRows& m_rows;
    std::int64_t m_begin;
    std::int64_t m_end;
    double* m_values;
    std::vector<double> m_v;  ///< of one row
    std::vector<double> m_u;  ///< of the columns: squared distance in bandwidths, or the Gaussian of it
};

}  // namespace

void paint_adaptive_rows(const AdaptiveRows& rows, std::int64_t row_begin, std::int64_t row_end, double* values,
                         Progress& progress) {
    const std::int64_t columns = rows.grid.columns;
    std::fill(values, values + (row_end - row_begin) * columns, 0.0);
    for_each_chunk(static_cast<std::size_t>(row_end - row_begin), static_cast<std::size_t>(kRowsACut), rows.threads,
                   [&](std::size_t begin, std::size_t end, std::size_t) {
                       progress.throw_if_cancelled();
                       const auto first = static_cast<std::int64_t>(begin);
                       const auto last = static_cast<std::int64_t>(end);
                       BlockPainter(rows, row_begin + first, row_begin + last, values + first * columns).paint();
                       progress.advance(static_cast<std::uint64_t>((last - first) * columns));
                   });
}

}  // namespace diaban::detail
