#include "layers/geometry/street_corridor.hpp"

#include "layers/geometry/geos_session.hpp"
#include "layers/model/error.hpp"

namespace diaban {

MultiPolygon street_corridor(const LineString& line, Metres half_width) {
    constexpr int kQuarterSegments = 4;
    constexpr double kMitreLimit = 2.0;
    const GeosContext context;
    const GeosGeometryDestroyer destroyer{context.get()};
    GeosGeometry corridor{nullptr, destroyer};
    if (line.points.size() >= 2 && half_width.value > 0.0) {
        GEOSCoordSequence* sequence = GEOSCoordSeq_copyFromBuffer_r(context.get(), &line.points.front().x,
                                                                    static_cast<unsigned>(line.points.size()), 0, 0);
        const GeosGeometry axis{sequence != nullptr ? GEOSGeom_createLineString_r(context.get(), sequence) : nullptr,
                                destroyer};
        if (axis) {
            corridor.reset(GEOSBufferWithStyle_r(context.get(), axis.get(), half_width.value, kQuarterSegments,
                                                 GEOSBUF_CAP_FLAT, GEOSBUF_JOIN_ROUND, kMitreLimit));
        }
    }
    const MultiPolygon area = from_geos(context, corridor.get());
    if (area.empty()) {
        throw Error(ErrorCode::kInput, "error.geometry-unrepairable",
                    {{"file", "-"}, {"area", "-"}, {"cause", context.message()}});
    }
    return area;
}

}  // namespace diaban
