#include "engine/density/edge_mass.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "layers/base/parallel_chunks.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

using std::numbers::pi;

constexpr double kGaussianReach = 7.0;
/// Cells a bandwidth from which on the mass is interpolated, and the nodes a bandwidth it is then computed at.
constexpr double kInterpolateFromCells = 32.0;
constexpr double kNodesABandwidth = 16.0;

double reach_of(const EdgeMassOptions& options) {
    return options.kernel == Kernel::kGaussian ? kGaussianReach : 1.0;
}

double signed_area(const Ring& ring) {
    double area = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        area += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return 0.5 * area;
}

/// Adds a ring's edges so that its inside is on their left (`outer`) or right (a hole).
void add_ring(StudyEdges& area, const Ring& ring, bool outer) {
    const double size = signed_area(ring);
    if (size == 0.0 || !std::isfinite(size)) {
        return;
    }
    const bool as_it_is = (size > 0.0) == outer;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        if (ring[i] == ring[i + 1]) {
            continue;
        }
        area.edges.push_back(as_it_is ? StudyEdges::Edge{ring[i], ring[i + 1]}
                                      : StudyEdges::Edge{ring[i + 1], ring[i]});
        area.box.expand(ring[i]);
    }
}

/// int of (1 - M(r)) dtheta along the part [x0, x1] of a line at signed distance d, all in bandwidths, without its arcus tangens.
double smooth_part(Kernel kernel, double d, double x0, double x1) {
    const double d2 = d * d;
    const double first = x1 - x0;
    const auto cubes = [&] { return (x1 * x1 * x1 - x0 * x0 * x0) / 3.0; };
    switch (kernel) {
        case Kernel::kUniform:
            return -d * first;
        case Kernel::kEpanechnikov:
            return d * (-2.0 * first + d2 * first + cubes());
        case Kernel::kQuartic: {
            const double fifths = (x1 * x1 * x1 * x1 * x1 - x0 * x0 * x0 * x0 * x0) / 5.0;
            const double third = cubes();
            return d * (-3.0 * first + 3.0 * (d2 * first + third) - (d2 * d2 * first + 2.0 * d2 * third + fifths));
        }
        case Kernel::kTriangular: {
            const auto root = [&](double x) {
                return 0.5 * (x * std::sqrt(d2 + x * x) + d2 * std::asinh(x / std::abs(d)));
            };
            return d * (-3.0 * first + 2.0 * (root(x1) - root(x0)));
        }
        case Kernel::kGaussian: {
            // -(1 - exp(-rho/2)) / rho is smooth everywhere: eight-point Gauss-Legendre on pieces of at most one bandwidth.
            static constexpr std::array<double, 4> kPlaces = {0.1834346424956498, 0.5255324099163290,
                                                              0.7966664774136267, 0.9602898564975363};
            static constexpr std::array<double, 4> kWeights = {0.3626837833783620, 0.3137066458778873,
                                                               0.2223810344533745, 0.1012285362903763};
            const int pieces = std::max(1, static_cast<int>(std::ceil(first)));
            double sum = 0.0;
            for (int piece = 0; piece < pieces; ++piece) {
                const double half = 0.5 * first / pieces;
                const double middle = x0 + (2 * piece + 1) * half;
                for (std::size_t k = 0; k < kPlaces.size(); ++k) {
                    for (const double sign : {-1.0, 1.0}) {
                        const double x = middle + sign * half * kPlaces[k];
                        const double rho = d2 + x * x;
                        sum += kWeights[k] * half * (rho > 0.0 ? std::expm1(-0.5 * rho) / rho : -0.5);
                    }
                }
            }
            return d * sum;
        }
    }
    return 0.0;
}

