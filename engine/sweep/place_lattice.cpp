#include "engine/sweep/place_lattice.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "layers/model/box.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

constexpr double kMostCells = 1.6e7;
constexpr double kMostFineCells = 3.2e7;
constexpr double kCutOff = 4.0;  ///< standard deviations

std::vector<double> taps_of(double deviations_per_cell) {
    // Mass of the Gaussian over each cell, by the error function, so that narrow kernels keep their mass.
    const auto reach = static_cast<std::size_t>(std::ceil(kCutOff * deviations_per_cell));
    std::vector<double> taps(reach + 1);
    double total = 0.0;
    for (std::size_t k = 0; k <= reach; ++k) {
        const double low = (static_cast<double>(k) - 0.5) / (deviations_per_cell * std::sqrt(2.0));
        const double high = (static_cast<double>(k) + 0.5) / (deviations_per_cell * std::sqrt(2.0));
        taps[k] = 0.5 * (std::erf(high) - std::erf(low));
        total += k == 0 ? taps[k] : 2.0 * taps[k];
    }
    for (double& tap : taps) {
        tap /= total;
    }
    return taps;
}

}  // namespace

PlaceLattice::PlaceLattice(const SweepPlaces& places) : m_places(&places) {
    Box extent;
    for (const ProjectedPoint c : places.centre) {
        extent.expand(c);
    }
    const double side = places.side.value;
    const double margin = std::min(16.0, std::ceil(1200.0 / side));
    const double column_min = std::floor(extent.x_min / side) - margin;
    const double row_min = std::floor(extent.y_min / side) - margin;
    const double columns = extent.empty() ? 1.0 : std::floor(extent.x_max / side) + margin + 1.0 - column_min;
    const double rows = extent.empty() ? 1.0 : std::floor(extent.y_max / side) + margin + 1.0 - row_min;
    if (columns * rows > kMostCells) {
        throw Error(ErrorCode::kInput, "error.sweep-lattice-too-large",
                    {{"cells", std::to_string(static_cast<long long>(columns * rows))},
                     {"limit", std::to_string(static_cast<long long>(kMostCells))}});
    }
    while (m_parts > 1 && columns * rows * static_cast<double>(m_parts * m_parts) > kMostFineCells) {
        m_parts /= 2;
    }
    m_x_min = extent.empty() ? 0.0 : column_min * side;
    m_y_min = extent.empty() ? 0.0 : row_min * side;
    m_coarse = {static_cast<std::int64_t>(columns), static_cast<std::int64_t>(rows), side};
    m_fine = {m_coarse.columns * m_parts, m_coarse.rows * m_parts, side / static_cast<double>(m_parts)};
    m_cell.reserve(places.size());
    for (const ProjectedPoint c : places.centre) {
        const auto column = static_cast<std::int64_t>(std::floor((c.x - m_x_min) / side));
        const auto row = static_cast<std::int64_t>(std::floor((c.y - m_y_min) / side));
        m_cell.push_back(static_cast<std::uint32_t>(row * m_coarse.columns + column));
    }
}

PlaceLattice::Binned PlaceLattice::bin(std::span<const ProjectedPoint> points, std::span<const double> weights) const {
    Binned binned;
    binned.fine.assign(static_cast<std::size_t>(m_fine.columns * m_fine.rows), 0.0);
    binned.coarse.assign(static_cast<std::size_t>(m_coarse.columns * m_coarse.rows), 0.0);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double x = (points[i].x - m_x_min) / m_fine.cell;
        const double y = (points[i].y - m_y_min) / m_fine.cell;
        if (!(x >= 0.0 && y >= 0.0 && x < static_cast<double>(m_fine.columns) &&
              y < static_cast<double>(m_fine.rows))) {
            continue;
        }
        const auto column = static_cast<std::int64_t>(x);
        const auto row = static_cast<std::int64_t>(y);
        binned.fine[static_cast<std::size_t>(row * m_fine.columns + column)] += weights[i];
        binned.coarse[static_cast<std::size_t>((row / m_parts) * m_coarse.columns + column / m_parts)] += weights[i];
    }
    return binned;
}

