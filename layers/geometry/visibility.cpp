#include "layers/geometry/visibility.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "layers/geometry/geos_session.hpp"
#include "layers/geometry/measure.hpp"

namespace diaban {

namespace {

constexpr double kDegree = std::numbers::pi / 180.0;
constexpr double kArcStep = 5.625;

/// Difference of two bearings, 0..180.
double turn_between(double a, double b) {
    const double turn = std::fmod(std::fabs(a - b), 360.0);
    return turn > 180.0 ? 360.0 - turn : turn;
}

GeosGeometry line_of(const GeosContext& context, ProjectedPoint a, ProjectedPoint b) {
    GEOSCoordSequence* points = GEOSCoordSeq_create_r(context.get(), 2, 2);
    GEOSCoordSeq_setXY_r(context.get(), points, 0, a.x, a.y);
    GEOSCoordSeq_setXY_r(context.get(), points, 1, b.x, b.y);
    return GeosGeometry(GEOSGeom_createLineString_r(context.get(), points), {context.get()});
}

GeosGeometry point_of(const GeosContext& context, ProjectedPoint p) {
    return GeosGeometry(GEOSGeom_createPointFromXY_r(context.get(), p.x, p.y), {context.get()});
}

/// Largest distance from `origin` of any vertex of a geometry.
double farthest(const GeosContext& context, const GEOSGeometry* geometry, ProjectedPoint origin) {
    const int parts = GEOSGetNumGeometries_r(context.get(), geometry);
    if (parts > 1) {
        double most = 0.0;
        for (int k = 0; k < parts; ++k) {
            most = std::max(most, farthest(context, GEOSGetGeometryN_r(context.get(), geometry, k), origin));
        }
        return most;
    }
    const GEOSGeometry* single = parts == 1 ? GEOSGetGeometryN_r(context.get(), geometry, 0) : geometry;
    const GEOSCoordSequence* points = GEOSGeom_getCoordSeq_r(context.get(), single);
    unsigned count = 0;
    double most = 0.0;
    if (points != nullptr && GEOSCoordSeq_getSize_r(context.get(), points, &count) == 1) {
        for (unsigned k = 0; k < count; ++k) {
            double x = 0.0;
            double y = 0.0;
            GEOSCoordSeq_getXY_r(context.get(), points, k, &x, &y);
            most = std::max(most, std::hypot(x - origin.x, y - origin.y));
        }
    }
    return most;
}

}  // namespace

bool sees(const CameraView& view, ProjectedPoint p) {
    const double dx = p.x - view.at.x;
    const double dy = p.y - view.at.y;
    const double distance = std::hypot(dx, dy);
    if (distance > view.reach.value) {
        return false;
    }
    if (!view.bearing_deg || view.field_of_view_deg >= 360.0 || distance == 0.0) {
        return true;
    }
    return turn_between(std::atan2(dx, dy) / kDegree, *view.bearing_deg) <= 0.5 * view.field_of_view_deg + 1e-9;
}

MultiPolygon view_outline(const CameraView& view) {
    const bool whole = !view.bearing_deg || view.field_of_view_deg >= 360.0;
    const double width = whole ? 360.0 : view.field_of_view_deg;
    const double from = whole ? 0.0 : *view.bearing_deg - 0.5 * width;
    const int steps = std::max(1, static_cast<int>(std::ceil(width / kArcStep - 1e-9)));
    Ring ring;
    if (!whole) {
        ring.push_back(view.at);
    }
    for (int k = 0; k <= steps - (whole ? 1 : 0); ++k) {
        const double bearing = (from + width * k / steps) * kDegree;
        ring.push_back(
            {view.at.x + view.reach.value * std::sin(bearing), view.at.y + view.reach.value * std::cos(bearing)});
    }
    ring.push_back(ring.front());
    MultiPolygon outline;
    outline.polygons.push_back({std::move(ring), {}});
    return outline;
}

double view_overlap(const CameraView& a, const CameraView& b) {
    if (std::hypot(a.at.x - b.at.x, a.at.y - b.at.y) >= a.reach.value + b.reach.value) {
        return 0.0;
    }
    const GeosContext context;
    const MultiPolygon first = view_outline(a);
    const MultiPolygon second = view_outline(b);
    const double smaller = std::min(planar_area(first).value, planar_area(second).value);
    const GeosGeometry x = to_geos(context, first);
    const GeosGeometry y = to_geos(context, second);
    const GeosGeometry common(GEOSIntersection_r(context.get(), x.get(), y.get()), {context.get()});
    double area = 0.0;
    if (!common || GEOSArea_r(context.get(), common.get(), &area) != 1 || !(smaller > 0.0)) {
        return 0.0;
    }
    return std::min(1.0, area / smaller);
}

namespace {

GeosGeometry any_geometry(const GeosContext& context, const Geometry& geometry) {
    if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
        return to_geos(context, *area);
    }
    if (const auto* line = std::get_if<LineString>(&geometry)) {
        const auto size = static_cast<unsigned>(line->points.size());
        GEOSCoordSequence* points = GEOSCoordSeq_create_r(context.get(), size, 2);
        for (unsigned k = 0; k < size; ++k) {
            GEOSCoordSeq_setXY_r(context.get(), points, k, line->points[k].x, line->points[k].y);
        }
        return GeosGeometry(GEOSGeom_createLineString_r(context.get(), points), {context.get()});
    }
    return GeosGeometry(nullptr, {context.get()});
}

struct GeometryTree {
    const GeosContext& context;
    GEOSSTRtree* tree;
    explicit GeometryTree(const GeosContext& own) : context(own), tree(GEOSSTRtree_create_r(own.get(), 8)) {}
    ~GeometryTree() { GEOSSTRtree_destroy_r(context.get(), tree); }
    GeometryTree(const GeometryTree&) = delete;
    GeometryTree& operator=(const GeometryTree&) = delete;
};

}  // namespace