/// int of (1 - M(r)) dtheta along one edge as seen from `s`; 0 out of reach.
double outside_angle(const StudyEdges::Edge& edge, ProjectedPoint s, Kernel kernel, double h) {
    const double reach = kernel == Kernel::kGaussian ? kGaussianReach : 1.0;
    const double px = (edge.from.x - s.x) / h;
    const double py = (edge.from.y - s.y) / h;
    const double ex = (edge.to.x - edge.from.x) / h;
    const double ey = (edge.to.y - edge.from.y) / h;
    const double length = std::sqrt(ex * ex + ey * ey);
    const double tx = ex / length;
    const double ty = ey / length;
    const double d = px * ty - py * tx;
    const double rest = reach * reach - d * d;
    if (!(rest > 0.0) || d == 0.0) {
        return 0.0;
    }
    const double half = std::sqrt(rest);
    const double from = px * tx + py * ty;
    const double x0 = std::max(from, -half);
    const double x1 = std::min(from + length, half);
    if (!(x0 < x1)) {
        return 0.0;
    }
    return std::atan2(d * (x1 - x0), d * d + x0 * x1) + smooth_part(kernel, d, x0, x1);
}

/// Where the edges cross the horizontal line at y, rising.
std::vector<double> crossings(const std::vector<StudyEdges::Edge>& edges, double y) {
    std::vector<double> x;
    for (const StudyEdges::Edge& edge : edges) {
        if ((edge.from.y > y) != (edge.to.y > y)) {
            x.push_back(edge.from.x + (y - edge.from.y) / (edge.to.y - edge.from.y) * (edge.to.x - edge.from.x));
        }
    }
    std::ranges::sort(x);
    return x;
}

/// Places are moved by a hair, so that none lies exactly on an edge, where inside and angle would have to agree on a side.
ProjectedPoint moved(ProjectedPoint p, double h) {
    return {p.x + 1.3e-10 * h, p.y + 1.7e-10 * h};
}

/// Edges listed by the squares of a coarse lattice that come within reach of them.
struct EdgeBins {
    Box box;
    double side = 1.0;
    std::int64_t columns = 1;
    std::int64_t rows = 1;
    std::vector<std::vector<std::uint32_t>> near;
    std::vector<std::vector<std::uint32_t>> crossing;  ///< by row

    [[nodiscard]] std::int64_t column(double x) const {
        return std::clamp(static_cast<std::int64_t>(std::floor((x - box.x_min) / side)), std::int64_t{0}, columns - 1);
    }
    [[nodiscard]] std::int64_t row(double y) const {
        return std::clamp(static_cast<std::int64_t>(std::floor((y - box.y_min) / side)), std::int64_t{0}, rows - 1);
    }
};

EdgeBins bin_edges(const StudyEdges& area, double reach) {
    constexpr double kMostBins = 256.0;
    EdgeBins bins;
    bins.box = area.box;
    bins.side = std::max({reach, area.box.width() / kMostBins, area.box.height() / kMostBins, 1e-9});
    bins.columns = static_cast<std::int64_t>(area.box.width() / bins.side) + 1;
    bins.rows = static_cast<std::int64_t>(area.box.height() / bins.side) + 1;
    bins.near.resize(static_cast<std::size_t>(bins.columns * bins.rows));
    bins.crossing.resize(static_cast<std::size_t>(bins.rows));
    for (std::size_t i = 0; i < area.edges.size(); ++i) {
        const auto& [from, to] = area.edges[i];
        const auto index = static_cast<std::uint32_t>(i);
        const std::int64_t row_end = bins.row(std::max(from.y, to.y) + reach);
        const std::int64_t column_end = bins.column(std::max(from.x, to.x) + reach);
        for (std::int64_t r = bins.row(std::min(from.y, to.y) - reach); r <= row_end; ++r) {
            for (std::int64_t c = bins.column(std::min(from.x, to.x) - reach); c <= column_end; ++c) {
                bins.near[static_cast<std::size_t>(r * bins.columns + c)].push_back(index);
            }
        }
        for (std::int64_t r = bins.row(std::min(from.y, to.y)); r <= bins.row(std::max(from.y, to.y)); ++r) {
            bins.crossing[static_cast<std::size_t>(r)].push_back(index);
        }
    }
    return bins;
}

bool is_inside(const StudyEdges& area, const EdgeBins& bins, ProjectedPoint p) {
    if (!area.box.contains(p)) {
        return false;
    }
    bool inside = false;
    for (const std::uint32_t index : bins.crossing[static_cast<std::size_t>(bins.row(p.y))]) {
        const auto& [from, to] = area.edges[index];
        if ((from.y > p.y) != (to.y > p.y) && p.x >= from.x + (p.y - from.y) / (to.y - from.y) * (to.x - from.x)) {
            inside = !inside;
        }
    }
    return inside;
}

