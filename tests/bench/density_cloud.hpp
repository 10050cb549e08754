// The points that the density benchmarks run on.
#pragma once

#include <cstddef>
#include <vector>

#include "layers/base/random.hpp"
#include "layers/model/grid.hpp"
#include "layers/model/point.hpp"

namespace diaban::bench {

inline constexpr double kDensityCell = 10.0;  ///< metres

inline Grid small_density_grid() {
    return {600000.0, 2259600.0, Metres{kDensityCell}, 1280, 960};
}
inline Grid large_density_grid() {
    return {600000.0, 2290960.0, Metres{kDensityCell}, 4096, 4096};
}

/// 300 towns of 50 to 450 m and a fifth scattered, over 12.8 x 9.6 km stretched to the grid. The same ones each time.
inline std::vector<ProjectedPoint> density_cloud(std::size_t n, const Grid& grid) {
    std::vector<ProjectedPoint> points;
    points.reserve(n);
    RandomSequence random(7, 1, 0);
    struct Town {
        double x, y, spread;
    };
    const Box box = grid.box();
    const double scale = box.width() / 12800.0;
    std::vector<Town> towns;
    for (int i = 0; i < 300; ++i) {
        const double x = random.uniform() * box.width();
        const double y = random.uniform() * box.height();
        const double first = random.uniform();
        towns.push_back({x, y, scale * (50.0 + 400.0 * first * random.uniform())});
    }
    while (points.size() < n) {
        ProjectedPoint p;
        if (random.below(5) == 0) {
            p.x = random.uniform() * box.width();
            p.y = random.uniform() * box.height();
        } else {
            const Town& town = towns[random.below(300)];
            p.x = town.x + town.spread * random.normal();
            p.y = town.y + town.spread * random.normal();
        }
        if (p.x >= 0.0 && p.x < box.width() && p.y >= 0.0 && p.y < box.height()) {
            points.push_back({box.x_min + p.x, box.y_min + p.y});
        }
    }
    return points;
}

}  // namespace diaban::bench
