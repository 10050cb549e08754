#include "engine/pages/viewer_graticule.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/crs/geographic_function.hpp"

namespace diaban {
namespace {

/// What a page reads between four nodes.
GeographicPoint between_nodes(const ViewerGraticule& grid, ProjectedPoint p) {
    const double u = (p.x - grid.x_min) / grid.step_m;
    const double v = (p.y - grid.y_min) / grid.step_m;
    const auto c = static_cast<std::size_t>(u);
    const auto r = static_cast<std::size_t>(v);
    const auto value = [&](const std::vector<double>& degrees) {
        const double du = u - std::floor(u);
        const double dv = v - std::floor(v);
        const auto node = [&](std::size_t dc, std::size_t dr) { return degrees.at((r + dr) * grid.columns + c + dc); };
        return (1 - dv) * ((1 - du) * node(0, 0) + du * node(1, 0)) + dv * ((1 - du) * node(0, 1) + du * node(1, 1));
    };
    return {value(grid.longitude), value(grid.latitude)};
}

/// Largest distance, in metres, between what is read off the grid and what PROJ says, over a sheet around the box.
double largest_error_m(const CrsId& crs, const Box& box) {
    const ViewerGraticule grid = viewer_graticule(crs, box);
    const GeographicFunction exact = to_geographic(crs);
    double largest = 0.0;
    for (double s = -0.4; s <= 1.4; s += 0.0617) {
        for (double t = -0.4; t <= 1.4; t += 0.0731) {
            const ProjectedPoint p{box.x_min + s * (box.x_max - box.x_min), box.y_min + t * (box.y_max - box.y_min)};
            const GeographicPoint read = between_nodes(grid, p);
            const GeographicPoint truth = exact(p);
            const double east =
                (read.longitude - truth.longitude) * 111'320.0 * std::cos(truth.latitude * 3.14159265 / 180.0);
            largest = std::max(largest, std::hypot(east, (read.latitude - truth.latitude) * 110'600.0));
        }
    }
    return largest;
}

TEST(ViewerGraticule, IsReadToAMetreOverAProvinceAndToATenthOfAMillimetreOnASheetOfTheCountry) {
    EXPECT_LT(largest_error_m({"EPSG:9209"}, {560'000, 2'200'000, 620'000, 2'270'000}), 1.0);
    // The country, 1,650 km tall: at 1:7,500,000 a tenth of a millimetre is 750 m.
    const double country = largest_error_m({"EPSG:3405"}, {100'000, 900'000, 1'100'000, 2'600'000});
    EXPECT_LT(country, 750.0);
    EXPECT_GT(country, 0.0);
}

}  // namespace
}  // namespace diaban
