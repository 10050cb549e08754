// How much of a kernel lies inside a study area: what edge correction divides by.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/density/kernel.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// A study area made ready: its edges, all with the inside on their left, whichever way the rings ran. Polygons do not overlap.
struct StudyEdges {
    struct Edge {
        ProjectedPoint from;
        ProjectedPoint to;
    };
    std::vector<Edge> edges;
    Box box;
};

/// O(vertices). Throws Error{kInput} "error.density-study-area-empty" when no ring has an area.
StudyEdges study_edges(const MultiPolygon& area);

/// True for each cell of rows [row_begin, row_end) whose centre lies inside, row by row. O(rows * edges + cells). A centre exactly on an edge counts
/// to the polygon east of it (north of it for a horizontal edge).
std::vector<char> cells_inside(const StudyEdges& area, const Grid& grid, std::int64_t row_begin, std::int64_t row_end);

/// True for each point inside, same rule.
std::vector<char> points_inside(const StudyEdges& area, std::span<const ProjectedPoint> points);

struct EdgeMassOptions {
    Kernel kernel = Kernel::kQuartic;
    Metres bandwidth{0.0};
    unsigned threads = 0;        ///< 0 = all cores; the result does not depend on it
    std::int64_t row_begin = 0;  ///< rows of the grid wanted by `edge_mass`: [row_begin, row_end)
    std::int64_t row_end = -1;   ///< -1 = to the last
};

/// The kernel's mass inside the area, e(s) = int_area K(|s - u|/h)/h^2 du, in [0, 1], at the grid's cell centres.
///
/// In polar coordinates around s the mass outside is a sum over the area's edges,
///     e(s) = [s inside] - 1/(2 pi) sum_edges int (1 - M(r)) dtheta,   M(r) = the kernel's mass within r,
/// where only edges within the kernel's reach count. Along a straight edge the integral has a closed form for the compact kernels;
/// for the Gaussian the smooth part is taken by Gauss-Legendre quadrature. Largest error 1e-9 at single places; on grids
/// with 32 cells a bandwidth and more it is taken on a coarser lattice of at least 16 nodes a bandwidth and interpolated by cubics:
/// measured largest error of 1: 1.1e-4, and 1.4e-3 for the uniform kernel, whose mass is not smooth.
/// O(cells within reach of each edge, summed over the edges).
std::vector<double> edge_mass(const StudyEdges& area, const Grid& grid, const EdgeMassOptions& options,
                              Progress& progress);

/// The same at points, without interpolation.
std::vector<double> edge_mass_at(const StudyEdges& area, std::span<const ProjectedPoint> points,
                                 const EdgeMassOptions& options, Progress& progress);

}  // namespace diaban