std::vector<std::uint8_t> views_that_meet(std::span<const CameraView> views, std::span<const Geometry> geometries) {
    const GeosContext context;
    struct Item {
        GeosGeometry geometry;
        const ProjectedPoint* point = nullptr;
    };
    std::vector<Item> items;
    for (const Geometry& geometry : geometries) {
        if (const auto* point = std::get_if<ProjectedPoint>(&geometry)) {
            items.push_back({point_of(context, *point), point});
        } else if (GeosGeometry converted = any_geometry(context, geometry); converted) {
            items.push_back({std::move(converted), nullptr});
        }
    }
    const GeometryTree tree(context);
    for (Item& item : items) {
        GEOSSTRtree_insert_r(context.get(), tree.tree, item.geometry.get(), &item);
    }
    std::vector<std::uint8_t> meets(views.size(), 0);
    for (std::size_t k = 0; k < views.size() && !items.empty(); ++k) {
        // The tree is asked for the whole disc's box: a view's own point lies on its outline's border.
        CameraView whole = views[k];
        whole.bearing_deg.reset();
        const GeosGeometry disc = to_geos(context, view_outline(whole));
        const GeosGeometry outline = to_geos(context, view_outline(views[k]));
        std::vector<const Item*> near;
        GEOSSTRtree_query_r(
            context.get(), tree.tree, disc.get(),
            [](void* item, void* into) {
                static_cast<std::vector<const Item*>*>(into)->push_back(static_cast<const Item*>(item));
            },
            &near);
        meets[k] = std::any_of(near.begin(), near.end(),
                               [&](const Item* item) {
                                   return item->point != nullptr ? sees(views[k], *item->point)
                                                                 : GEOSIntersects_r(context.get(), outline.get(),
                                                                                    item->geometry.get()) == 1;
                               })
                       ? 1
                       : 0;
    }
    return meets;
}

struct LineOfSight::Implementation {
    struct Building {
        GeosGeometry footprint;
        const GEOSPreparedGeometry* prepared = nullptr;
        double height = 0.0;
    };
    struct Found {
        std::vector<std::size_t> at;
    };

    GeosContext context;
    std::vector<Building> buildings;
    std::vector<std::size_t> numbers;
    GEOSSTRtree* tree = nullptr;

    Implementation(std::span<const MultiPolygon> footprints, const std::vector<double>& heights) {
        constexpr std::size_t kNodeCapacity = 8;
        tree = GEOSSTRtree_create_r(context.get(), kNodeCapacity);
        numbers.resize(footprints.size());
        for (std::size_t k = 0; k < footprints.size(); ++k) {
            numbers[k] = k;
            buildings.push_back({to_geos(context, footprints[k]), nullptr, heights[k]});
            buildings.back().prepared = GEOSPrepare_r(context.get(), buildings.back().footprint.get());
            GEOSSTRtree_insert_r(context.get(), tree, buildings.back().footprint.get(), &numbers[k]);
        }
    }
    ~Implementation() {
        GEOSSTRtree_destroy_r(context.get(), tree);
        for (const Building& building : buildings) {
            GEOSPreparedGeom_destroy_r(context.get(), building.prepared);
        }
    }
    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;
};

LineOfSight::LineOfSight(std::span<const MultiPolygon> buildings, std::vector<double> heights)
    : m_implementation(std::make_unique<Implementation>(buildings, heights)) {}
LineOfSight::~LineOfSight() = default;

bool LineOfSight::clear(ProjectedPoint camera, Metres mast, ProjectedPoint point, Metres eye) const {
    const Implementation& own = *m_implementation;
    const double length = std::hypot(point.x - camera.x, point.y - camera.y);
    if (own.buildings.empty() || length == 0.0) {
        return true;
    }
    const GeosGeometry line = line_of(own.context, camera, point);
    Implementation::Found found;
    GEOSSTRtree_query_r(
        own.context.get(), own.tree, line.get(),
        [](void* item, void* into) {
            static_cast<Implementation::Found*>(into)->at.push_back(*static_cast<std::size_t*>(item));
        },
        &found);
    const GeosGeometry camera_point = point_of(own.context, camera);
    const GeosGeometry seen_point = point_of(own.context, point);
    return std::none_of(found.at.begin(), found.at.end(), [&](std::size_t k) {
        const Implementation::Building& building = own.buildings[k];
        if (GEOSPreparedIntersects_r(own.context.get(), building.prepared, line.get()) != 1 ||
            GEOSPreparedIntersects_r(own.context.get(), building.prepared, camera_point.get()) == 1 ||
            GEOSPreparedIntersects_r(own.context.get(), building.prepared, seen_point.get()) == 1) {
            return false;
        }
        const GeosGeometry inside(GEOSIntersection_r(own.context.get(), line.get(), building.footprint.get()),
                                  {own.context.get()});
        if (!inside) {
            return false;
        }
        // The line falls from the mast to the eye (or rises to it): it is lowest over the building at one of its two
        // ends.
        const double far_end = farthest(own.context, inside.get(), camera) / length;
        const double near_end = 1.0 - farthest(own.context, inside.get(), point) / length;
        const double lowest = mast.value + (eye.value - mast.value) * (eye.value < mast.value ? far_end : near_end);
        return building.height > lowest;
    });
}

}  // namespace diaban
