#include "engine/sample/borders.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace diaban {
namespace {

// The half-edges of one area, by the vertex they start from. Three cells meet at a vertex, so an area has at most one.
using HalfEdges = std::map<VertexIndex, VertexIndex>;

ProjectedPoint middle(const HexMesh& mesh, VertexIndex a, VertexIndex b) {
    // Taken from the lower to the higher index, so that both sides compute the same bits.
    const ProjectedPoint p = mesh.vertex(std::min(a, b));
    const ProjectedPoint q = mesh.vertex(std::max(a, b));
    return rounded({0.5 * (p.x + q.x), 0.5 * (p.y + q.y)});
}

// A corner where three areas meet, or the middle of a mesh edge.
struct BorderPoint {
    ProjectedPoint point;
    bool junction = false;
};

// A closed ring through the middles of consecutive points: takes the teeth off. Junctions and the points beside them
// stay, so what changes lies within the two cells of one mesh edge, where no other border passes. A middle does not
// depend on the direction, so both neighbours get the same border.
Ring smoothed(const std::vector<BorderPoint>& border) {
    Ring ring;
    for (std::size_t i = 0; i < border.size(); ++i) {
        const BorderPoint& here = border[i];
        const BorderPoint& next = border[(i + 1) % border.size()];
        const BorderPoint& before = border[(i + border.size() - 1) % border.size()];
        if (here.junction || before.junction || next.junction) {
            ring.push_back(here.point);
        }
        if (!here.junction && !next.junction) {
            ring.push_back(rounded({0.5 * (here.point.x + next.point.x), 0.5 * (here.point.y + next.point.y)}));
        }
    }
    ring.push_back(ring.front());
    return ring;
}

// How many different areas (the outside counts as one) touch each vertex of a border.
std::map<VertexIndex, std::set<std::int32_t>> touching_areas(const Partition& partition) {
    std::map<VertexIndex, std::set<std::int32_t>> touching;
    const HexMesh& mesh = partition.mesh;
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        const std::int32_t label = partition.area[static_cast<std::size_t>(c)];
        if (label < 0) {
            continue;
        }
        const auto near = mesh.neighbours(c);
        const auto corner = mesh.vertices(c);
        for (std::size_t k = 0; k < 6; ++k) {
            const std::int32_t other = partition.area[static_cast<std::size_t>(near[k])];
            if (other != label) {
                for (const VertexIndex v : {corner[k], corner[(k + 1) % 6]}) {
                    touching[v].insert(label);
                    touching[v].insert(other);
                }
            }
        }
    }
    return touching;
}

}  // namespace

std::vector<Polygon> area_polygons(const Partition& partition) {
    const HexMesh& mesh = partition.mesh;
    std::vector<HalfEdges> edges(partition.sites.size());
    for (CellIndex c = 0; c < mesh.size(); ++c) {
        const std::int32_t label = partition.area[static_cast<std::size_t>(c)];
        if (label < 0) {
            continue;
        }
        const auto near = mesh.neighbours(c);
        const auto corner = mesh.vertices(c);
        for (std::size_t k = 0; k < 6; ++k) {
            if (partition.area[static_cast<std::size_t>(near[k])] != label) {
                edges[static_cast<std::size_t>(label)][corner[k]] = corner[(k + 1) % 6];
            }
        }
    }
    const auto touching = touching_areas(partition);
    std::vector<Polygon> polygons(partition.sites.size());
    for (std::size_t k = 0; k < polygons.size(); ++k) {
        HalfEdges& open = edges[k];
        while (!open.empty()) {
            const VertexIndex start = open.begin()->first;
            VertexIndex at = start;
            std::vector<BorderPoint> border;
            do {
                const auto edge = open.find(at);
                if (touching.at(at).size() > 2) {
                    border.push_back({mesh.vertex(at), true});
                }
                border.push_back({middle(mesh, edge->first, edge->second), false});
                at = edge->second;
                open.erase(edge);
            } while (at != start);
            Ring ring = smoothed(border);
            if (signed_area(ring).value > 0.0) {
                polygons[k].outer = std::move(ring);
            } else {
                polygons[k].holes.push_back(std::move(ring));
            }
        }
    }
    return polygons;
}

SquareMetres signed_area(const Ring& ring) {
    // Relative to the first vertex: six-digit coordinates would cost digits in the products.
    const ProjectedPoint o = ring.front();
    double twice = 0.0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        twice += (ring[i].x - o.x) * (ring[i + 1].y - o.y) - (ring[i + 1].x - o.x) * (ring[i].y - o.y);
    }
    return {0.5 * twice};
}

SquareMetres enclosed_area(const Polygon& polygon) {
    double area = std::abs(signed_area(polygon.outer).value);
    for (const Ring& hole : polygon.holes) {
        area -= std::abs(signed_area(hole).value);
    }
    return {area};
}

std::vector<std::pair<int, int>> bordering_pairs(const Partition& partition) {
    std::set<std::pair<int, int>> pairs;
    for (CellIndex c = 0; c < partition.mesh.size(); ++c) {
        const std::int32_t label = partition.area[static_cast<std::size_t>(c)];
        if (label < 0) {
            continue;
        }
        for (const CellIndex near : partition.mesh.neighbours(c)) {
            const std::int32_t other = partition.area[static_cast<std::size_t>(near)];
            if (other > label) {
                pairs.emplace(label, other);
            }
        }
    }
    return {pairs.begin(), pairs.end()};
}

bool lies_inside(const Polygon& polygon, ProjectedPoint p) {
    bool inside = false;
    const auto cross_ring = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const ProjectedPoint a = ring[i];
            const ProjectedPoint b = ring[i + 1];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) {
                inside = !inside;
            }
        }
    };
    cross_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) {
        cross_ring(hole);
    }
    return inside;
}

Metres distance_to_border(const Polygon& polygon, ProjectedPoint p) {
    double nearest = std::numeric_limits<double>::infinity();
    const auto measure_ring = [&](const Ring& ring) {
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
            const double dx = ring[i + 1].x - ring[i].x;
            const double dy = ring[i + 1].y - ring[i].y;
            const double length = dx * dx + dy * dy;
            const double along =
                length > 0.0 ? std::clamp(((p.x - ring[i].x) * dx + (p.y - ring[i].y) * dy) / length, 0.0, 1.0) : 0.0;
            nearest = std::min(nearest, std::hypot(p.x - ring[i].x - along * dx, p.y - ring[i].y - along * dy));
        }
    };
    measure_ring(polygon.outer);
    for (const Ring& hole : polygon.holes) {
        measure_ring(hole);
    }
    return {nearest};
}

}  // namespace diaban
