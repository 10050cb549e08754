#include "layers/geometry/repair.hpp"

#include <cmath>

#include "layers/geometry/geos_session.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

bool all_finite(const Ring& ring) {
    for (const ProjectedPoint p : ring) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            return false;
        }
    }
    return true;
}

/// GEOS does not see rings of fewer than four points; an area that holds any cannot be handed on as it came.
bool all_rings_close(const MultiPolygon& area) {
    for (const Polygon& polygon : area.polygons) {
        if (polygon.outer.size() < 4) {
            return false;
        }
        for (const Ring& hole : polygon.holes) {
            if (hole.size() < 4) {
                return false;
            }
        }
    }
    return true;
}

void require_finite(const MultiPolygon& area) {
    for (const Polygon& polygon : area.polygons) {
        bool finite = all_finite(polygon.outer);
        for (const Ring& hole : polygon.holes) {
            finite = finite && all_finite(hole);
        }
        if (!finite) {
            throw Error(ErrorCode::kInput, "error.geometry-not-finite", {});
        }
    }
}

}  // namespace

RepairedArea repair(const MultiPolygon& area) {
    require_finite(area);
    RepairedArea result;
    result.area_before = planar_area(area);
    const GeosContext context;
    const GeosGeometry geometry = to_geos(context, area);
    if (geometry && all_rings_close(area) && GEOSisValid_r(context.get(), geometry.get()) == 1 &&
        GEOSisEmpty_r(context.get(), geometry.get()) == 0) {
        result.area = area;
        result.area_after = result.area_before;
        return result;
    }
    result.was_valid = false;
    if (geometry) {
        if (!all_rings_close(area)) {
            result.defect = "Ring of fewer than four points";
        } else if (char* reason = GEOSisValidReason_r(context.get(), geometry.get())) {
            result.defect = reason;
            GEOSFree_r(context.get(), reason);
        }
        GEOSMakeValidParams* parameters = GEOSMakeValidParams_create_r(context.get());
        GEOSMakeValidParams_setMethod_r(context.get(), parameters, GEOS_MAKE_VALID_STRUCTURE);
        const GeosGeometry valid{GEOSMakeValidWithParams_r(context.get(), geometry.get(), parameters),
                                 GeosGeometryDestroyer{context.get()}};
        GEOSMakeValidParams_destroy_r(context.get(), parameters);
        result.area = from_geos(context, valid.get());
    }
    if (result.area.empty()) {
        throw Error(ErrorCode::kInput, "error.geometry-unrepairable",
                    {{"cause", result.defect.empty() ? context.message() : result.defect}});
    }
    result.area_after = planar_area(result.area);
    return result;
}

}  // namespace diaban