/// The mass at the centres of rows [options.row_begin, options.row_end) of a grid, without interpolation.
std::vector<double> mass_at_centres(const StudyEdges& area, const Grid& grid, const EdgeMassOptions& options,
                                    Progress& progress) {
    const std::int64_t first_row = options.row_begin;
    const auto rows = static_cast<std::size_t>(options.row_end - first_row);
    const double h = options.bandwidth.value;
    const double reach = reach_of(options) * h;
    const double cell = grid.cell.value;
    std::vector<double> mass(rows * static_cast<std::size_t>(grid.columns), 0.0);
    constexpr std::size_t kRowsAChunk = 4;
    for_each_chunk(rows, kRowsAChunk, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t row = begin; row < end; ++row) {
            progress.throw_if_cancelled();
            double* values = mass.data() + row * static_cast<std::size_t>(grid.columns);
            const double y = moved({0.0, grid.centre_y(first_row + static_cast<std::int64_t>(row))}, h).y;
            const std::vector<double> cuts = crossings(area.edges, y);
            std::size_t passed = 0;
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                const double x = moved({grid.centre_x(column), 0.0}, h).x;
                while (passed < cuts.size() && cuts[passed] <= x) {
                    ++passed;
                }
                values[column] = passed % 2 == 1 ? 1.0 : 0.0;
            }
            for (const StudyEdges::Edge& edge : area.edges) {
                if (std::min(edge.from.y, edge.to.y) - reach > y || std::max(edge.from.y, edge.to.y) + reach < y) {
                    continue;
                }
                const double west = (std::min(edge.from.x, edge.to.x) - reach - grid.x_min) / cell - 1.0;
                const double east = (std::max(edge.from.x, edge.to.x) + reach - grid.x_min) / cell + 1.0;
                const double columns = static_cast<double>(grid.columns);
                const auto first = static_cast<std::int64_t>(std::clamp(west, 0.0, columns));
                const auto last = static_cast<std::int64_t>(std::clamp(east, 0.0, columns));
                for (std::int64_t column = first; column < last; ++column) {
                    const ProjectedPoint s{moved({grid.centre_x(column), 0.0}, h).x, y};
                    values[column] -= outside_angle(edge, s, options.kernel, h) / (2.0 * pi);
                }
            }
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                values[column] = std::clamp(values[column], 0.0, 1.0);
            }
        }
    });
    return mass;
}

/// Weights of the four nodes around a place `t` of a step behind the second (Lagrange's cubic).
std::array<double, 4> cubic_weights(double t) {
    return {-t * (t - 1.0) * (t - 2.0) / 6.0, (t + 1.0) * (t - 1.0) * (t - 2.0) / 2.0, -(t + 1.0) * t * (t - 2.0) / 2.0,
            (t + 1.0) * t * (t - 1.0) / 6.0};
}

}  // namespace

StudyEdges study_edges(const MultiPolygon& area) {
    StudyEdges edges;
    for (const Polygon& polygon : area.polygons) {
        add_ring(edges, polygon.outer, true);
        for (const Ring& hole : polygon.holes) {
            add_ring(edges, hole, false);
        }
    }
    if (edges.edges.empty()) {
        throw Error(ErrorCode::kInput, "error.density-study-area-empty", {});
    }
    return edges;
}

std::vector<char> cells_inside(const StudyEdges& area, const Grid& grid, std::int64_t row_begin, std::int64_t row_end) {
    std::vector<char> inside(static_cast<std::size_t>((row_end - row_begin) * grid.columns), 0);
    for (std::int64_t row = row_begin; row < row_end; ++row) {
        const std::vector<double> cuts = crossings(area.edges, grid.centre_y(row));
        std::size_t passed = 0;
        for (std::int64_t column = 0; column < grid.columns && !cuts.empty(); ++column) {
            while (passed < cuts.size() && cuts[passed] <= grid.centre_x(column)) {
                ++passed;
            }
            inside[static_cast<std::size_t>((row - row_begin) * grid.columns + column)] = passed % 2 == 1 ? 1 : 0;
        }
    }
    return inside;
}

