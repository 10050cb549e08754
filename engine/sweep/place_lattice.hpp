// The lattice under the places, on which incidents are smoothed.
//
//     value_i = sum_e w_e * integral over place i of G_b(s - x_e) ds,    G_b a Gaussian of standard deviation b
//
// For boxes the integral is a sum over sub-cells of a quarter of the side (b below the side) or the box itself (b from
// the side on); for other places it is the surface at the centre times the area. Gaussians are separable and cut off at
// 4 b. Incidents outside the lattice (which reaches 1.2 km, at most 16 cells, beyond the places) count nothing.
//
// O(events + lattice cells x b / cell). Memory 8 bytes a sub-cell.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/sweep/sweep_history.hpp"

namespace diaban {

class PlaceLattice {
public:
    /// Throws Error{kInput, "error.sweep-lattice-too-large"} above 16 million cells of the side's size.
    explicit PlaceLattice(const SweepPlaces& places);

    /// Adds the first weights.size() of `points`; the rest of the lattice is 0.
    struct Binned {
        std::vector<double> fine;    ///< sub-cells, row by row from the south
        std::vector<double> coarse;  ///< cells
    };
    [[nodiscard]] Binned bin(std::span<const ProjectedPoint> points, std::span<const double> weights) const;

    /// The smoothed value of each place; bandwidth in metres, > 0.
    [[nodiscard]] const SweepPlaces& places() const { return *m_places; }

    [[nodiscard]] std::vector<double> smoothed(const Binned& binned, double bandwidth_m) const;

    /// Adds the smoothed value of each sub-cell to `fine`, which is empty or as long as Binned::fine. From a bandwidth
    /// of a side on the value of a cell is spread evenly over its sub-cells.
    void add_smoothed(const Binned& binned, double bandwidth_m, std::vector<double>& fine) const;

    /// A lattice of cells, row by row from the south.
    struct Plane {
        std::int64_t columns = 0;
        std::int64_t rows = 0;
        double cell = 0.0;
    };
    [[nodiscard]] const Plane& cells() const { return m_coarse; }
    [[nodiscard]] const Plane& sub_cells() const { return m_fine; }
    [[nodiscard]] std::int64_t parts() const { return m_parts; }                ///< sub-cells along a side: 1, 2 or 4
    [[nodiscard]] ProjectedPoint corner() const { return {m_x_min, m_y_min}; }  ///< south-west, of the lattice
    [[nodiscard]] std::uint32_t cell_of(std::uint32_t place) const { return m_cell[place]; }

private:
    static void smooth(std::vector<double>& values, const Plane& plane, double bandwidth_m);

    const SweepPlaces* m_places;
    double m_x_min = 0.0;
    double m_y_min = 0.0;
    std::int64_t m_parts = 4;  ///< sub-cells along a side
    Plane m_coarse;
    Plane m_fine;
    std::vector<std::uint32_t> m_cell;  ///< coarse cell of each place
};

}  // namespace diaban
