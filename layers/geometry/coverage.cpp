#include "layers/geometry/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "layers/geometry/geos_session.hpp"
#include "layers/model/error.hpp"

namespace diaban {

namespace {

/// One edge of a ring with its ends in a fixed order, to find the neighbour's copy of it.
struct Edge {
    ProjectedPoint low;
    ProjectedPoint high;
    std::uint32_t area = 0;
    std::uint32_t number = 0;  ///< in the order of all edges
    bool forwards = true;
};

bool before(ProjectedPoint a, ProjectedPoint b) {
    return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

double signed_ring_area(const Ring& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        twice += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
                 (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return twice / 2.0;
}

/// Calls visit(from, to, area) along every ring, the area always on the left.
template <typename Visit>
void visit_edges(std::span<const MultiPolygon> areas, Visit visit) {
    const auto along = [&](const Ring& ring, bool anticlockwise, std::uint32_t area) {
        const bool turn = (signed_ring_area(ring) > 0.0) != anticlockwise;
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const std::size_t k = turn ? ring.size() - 1 - i : i;
            const ProjectedPoint from = ring[k];
            const ProjectedPoint to = turn ? ring[k - 1] : ring[k + 1];
            visit(from, to, area);
        }
    };
    for (std::uint32_t area = 0; area < areas.size(); ++area) {
        for (const Polygon& polygon : areas[area].polygons) {
            along(polygon.outer, true, area);
            for (const Ring& hole : polygon.holes) {
                along(hole, false, area);
            }
        }
    }
}

/// Edges without a neighbour's copy in the other direction, by number.
std::vector<std::uint8_t> unfitted_edges(std::span<const MultiPolygon> areas) {
    std::vector<Edge> edges;
    std::uint32_t number = 0;
    visit_edges(areas, [&](ProjectedPoint from, ProjectedPoint to, std::uint32_t area) {
        const bool forwards = before(from, to);
        edges.push_back({forwards ? from : to, forwards ? to : from, area, number++, forwards});
    });
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return std::tie(a.low.x, a.low.y, a.high.x, a.high.y, a.number) <
               std::tie(b.low.x, b.low.y, b.high.x, b.high.y, b.number);
    });
    std::vector<std::uint8_t> unfitted(edges.size(), 0);
    for (std::size_t begin = 0; begin < edges.size();) {
        std::size_t end = begin + 1;
        while (end < edges.size() && edges[end].low == edges[begin].low && edges[end].high == edges[begin].high) {
            ++end;
        }
        const bool fitted = end - begin == 2 && edges[begin].forwards != edges[begin + 1].forwards;
        for (std::size_t k = begin; k < end; ++k) {
            unfitted[edges[k].number] = fitted || edges[k].low == edges[k].high ? 0 : 1;
        }
        begin = end;
    }
    return unfitted;
}

[[noreturn]] void fail(const GeosContext& context) {
    throw Error(ErrorCode::kInternal, "error.geos", {{"cause", context.message()}});
}

GeosGeometry owned(const GeosContext& context, GEOSGeometry* geometry) {
    if (geometry == nullptr) {
        fail(context);
    }
    return {geometry, GeosGeometryDestroyer{context.get()}};
}

GeosGeometry lines_of(const GeosContext& context, std::span<const MultiPolygon> areas,
                      const std::vector<std::uint8_t>& wanted) {
    std::vector<GEOSGeometry*> lines;
    std::vector<ProjectedPoint> line;
    const auto end_line = [&] {
        if (line.size() > 1) {
            GEOSCoordSequence* sequence =
                GEOSCoordSeq_copyFromBuffer_r(context.get(), &line.front().x, static_cast<unsigned>(line.size()), 0, 0);
            lines.push_back(GEOSGeom_createLineString_r(context.get(), sequence));
        }
        line.clear();
    };
    std::size_t number = 0;
    visit_edges(areas, [&](ProjectedPoint from, ProjectedPoint to, std::uint32_t) {
        if (wanted[number++] == 0) {
            end_line();
            return;
        }
        if (line.empty() || !(line.back() == from)) {
            end_line();
            line.push_back(from);
        }
        line.push_back(to);
    });
    end_line();
    return owned(context, GEOSGeom_createCollection_r(context.get(), GEOS_MULTILINESTRING, lines.data(),
                                                      static_cast<unsigned>(lines.size())));
}

struct PreparedDestroyer {
    GEOSContextHandle_t context = nullptr;
    void operator()(const GEOSPreparedGeometry* geometry) const { GEOSPreparedGeom_destroy_r(context, geometry); }
};

/// The areas as GEOS sees them, made when first asked for.
class PreparedAreas {
public:
    PreparedAreas(const GeosContext& context, std::span<const MultiPolygon> areas)
        : m_context(context), m_areas(areas), m_geometry(areas.size()), m_prepared(areas.size()) {
        for (const MultiPolygon& area : areas) {
            m_boxes.push_back(bounding_box(area));
        }
    }

    const GEOSGeometry* geometry(std::uint32_t area) {
        if (!m_geometry[area]) {
            m_geometry[area] = to_geos(m_context, m_areas[area]);
        }
        return m_geometry[area].get();
    }

    bool meets(std::uint32_t area, const GEOSGeometry* other) {
        if (!m_prepared[area]) {
            m_prepared[area] = {GEOSPrepare_r(m_context.get(), geometry(area)), PreparedDestroyer{m_context.get()}};
        }
        return GEOSPreparedIntersects_r(m_context.get(), m_prepared[area].get(), other) == 1;
    }

