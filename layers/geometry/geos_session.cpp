#include "layers/geometry/geos_session.hpp"

#include <cstdarg>
#include <vector>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

void keep_message(const char* text, void* message) {
    *static_cast<std::string*>(message) = text;
}

GEOSGeometry* to_geos_ring(GEOSContextHandle_t context, const Ring& ring) {
    static_assert(sizeof(ProjectedPoint) == 2 * sizeof(double));
    GEOSCoordSequence* sequence =
        GEOSCoordSeq_copyFromBuffer_r(context, &ring.front().x, static_cast<unsigned>(ring.size()), 0, 0);
    return sequence != nullptr ? GEOSGeom_createLinearRing_r(context, sequence) : nullptr;
}

Ring from_geos_ring(GEOSContextHandle_t context, const GEOSGeometry* ring) {
    const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context, sequence, &size);
    Ring out(size);
    if (size > 0) {
        GEOSCoordSeq_copyToBuffer_r(context, sequence, &out.front().x, 0, 0);
    }
    return out;
}

void collect_polygons(GEOSContextHandle_t context, const GEOSGeometry* geometry, MultiPolygon& out) {
    const int type = GEOSGeomTypeId_r(context, geometry);
    if (type == GEOS_POLYGON) {
        if (GEOSisEmpty_r(context, geometry) != 0) {
            return;
        }
        Polygon polygon;
        polygon.outer = from_geos_ring(context, GEOSGetExteriorRing_r(context, geometry));
        for (int i = 0; i < GEOSGetNumInteriorRings_r(context, geometry); ++i) {
            polygon.holes.push_back(from_geos_ring(context, GEOSGetInteriorRingN_r(context, geometry, i)));
        }
        out.polygons.push_back(std::move(polygon));
    } else if (type == GEOS_MULTIPOLYGON || type == GEOS_GEOMETRYCOLLECTION) {
        for (int i = 0; i < GEOSGetNumGeometries_r(context, geometry); ++i) {
            collect_polygons(context, GEOSGetGeometryN_r(context, geometry, i), out);
        }
    }
}

}  // namespace

GeosContext::GeosContext() : m_handle(GEOS_init_r()) {
    GEOSContext_setErrorMessageHandler_r(m_handle, keep_message, &m_message);
    GEOSContext_setNoticeMessageHandler_r(m_handle, keep_message, &m_message);
}

GeosContext::~GeosContext() {
    GEOS_finish_r(m_handle);
}

GeosGeometry to_geos(const GeosContext& context, const MultiPolygon& area) {
    const GEOSContextHandle_t handle = context.get();
    std::vector<GEOSGeometry*> polygons;
    for (const Polygon& polygon : area.polygons) {
        if (polygon.outer.size() < 4) {
            continue;
        }
        std::vector<GEOSGeometry*> holes;
        for (const Ring& hole : polygon.holes) {
            if (hole.size() >= 4) {
                holes.push_back(to_geos_ring(handle, hole));
            }
        }
        polygons.push_back(GEOSGeom_createPolygon_r(handle, to_geos_ring(handle, polygon.outer), holes.data(),
                                                    static_cast<unsigned>(holes.size())));
    }
    return {
        GEOSGeom_createCollection_r(handle, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size())),
        GeosGeometryDestroyer{handle}};
}

MultiPolygon from_geos(const GeosContext& context, const GEOSGeometry* geometry) {
    MultiPolygon out;
    if (geometry != nullptr) {
        collect_polygons(context.get(), geometry, out);
    }
    return out;
}

}  // namespace diaban
