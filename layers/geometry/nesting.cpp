#include "layers/geometry/nesting.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

#include "layers/geometry/geos_session.hpp"
#include "layers/geometry/measure.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

struct PreparedDestroyer {
    GEOSContextHandle_t context = nullptr;
    void operator()(const GEOSPreparedGeometry* geometry) const { GEOSPreparedGeom_destroy_r(context, geometry); }
};

}  // namespace

std::vector<std::optional<double>> share_inside_parent(std::span<const MultiPolygon> units,
                                                       std::span<const std::uint32_t> parent_of,
                                                       std::span<const MultiPolygon> parents) {
    std::vector<std::optional<double>> shares(units.size());
    std::vector<std::size_t> order(units.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return parent_of[a] < parent_of[b]; });
    const GeosContext context;
    GeosGeometry parent;
    std::unique_ptr<const GEOSPreparedGeometry, PreparedDestroyer> prepared;
    std::uint32_t current = kNoParent;
    for (const std::size_t i : order) {
        if (parent_of[i] == kNoParent || units[i].empty() || parents[parent_of[i]].empty()) {
            continue;
        }
        if (parent_of[i] != current) {
            current = parent_of[i];
            prepared.reset();
            parent = to_geos(context, parents[current]);
            prepared = {GEOSPrepare_r(context.get(), parent.get()), PreparedDestroyer{context.get()}};
        }
        const GeosGeometry unit = to_geos(context, units[i]);
        if (GEOSPreparedCovers_r(context.get(), prepared.get(), unit.get()) == 1) {
            shares[i] = 1.0;
            continue;
        }
        const GeosGeometry common{GEOSIntersection_r(context.get(), unit.get(), parent.get()),
                                  GeosGeometryDestroyer{context.get()}};
        double area = 0.0;
        if (!common || GEOSArea_r(context.get(), common.get(), &area) != 1) {
            throw Error(ErrorCode::kInternal, "error.geos", {{"cause", context.message()}});
        }
        if (const double whole = planar_area(units[i]).value; whole > 0.0) {
            shares[i] = std::min(1.0, area / whole);
        }
    }
    return shares;
}

}  // namespace diaban
