#include "engine/review/overlay_counts.hpp"

#include <cmath>
#include <map>

#include "layers/geometry/area_locator.hpp"
#include "layers/geometry/representative_point.hpp"

namespace diaban {

namespace {

constexpr double kPieceMetres = 10.0;

/// Middles of the pieces of a line, with the length of each.
struct Pieces {
    std::vector<ProjectedPoint> middle;
    std::vector<double> metres;
};

Pieces pieces_of(const LineString& line) {
    Pieces pieces;
    for (std::size_t k = 1; k < line.points.size(); ++k) {
        const ProjectedPoint a = line.points[k - 1];
        const ProjectedPoint b = line.points[k];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        const auto parts = static_cast<std::size_t>(std::ceil(length / kPieceMetres));
        for (std::size_t part = 0; part < parts; ++part) {
            const double at = (static_cast<double>(part) + 0.5) / static_cast<double>(parts);
            pieces.middle.push_back({a.x + at * (b.x - a.x), a.y + at * (b.y - a.y)});
            pieces.metres.push_back(length / static_cast<double>(parts));
        }
    }
    return pieces;
}

void count_lines(const OverlayData& overlay, const AreaLocator& locator, unsigned threads, OverlayCounts& counts) {
    counts.length_km.assign(counts.count.size(), 0.0);
    for (const Geometry& geometry : overlay.layer.geometry) {
        const Pieces pieces = pieces_of(std::get<LineString>(geometry));
        const std::vector<std::uint32_t> where = locator.locate(pieces.middle, threads);
        std::map<std::uint32_t, double> inside;
        for (std::size_t k = 0; k < where.size(); ++k) {
            if (where[k] != kNoArea) {
                inside[where[k]] += pieces.metres[k];
            }
        }
        std::uint32_t longest = kNoArea;
        for (const auto& [unit, metres] : inside) {
            ++counts.count[unit];
            counts.length_km[unit] += metres / 1000.0;
            longest = longest == kNoArea || metres > inside[longest] ? unit : longest;
        }
        counts.area_of.push_back(longest);
    }
}

}  // namespace

OverlayCounts count_overlay(const OverlayData& overlay, const AreaLayer& units, const OverlayWindows& windows,
                            unsigned threads) {
    OverlayCounts counts;
    counts.count.assign(units.size(), 0);
    const AreaLocator locator(units.geometry);
    if (overlay.layer.kind == GeometryKind::kLine) {
        count_lines(overlay, locator, threads, counts);
    } else {
        std::vector<ProjectedPoint> points;
        for (const Geometry& geometry : overlay.layer.geometry) {
            const auto* area = std::get_if<MultiPolygon>(&geometry);
            points.push_back(area != nullptr ? representative_points({area, 1}).front()
                                             : std::get<ProjectedPoint>(geometry));
        }
        counts.area_of = locator.locate(points, threads);
        for (const std::uint32_t unit : counts.area_of) {
            if (unit != kNoArea) {
                ++counts.count[unit];
            }
        }
    }
    if (!overlay.time.empty()) {
        counts.in_baseline.assign(units.size(), 0);
        counts.in_current.assign(units.size(), 0);
        for (std::size_t i = 0; i < counts.area_of.size(); ++i) {
            if (counts.area_of[i] != kNoArea && overlay.time[i]) {
                counts.in_baseline[counts.area_of[i]] += windows.baseline.contains(*overlay.time[i]) ? 1 : 0;
                counts.in_current[counts.area_of[i]] += windows.current.contains(*overlay.time[i]) ? 1 : 0;
            }
        }
    }
    return counts;
}

}  // namespace diaban
