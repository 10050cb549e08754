// Owners of GEOS handles and the way between its geometries and plain values. A context belongs to one thread.
#pragma once

#include <geos_c.h>

#include <memory>
#include <string>

#include "layers/model/geometry.hpp"

namespace diaban {

/// A reentrant GEOS context that keeps the last message instead of printing it.
class GeosContext {
public:
    GeosContext();
    ~GeosContext();
    GeosContext(const GeosContext&) = delete;
    GeosContext& operator=(const GeosContext&) = delete;
    [[nodiscard]] GEOSContextHandle_t get() const { return m_handle; }
    [[nodiscard]] const std::string& message() const { return m_message; }

private:
    GEOSContextHandle_t m_handle;
    std::string m_message;
};

struct GeosGeometryDestroyer {
    GEOSContextHandle_t context = nullptr;
    void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosGeometryDestroyer>;

/// Rings of fewer than four points are left out. O(vertices).
GeosGeometry to_geos(const GeosContext& context, const MultiPolygon& area);

/// Polygons and multipolygons, also inside a collection; points and lines are left out. O(vertices).
MultiPolygon from_geos(const GeosContext& context, const GEOSGeometry* geometry);

}  // namespace diaban
