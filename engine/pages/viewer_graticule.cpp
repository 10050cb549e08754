#include "engine/pages/viewer_graticule.hpp"

#include <algorithm>

#include "layers/crs/geographic_function.hpp"

namespace diaban {

namespace {

constexpr std::size_t kNodes = 33;
constexpr double kSideOfBox = 3.0;

}  // namespace

ViewerGraticule viewer_graticule(const CrsId& crs, const Box& box) {
    ViewerGraticule graticule;
    graticule.columns = kNodes;
    graticule.rows = kNodes;
    const double side = kSideOfBox * std::max({box.x_max - box.x_min, box.y_max - box.y_min, 1.0});
    graticule.step_m = side / static_cast<double>(kNodes - 1);
    graticule.x_min = (box.x_min + box.x_max - side) / 2.0;
    graticule.y_min = (box.y_min + box.y_max - side) / 2.0;
    const GeographicFunction geographic = to_geographic(crs);
    for (std::size_t node = 0; node < kNodes * kNodes; ++node) {
        const GeographicPoint at =
            geographic({graticule.x_min + static_cast<double>(node % kNodes) * graticule.step_m,
                        graticule.y_min + static_cast<double>(node / kNodes) * graticule.step_m});
        graticule.longitude.push_back(at.longitude);
        graticule.latitude.push_back(at.latitude);
    }
    return graticule;
}

}  // namespace diaban