std::vector<char> points_inside(const StudyEdges& area, std::span<const ProjectedPoint> points) {
    const EdgeBins bins = bin_edges(area, 0.0);
    std::vector<char> inside(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        inside[i] = is_inside(area, bins, points[i]) ? 1 : 0;
    }
    return inside;
}

std::vector<double> edge_mass(const StudyEdges& area, const Grid& grid, const EdgeMassOptions& options,
                              Progress& progress) {
    EdgeMassOptions wanted = options;
    wanted.row_end = options.row_end < 0 ? grid.rows : options.row_end;
    const double cells = options.bandwidth.value / grid.cell.value;
    if (cells < kInterpolateFromCells || wanted.row_begin >= wanted.row_end) {
        return mass_at_centres(area, grid, wanted, progress);
    }
    // Every `step`-th centre, with a node more before and two behind; only the rows of nodes that the wanted rows need.
    const auto step = static_cast<std::int64_t>(cells / kNodesABandwidth);
    Grid coarse;
    coarse.cell = {grid.cell.value * static_cast<double>(step)};
    coarse.columns = (grid.columns - 1) / step + 4;
    coarse.rows = (grid.rows - 1) / step + 4;
    coarse.x_min = grid.centre_x(0) - 1.5 * coarse.cell.value;
    coarse.y_max = grid.centre_y(0) + 1.5 * coarse.cell.value;
    EdgeMassOptions on_nodes = wanted;
    on_nodes.row_begin = wanted.row_begin / step;
    on_nodes.row_end = (wanted.row_end - 1) / step + 4;
    const std::vector<double> nodes = mass_at_centres(area, coarse, on_nodes, progress);
    const auto rows = static_cast<std::size_t>(wanted.row_end - wanted.row_begin);
    std::vector<double> mass(rows * static_cast<std::size_t>(grid.columns));
    for_each_chunk(rows, 16, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t row = begin; row < end; ++row) {
            const std::int64_t r = wanted.row_begin + static_cast<std::int64_t>(row);
            const std::array<double, 4> down = cubic_weights(static_cast<double>(r % step) / static_cast<double>(step));
            const double* lines = nodes.data() + (r / step - on_nodes.row_begin) * coarse.columns;
            for (std::int64_t c = 0; c < grid.columns; ++c) {
                const std::array<double, 4> across =
                    cubic_weights(static_cast<double>(c % step) / static_cast<double>(step));
                double sum = 0.0;
                for (std::size_t j = 0; j < 4; ++j) {
                    const double* line = lines + static_cast<std::int64_t>(j) * coarse.columns + c / step;
                    sum += down[j] *
                           (across[0] * line[0] + across[1] * line[1] + across[2] * line[2] + across[3] * line[3]);
                }
                mass[row * static_cast<std::size_t>(grid.columns) + static_cast<std::size_t>(c)] =
                    std::clamp(sum, 0.0, 1.0);
            }
        }
    });
    return mass;
}

std::vector<double> edge_mass_at(const StudyEdges& area, std::span<const ProjectedPoint> points,
                                 const EdgeMassOptions& options, Progress& progress) {
    const double h = options.bandwidth.value;
    const double reach = reach_of(options) * h;
    const EdgeBins bins = bin_edges(area, reach);
    std::vector<double> mass(points.size());
    for_each_chunk(points.size(), 1024, options.threads, [&](std::size_t begin, std::size_t end, std::size_t) {
        progress.throw_if_cancelled();
        for (std::size_t i = begin; i < end; ++i) {
            const ProjectedPoint s = moved(points[i], h);
            double inside = is_inside(area, bins, s) ? 1.0 : 0.0;
            const auto bin = static_cast<std::size_t>(bins.row(s.y) * bins.columns + bins.column(s.x));
            for (const std::uint32_t index : bins.near[bin]) {
                inside -= outside_angle(area.edges[index], s, options.kernel, h) / (2.0 * pi);
            }
            mass[i] = std::clamp(inside, 0.0, 1.0);
        }
    });
    return mass;
}

}  // namespace diaban
