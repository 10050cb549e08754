#include "engine/density/edge_mass.hpp"

#include <cmath>
#include <numbers>

#include "layers/base/random.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

using std::numbers::pi;

constexpr double kEast = 600000.0;
constexpr double kNorth = 2250000.0;

Ring ring(std::vector<ProjectedPoint> corners) {
    for (ProjectedPoint& p : corners) {
        p.x += kEast;
        p.y += kNorth;
    }
    corners.push_back(corners.front());
    return corners;
}

MultiPolygon half_plane() {
    return {{{ring({{-1e5, -1e5}, {0, -1e5}, {0, 1e5}, {-1e5, 1e5}}), {}}}};
}

/// A coast with a hole and an island, and the same test of inside written out by hand below.
MultiPolygon coast() {
    Polygon mainland{ring({{0, 0}, {400, 0}, {400, 150}, {250, 300}, {0, 200}}),
                     {ring({{80, 60}, {160, 60}, {160, 140}, {80, 140}})}};
    Polygon island{ring({{300, 320}, {360, 330}, {330, 390}}), {}};
    return {{mainland, island}};
}

double left_of(double ax, double ay, double bx, double by, double x, double y) {
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax);
}

bool inside_coast(double x, double y) {
    const bool mainland =
        x > 0 && y > 0 && x < 400 && left_of(400, 150, 250, 300, x, y) > 0 && left_of(250, 300, 0, 200, x, y) > 0;
    const bool hole = x > 80 && x < 160 && y > 60 && y < 140;
    const bool island = left_of(300, 320, 360, 330, x, y) > 0 && left_of(360, 330, 330, 390, x, y) > 0 &&
                        left_of(330, 390, 300, 320, x, y) > 0;
    return (mainland && !hole) || island;
}

std::vector<double> mass_at(const MultiPolygon& area, std::vector<ProjectedPoint> places, Kernel kernel, double h) {
    for (ProjectedPoint& p : places) {
        p.x += kEast;
        p.y += kNorth;
    }
    Progress progress;
    return edge_mass_at(study_edges(area), places, {.kernel = kernel, .bandwidth = Metres{h}, .threads = 1}, progress);
}

TEST(EdgeMass, DeepInsideAllFarOutsideNone) {
    for (const Kernel kernel : kAllKernels) {
        const std::vector<double> mass = mass_at(half_plane(), {{-900, 3}, {900, 3}, {-101000, 0}}, kernel, 100.0);
        EXPECT_NEAR(mass[0], 1.0, 1e-9) << kernel_name(kernel);
        EXPECT_NEAR(mass[1], 0.0, 1e-9) << kernel_name(kernel);
        EXPECT_NEAR(mass[2], 0.0, 1e-9) << kernel_name(kernel);
    }
}

TEST(EdgeMass, HalfOnAStraightCoast) {
    for (const Kernel kernel : kAllKernels) {
        EXPECT_NEAR(mass_at(half_plane(), {{0, 3}}, kernel, 100.0)[0], 0.5, 1e-9) << kernel_name(kernel);
    }
}

TEST(EdgeMass, StraightCoastByHand) {
    // Gaussian: Phi(d / s). Uniform: 1 - (acos(d) - d sqrt(1 - d^2)) / pi at d bandwidths from the coast.
    EXPECT_NEAR(mass_at(half_plane(), {{-50, 3}}, Kernel::kGaussian, 100.0)[0], 0.5 * std::erfc(-0.5 / std::sqrt(2.0)),
                1e-9);
    EXPECT_NEAR(mass_at(half_plane(), {{-30, 3}}, Kernel::kUniform, 100.0)[0],
                1.0 - (std::acos(0.3) - 0.3 * std::sqrt(1.0 - 0.09)) / pi, 1e-9);
    // Quartic at a distance: the marginal of 3/pi (1 - u^2)^2 is 16/(5 pi) (1 - x^2)^2.5; its tail by Simpson's rule.
    const int steps = 20000;
    double tail = 0.0;
    for (int i = 0; i <= steps; ++i) {
        const double x = 0.3 + 0.7 * i / steps;
        tail += (i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0) * std::pow(std::max(0.0, 1.0 - x * x), 2.5);
    }
    tail *= 0.7 / steps / 3.0 * 16.0 / (5.0 * pi);
    EXPECT_NEAR(mass_at(half_plane(), {{-30, 3}}, Kernel::kQuartic, 100.0)[0], 1.0 - tail, 1e-9);
}

