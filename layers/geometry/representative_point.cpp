#include "layers/geometry/representative_point.hpp"

#include "layers/geometry/geos_session.hpp"
#include "layers/model/error.hpp"

namespace diaban {

std::vector<ProjectedPoint> representative_points(std::span<const MultiPolygon> areas) {
    const GeosContext context;
    std::vector<ProjectedPoint> points;
    points.reserve(areas.size());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const GeosGeometry area = to_geos(context, areas[i]);
        const GeosGeometry point(area ? GEOSPointOnSurface_r(context.get(), area.get()) : nullptr, {context.get()});
        ProjectedPoint p;
        if (!point || GEOSGeomGetX_r(context.get(), point.get(), &p.x) != 1 ||
            GEOSGeomGetY_r(context.get(), point.get(), &p.y) != 1) {
            throw Error(ErrorCode::kInput, "error.geometry-unrepairable",
                        {{"file", ""}, {"area", std::to_string(i + 1)}, {"cause", context.message()}});
        }
        points.push_back(p);
    }
    return points;
}

}  // namespace diaban