void PlaceLattice::smooth(std::vector<double>& values, const Plane& plane, double bandwidth_m) {
    const std::vector<double> taps = taps_of(bandwidth_m / plane.cell);
    const auto reach = static_cast<std::int64_t>(taps.size()) - 1;
    const auto columns = plane.columns;
    const auto rows = plane.rows;
    std::vector<double> line(static_cast<std::size_t>(columns + 2 * reach), 0.0);
    // Rows that hold nothing stay nothing: cities are sparse on their bounding box.
    std::vector<std::uint8_t> holds(static_cast<std::size_t>(rows), 0);
    for (std::int64_t row = 0; row < rows; ++row) {
        double* begin = values.data() + row * columns;
        if (std::all_of(begin, begin + columns, [](double v) { return v == 0.0; })) {
            continue;
        }
        holds[static_cast<std::size_t>(row)] = 1;
        std::copy(begin, begin + columns, line.begin() + reach);
        for (std::int64_t c = 0; c < columns; ++c) {
            begin[c] = taps[0] * line[static_cast<std::size_t>(c + reach)];
        }
        for (std::int64_t k = 1; k <= reach; ++k) {
            const double tap = taps[static_cast<std::size_t>(k)];
            const double* left = line.data() + reach - k;
            const double* right = line.data() + reach + k;
            for (std::int64_t c = 0; c < columns; ++c) {
                begin[c] += tap * (left[c] + right[c]);
            }
        }
    }
    // Down the columns, a whole row at a time.
    std::vector<double> out(values.size(), 0.0);
    for (std::int64_t row = 0; row < rows; ++row) {
        double* target = out.data() + row * columns;
        for (std::int64_t k = -reach; k <= reach; ++k) {
            const std::int64_t from = row + k;
            if (from < 0 || from >= rows || holds[static_cast<std::size_t>(from)] == 0) {
                continue;
            }
            const double tap = taps[static_cast<std::size_t>(k < 0 ? -k : k)];
            const double* source = values.data() + from * columns;
            for (std::int64_t c = 0; c < columns; ++c) {
                target[c] += tap * source[c];
            }
        }
    }
    values.swap(out);
}

void PlaceLattice::add_smoothed(const Binned& binned, double bandwidth_m, std::vector<double>& fine) const {
    fine.resize(binned.fine.size(), 0.0);
    if (bandwidth_m < m_places->side.value && m_parts > 1) {
        std::vector<double> values = binned.fine;
        smooth(values, m_fine, bandwidth_m);
        for (std::size_t i = 0; i < fine.size(); ++i) {
            fine[i] += values[i];
        }
        return;
    }
    std::vector<double> values = binned.coarse;
    smooth(values, m_coarse, bandwidth_m);
    const double share = 1.0 / static_cast<double>(m_parts * m_parts);
    for (std::int64_t row = 0; row < m_fine.rows; ++row) {
        for (std::int64_t column = 0; column < m_fine.columns; ++column) {
            fine[static_cast<std::size_t>(row * m_fine.columns + column)] +=
                share * values[static_cast<std::size_t>((row / m_parts) * m_coarse.columns + column / m_parts)];
        }
    }
}

std::vector<double> PlaceLattice::smoothed(const Binned& binned, double bandwidth_m) const {
    const bool on_fine = bandwidth_m < m_places->side.value && m_parts > 1;
    std::vector<double> coarse;
    if (on_fine) {
        std::vector<double> fine = binned.fine;
        smooth(fine, m_fine, bandwidth_m);
        coarse.assign(binned.coarse.size(), 0.0);
        for (std::int64_t row = 0; row < m_fine.rows; ++row) {
            for (std::int64_t column = 0; column < m_fine.columns; ++column) {
                coarse[static_cast<std::size_t>((row / m_parts) * m_coarse.columns + column / m_parts)] +=
                    fine[static_cast<std::size_t>(row * m_fine.columns + column)];
            }
        }
    } else {
        coarse = binned.coarse;
        smooth(coarse, m_coarse, bandwidth_m);
    }
    const double cell_km2 = to_km2({m_coarse.cell * m_coarse.cell});
    std::vector<double> values(m_cell.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = coarse[m_cell[i]] * (m_places->area_km2[i] / cell_km2);
    }
    return values;
}

}  // namespace diaban