TEST(EdgeMass, HolesAndIslandsAgainstNumericalIntegration) {
    const std::vector<ProjectedPoint> places = {{10, 10},   {70, 100},  {120, 100}, {350, 180}, {330, 345},
                                                {280, 300}, {-20, 100}, {399, 75},  {200, 250}};
    for (const Kernel kernel : kAllKernels) {
        for (const double h : {20.0, 75.0, 300.0}) {
            const double bandwidth = kernel == Kernel::kGaussian ? h / 3.0 : h;
            const double reach = kernel == Kernel::kGaussian ? 7.0 * bandwidth : bandwidth;
            const std::vector<double> mass = mass_at(coast(), places, kernel, bandwidth);
            for (std::size_t i = 0; i < places.size(); ++i) {
                const int steps = 800;
                const double step = 2.0 * reach / steps;
                double sum = 0.0;
                for (int r = 0; r < steps; ++r) {
                    for (int c = 0; c < steps; ++c) {
                        const double dx = -reach + (c + 0.5) * step;
                        const double dy = -reach + (r + 0.5) * step;
                        if (inside_coast(places[i].x + dx, places[i].y + dy)) {
                            sum += kernel_value(kernel, std::sqrt(dx * dx + dy * dy) / bandwidth);
                        }
                    }
                }
                sum *= step * step / (bandwidth * bandwidth);
                // The midpoint rule misses up to half a row of squares along the coast.
                EXPECT_NEAR(mass[i], sum, 6e-3) << kernel_name(kernel) << " h = " << bandwidth << " place " << i;
            }
        }
    }
}

TEST(EdgeMass, GridAgreesWithPlacesAndInterpolationWithinItsBound) {
    const StudyEdges area = study_edges(coast());
    const Grid grid{kEast - 50.0, kNorth + 420.0, Metres{2.0}, 260, 240};
    for (const Kernel kernel : kAllKernels) {
        for (const double cells : {5.0, 40.0, 100.0}) {
            const EdgeMassOptions options{.kernel = kernel, .bandwidth = Metres{2.0 * cells}, .threads = 2};
            Progress progress;
            const std::vector<double> whole = edge_mass(area, grid, options, progress);
            std::vector<ProjectedPoint> places;
            for (std::int64_t r = 0; r < grid.rows; r += 7) {
                for (std::int64_t c = 0; c < grid.columns; c += 3) {
                    places.push_back({grid.centre_x(c), grid.centre_y(r)});
                }
            }
            const std::vector<double> exact = edge_mass_at(area, places, options, progress);
            double worst = 0.0;
            std::size_t i = 0;
            for (std::int64_t r = 0; r < grid.rows; r += 7) {
                for (std::int64_t c = 0; c < grid.columns; c += 3, ++i) {
                    worst = std::max(worst, std::abs(whole[static_cast<std::size_t>(r * grid.columns + c)] - exact[i]));
                }
            }
            EXPECT_LT(worst, cells < 32.0                 ? 1e-9
                             : kernel == Kernel::kUniform ? 6e-3
                                                          : 2e-4)
                << kernel_name(kernel) << " " << cells << " cells";
            if (std::getenv("DIABAN_SHOW_ERRORS") != nullptr) {
                std::printf("edge %-13s h = %5.1f cells  %.1e\n", std::string(kernel_name(kernel)).c_str(), cells,
                            worst);
            }
            // Rows asked for in parts are the rows of the whole.
            EdgeMassOptions part = options;
            part.row_begin = 37;
            part.row_end = 91;
            const std::vector<double> rows = edge_mass(area, grid, part, progress);
            EXPECT_TRUE(std::equal(rows.begin(), rows.end(), whole.begin() + 37 * grid.columns));
        }
    }
}

TEST(EdgeMass, InsideIsTheSameForCellsAndPoints) {
    const StudyEdges area = study_edges(coast());
    const Grid grid{kEast - 20.0, kNorth + 400.0, Metres{3.7}, 130, 120};
    const std::vector<char> cells = cells_inside(area, grid, 0, grid.rows);
    std::vector<ProjectedPoint> centres;
    for (std::int64_t r = 0; r < grid.rows; ++r) {
        for (std::int64_t c = 0; c < grid.columns; ++c) {
            centres.push_back({grid.centre_x(c), grid.centre_y(r)});
        }
    }
    EXPECT_EQ(points_inside(area, centres), cells);
    for (std::size_t i = 0; i < centres.size(); ++i) {
        EXPECT_EQ(cells[i] != 0, inside_coast(centres[i].x - kEast, centres[i].y - kNorth)) << i;
    }
}

TEST(EdgeMass, AnEmptyAreaIsAnError) {
    EXPECT_THROW((void)study_edges({}), Error);
    EXPECT_THROW((void)study_edges({{{ring({{0, 0}, {1, 1}}), {}}}}), Error);
}

}  // namespace
}  // namespace diaban