    /// Areas that meet a geometry of that box, ascending.
    std::vector<std::uint32_t> meeting(const GEOSGeometry* other, const Box& box) {
        std::vector<std::uint32_t> found;
        for (std::uint32_t area = 0; area < m_boxes.size(); ++area) {
            const Box& own = m_boxes[area];
            if (!own.empty() && own.x_min <= box.x_max && box.x_min <= own.x_max && own.y_min <= box.y_max &&
                box.y_min <= own.y_max && meets(area, other)) {
                found.push_back(area);
            }
        }
        return found;
    }

private:
    const GeosContext& m_context;
    std::span<const MultiPolygon> m_areas;
    std::vector<Box> m_boxes;
    std::vector<GeosGeometry> m_geometry;
    std::vector<std::unique_ptr<const GEOSPreparedGeometry, PreparedDestroyer>> m_prepared;
};

double area_of(const GeosContext& context, const GEOSGeometry* geometry) {
    double area = 0.0;
    return GEOSArea_r(context.get(), geometry, &area) == 1 ? area : 0.0;
}

Box box_of(const GeosContext& context, const GEOSGeometry* geometry) {
    Box box;
    GEOSGeom_getXMin_r(context.get(), geometry, &box.x_min);
    GEOSGeom_getYMin_r(context.get(), geometry, &box.y_min);
    GEOSGeom_getXMax_r(context.get(), geometry, &box.x_max);
    GEOSGeom_getYMax_r(context.get(), geometry, &box.y_max);
    return box;
}

using PairAreas = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

/// Adds what each pair of areas has in common within a face.
void add_overlaps(const GeosContext& context, PreparedAreas& areas, const GEOSGeometry* face, PairAreas& overlaps) {
    const std::vector<std::uint32_t> meeting = areas.meeting(face, box_of(context, face));
    std::vector<GeosGeometry> parts;
    for (const std::uint32_t area : meeting) {
        parts.push_back(owned(context, GEOSIntersection_r(context.get(), face, areas.geometry(area))));
    }
    for (std::size_t i = 0; i < meeting.size(); ++i) {
        for (std::size_t k = i + 1; k < meeting.size(); ++k) {
            const GeosGeometry common =
                owned(context, GEOSIntersection_r(context.get(), parts[i].get(), parts[k].get()));
            if (const double area = area_of(context, common.get()); area > 0.0) {
                overlaps[{meeting[i], meeting[k]}] += area;
            }
        }
    }
}

}  // namespace

Coverage measure_coverage(std::span<const MultiPolygon> areas, const CoverageOptions& options) {
    Coverage coverage;
    const GeosContext context;
    const GeosGeometry lines = lines_of(context, areas, unfitted_edges(areas));
    const GeosGeometry noded = owned(context, GEOSUnaryUnion_r(context.get(), lines.get()));
    const GEOSGeometry* const all[] = {noded.get()};
    const GeosGeometry faces = owned(context, GEOSPolygonize_r(context.get(), all, 1));
    PreparedAreas prepared(context, areas);
    PairAreas overlaps;
    PairAreas strips;
    for (int i = 0; i < GEOSGetNumGeometries_r(context.get(), faces.get()); ++i) {
        const GEOSGeometry* face = GEOSGetGeometryN_r(context.get(), faces.get(), i);
        const double area = area_of(context, face);
        double perimeter = 0.0;
        GEOSLength_r(context.get(), face, &perimeter);
        // What is too small for a fault of its own may still be told as a slip of drawing.
        const bool slip = !(area >= options.smallest.value) || !(2.0 * area >= options.narrowest.value * perimeter);
        if (!(area > 0.0)) {
            continue;
        }
        const GeosGeometry inside = owned(context, GEOSPointOnSurface_r(context.get(), face));
        const std::size_t covering = prepared.meeting(inside.get(), box_of(context, inside.get())).size();
        if (covering >= 2) {
            add_overlaps(context, prepared, face, slip ? strips : overlaps);
        } else if (covering == 0 && !slip) {
            CoverageGap gap{{area}, {2.0 * area / perimeter}, {}, prepared.meeting(face, box_of(context, face))};
            GEOSGeomGetX_r(context.get(), inside.get(), &gap.inside.x);
            GEOSGeomGetY_r(context.get(), inside.get(), &gap.inside.y);
            coverage.gaps.push_back(std::move(gap));
        }
    }
    for (const auto& [pair, area] : overlaps) {
        if (area >= options.smallest.value) {
            coverage.overlaps.push_back({pair.first, pair.second, {area}});
        }
    }
    for (const auto& [pair, area] : strips) {
        constexpr double kRounding =
            1e-4;  // a square centimetre: below, borders that are one differ in their last digits
        const auto wide = overlaps.find(pair);
        if (area >= kRounding && (wide == overlaps.end() || wide->second < options.smallest.value)) {
            coverage.strips.push_back({pair.first, pair.second, {area}});
        }
    }
    for (std::vector<AreaOverlap>* list : {&coverage.overlaps, &coverage.strips}) {
        std::stable_sort(list->begin(), list->end(),
                         [](const AreaOverlap& a, const AreaOverlap& b) { return a.area > b.area; });
    }
    std::stable_sort(coverage.gaps.begin(), coverage.gaps.end(), [](const CoverageGap& a, const CoverageGap& b) {
        return std::tie(b.area.value, a.inside.x, a.inside.y) < std::tie(a.area.value, b.inside.x, b.inside.y);
    });
    return coverage;
}

SquareMetres shared_area(const MultiPolygon& a, const MultiPolygon& b) {
    const GeosContext context;
    const GeosGeometry common =
        owned(context, GEOSIntersection_r(context.get(), to_geos(context, a).get(), to_geos(context, b).get()));
    return {area_of(context, common.get())};
}

}  // namespace diaban
