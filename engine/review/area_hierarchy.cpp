#include "engine/review/area_hierarchy.hpp"

#include "engine/input/area_lookup.hpp"
#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/geometry/representative_point.hpp"

namespace diaban {

namespace {

double mean_km2(const AreaLayer& areas) {
    double sum = 0.0;
    for (const MultiPolygon& area : areas.geometry) {
        sum += to_km2(planar_area(area));
    }
    return areas.size() > 0 ? sum / static_cast<double>(areas.size()) : 0.0;
}

}  // namespace

std::vector<std::optional<std::size_t>> parents_of(const AreaLayer& children, const AreaLayer& parents,
                                                   unsigned threads) {
    const AreaLookup by_text(parents);
    std::vector<std::optional<std::size_t>> parent(children.size());
    std::vector<std::size_t> by_place;
    std::vector<ProjectedPoint> points;
    for (std::size_t i = 0; i < children.size(); ++i) {
        if (!children.parent[i].empty()) {
            parent[i] = by_text.find(children.parent[i]);
        }
        if (!parent[i] && !children.geometry[i].empty()) {
            by_place.push_back(i);
            points.push_back(representative_points({&children.geometry[i], 1}).front());
        }
    }
    const std::vector<std::uint32_t> found = AreaLocator(parents.geometry).locate(points, threads);
    for (std::size_t k = 0; k < by_place.size(); ++k) {
        if (found[k] != kNoArea) {
            parent[by_place[k]] = found[k];
        }
    }
    return parent;
}

bool lies_above(const AreaLayer& level, const AreaLayer& areas) {
    return mean_km2(level) > mean_km2(areas);
}

}  // namespace diaban
