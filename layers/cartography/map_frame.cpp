#include "layers/cartography/map_frame.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace diaban {

namespace {

constexpr double kPointsPerMetreOfPaper = 72.0 / 0.0254;
constexpr double kSmallestExtent = 200.0;
constexpr double kAir = 8.0;
constexpr double kSmallestMark = 0.6;

double signed_area(const PageRing& ring) {
    double twice = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const PagePoint& p = ring[i];
        const PagePoint& q = ring[(i + 1) % ring.size()];
        twice += p.x * q.y - q.x * p.y;
    }
    return twice / 2.0;
}

double squared_distance_to_segment(PagePoint p, PagePoint a, PagePoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    double t = length2 > 0.0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0.0;
    t = std::min(1.0, std::max(0.0, t));
    const double ex = p.x - (a.x + t * dx);
    const double ey = p.y - (a.y + t * dy);
    return ex * ex + ey * ey;
}

/// Keeps what a line from `first` to `last` (indices into `ring`) needs; an explicit stack, because coasts are long.
void mark_needed(const PageRing& ring, std::size_t first, std::size_t last, double tolerance,
                 std::vector<char>& needed) {
    std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        double farthest = tolerance * tolerance;
        std::size_t split = from;
        for (std::size_t i = from + 1; i < to; ++i) {
            const double distance = squared_distance_to_segment(ring[i], ring[from], ring[to % ring.size()]);
            if (distance > farthest) {
                farthest = distance;
                split = i;
            }
        }
        if (split != from) {
            needed[split] = 1;
            open.emplace_back(from, split);
            open.emplace_back(split, to);
        }
    }
}

PageRing thinned(const PageRing& ring, double tolerance) {
    if (ring.size() < 4) {
        return ring;
    }
    std::size_t opposite = 0;
    double farthest = -1.0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const double distance = std::hypot(ring[i].x - ring[0].x, ring[i].y - ring[0].y);
        if (distance > farthest) {
            farthest = distance;
            opposite = i;
        }
    }
    std::vector<char> needed(ring.size(), 0);
    needed[0] = 1;
    needed[opposite] = 1;
    mark_needed(ring, 0, opposite, tolerance, needed);
    mark_needed(ring, opposite, ring.size(), tolerance, needed);
    PageRing result;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (needed[i] != 0) {
            result.push_back(ring[i]);
        }
    }
    return result;
}

PageRing ring_on_page(const Ring& ring, const MapFrame& frame, double tolerance) {
    PageRing points;
    for (const ProjectedPoint p : ring) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
            continue;
        }
        const PagePoint on_page = frame.to_page(p);
        if (points.empty() || std::hypot(on_page.x - points.back().x, on_page.y - points.back().y) > tolerance / 2.0) {
            points.push_back(on_page);
        }
    }
    while (points.size() > 1 &&
           std::hypot(points.front().x - points.back().x, points.front().y - points.back().y) <= tolerance / 2.0) {
        points.pop_back();
    }
    return thinned(points, tolerance);
}

void add_ring(PageOutline& outline, PageRing ring, bool clockwise) {
    if (ring.size() < 3) {
        return;
    }
    // y grows downwards: a positive signed area turns clockwise as seen.
    if ((signed_area(ring) > 0.0) != clockwise) {
        std::reverse(ring.begin(), ring.end());
    }
    outline.rings.push_back(std::move(ring));
}

double round_up_to_two_digits(double value) {
    const double unit = std::pow(10.0, std::floor(std::log10(value)) - 1.0);
    return std::ceil(value / unit - 1e-9) * unit;
}

}  // namespace

double MapFrame::denominator() const {
    return kPointsPerMetreOfPaper / points_per_metre;
}

Box finite_extent(const MultiPolygon& area) {
    Box box;
    for (const Polygon& polygon : area.polygons) {
        for (const ProjectedPoint p : polygon.outer) {
            if (std::isfinite(p.x) && std::isfinite(p.y)) {
                box.expand(p);
            }
        }
    }
    return box;
}

MapFrame fit_map(const Box& extent, const PageBox& box) {
    MapFrame frame;
    frame.box = box;
    if (extent.empty()) {
        frame.points_per_metre = kPointsPerMetreOfPaper / 100000.0;
        return frame;
    }
    frame.centre = {(extent.x_min + extent.x_max) / 2.0, (extent.y_min + extent.y_max) / 2.0};
    const PageBox room = box.inset(kAir);
    const double width = std::max(extent.width(), kSmallestExtent);
    const double height = std::max(extent.height(), kSmallestExtent);
    const double fitting = std::max(1e-9, std::min(room.width / width, room.height / height));
    frame.points_per_metre = kPointsPerMetreOfPaper / round_up_to_two_digits(kPointsPerMetreOfPaper / fitting);
    return frame;
}

PageOutline outline_on_page(const MultiPolygon& area, const MapFrame& frame, double tolerance) {
    PageOutline outline;
    const Box extent = finite_extent(area);
    if (extent.empty()) {
        return outline;
    }
    const PagePoint north_west = frame.to_page({extent.x_min, extent.y_max});
    const PagePoint south_east = frame.to_page({extent.x_max, extent.y_min});
    outline.box = {north_west.x, north_west.y, south_east.x - north_west.x, south_east.y - north_west.y};
    for (const Polygon& polygon : area.polygons) {
        add_ring(outline, ring_on_page(polygon.outer, frame, tolerance), true);
        for (const Ring& hole : polygon.holes) {
            add_ring(outline, ring_on_page(hole, frame, tolerance), false);
        }
    }
    if (outline.rings.empty() || std::max(outline.box.width, outline.box.height) < kSmallestMark) {
        const PagePoint c = outline.box.centre();
        outline.rings = {{{c.x, c.y - kSmallestMark},
                          {c.x + kSmallestMark, c.y},
                          {c.x, c.y + kSmallestMark},
                          {c.x - kSmallestMark, c.y}}};
        outline.box = {c.x - kSmallestMark, c.y - kSmallestMark, 2.0 * kSmallestMark, 2.0 * kSmallestMark};
    }
    return outline;
}

}  // namespace diaban
