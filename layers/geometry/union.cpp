#include "layers/geometry/union.hpp"

#include <vector>

#include "layers/geometry/geos_session.hpp"
#include "layers/model/error.hpp"

namespace diaban {

MultiPolygon union_of(std::span<const MultiPolygon> areas) {
    const GeosContext context;
    std::vector<GEOSGeometry*> parts;
    for (const MultiPolygon& area : areas) {
        if (!area.empty()) {
            parts.push_back(to_geos(context, area).release());
        }
    }
    // The collection owns its parts, also when it cannot be made.
    const GeosGeometry collection(GEOSGeom_createCollection_r(context.get(), GEOS_GEOMETRYCOLLECTION, parts.data(),
                                                              static_cast<unsigned>(parts.size())),
                                  GeosGeometryDestroyer{context.get()});
    const GeosGeometry whole(collection ? GEOSUnaryUnion_r(context.get(), collection.get()) : nullptr,
                             GeosGeometryDestroyer{context.get()});
    if (!whole) {
        throw Error(ErrorCode::kInput, "error.union-failed", {{"cause", context.message()}});
    }
    return from_geos(context, whole.get());
}

}  // namespace diaban
