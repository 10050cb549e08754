#include "engine/sample/province.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/sample/streams.hpp"

namespace diaban {
namespace {

// Invented, in kilometres of EPSG:9209: counter-clockwise from the river mouth in the south-west.
constexpr std::array<ProjectedPoint, 22> kOutlineKm{
    {{569.5, 2204.5}, {575.0, 2206.6}, {581.0, 2212.4}, {588.0, 2218.8}, {595.0, 2224.2}, {602.5, 2228.6},
     {609.0, 2231.6}, {611.0, 2237.0}, {606.0, 2241.6}, {598.6, 2243.6}, {591.4, 2248.8}, {584.0, 2250.6},
     {578.6, 2256.6}, {571.6, 2262.8}, {564.2, 2263.2}, {557.6, 2259.6}, {550.4, 2254.4}, {548.6, 2245.0},
     {548.4, 2236.8}, {555.4, 2230.0}, {562.6, 2221.4}, {565.4, 2211.6}}};
constexpr ProjectedPoint kCentre{578'000.0, 2'233'500.0};
// The inner river, from beyond the northern border to beyond the coast.
constexpr std::array<ProjectedPoint, 7> kRiverKm{{{577.0, 2270.0},
                                                  {573.4, 2256.0},
                                                  {575.2, 2246.0},
                                                  {570.6, 2237.2},
                                                  {576.6, 2227.6},
                                                  {581.4, 2218.0},
                                                  {592.0, 2200.0}}};
constexpr ProjectedPoint kCoastFrom{569'500.0, 2'203'000.0};
constexpr ProjectedPoint kCoastTo{611'000.0, 2'233'000.0};

// Catmull-Rom spline through the control points, closed.
std::vector<ProjectedPoint> smooth_outline() {
    constexpr int kSteps = 8;
    const std::size_t n = kOutlineKm.size();
    std::vector<ProjectedPoint> points;
    points.reserve(n * kSteps);
    for (std::size_t i = 0; i < n; ++i) {
        const std::array<ProjectedPoint, 4> p{kOutlineKm[(i + n - 1) % n], kOutlineKm[i], kOutlineKm[(i + 1) % n],
                                              kOutlineKm[(i + 2) % n]};
        for (int step = 0; step < kSteps; ++step) {
            const double t = static_cast<double>(step) / kSteps;
            const auto blend = [&](double a, double b, double c, double d) {
                return 500.0 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t +
                                (3.0 * b - a - 3.0 * c + d) * t * t * t);
            };
            points.push_back({blend(p[0].x, p[1].x, p[2].x, p[3].x), blend(p[0].y, p[1].y, p[2].y, p[3].y)});
        }
    }
    return points;
}

double cross(ProjectedPoint a, ProjectedPoint b, ProjectedPoint p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

double squared_distance_to_segment(ProjectedPoint a, ProjectedPoint b, ProjectedPoint p) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const double ex = p.x - a.x - t * dx;
    const double ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

}  // namespace

Province::Province(std::uint64_t seed, SquareMetres target)
    : m_warp_x{seed, sample_stream::kOutlineX, Metres{9000.0}, 5},
      m_warp_y{seed, sample_stream::kOutlineY, Metres{9000.0}, 5},
      m_outline(smooth_outline()) {
    // The scale is found on a coarse lattice: warp once, then bisect how much of it falls inside.
    constexpr double kStep = 400.0;
    const Box box = extent();
    std::vector<ProjectedPoint> lattice;
    for (double y = box.y_min + kStep / 2; y < box.y_max; y += kStep) {
        for (double x = box.x_min + kStep / 2; x < box.x_max; x += kStep) {
            lattice.push_back(warped({x, y}));
        }
    }
    double low = 0.7;
    double high = 1.2;
    for (int round = 0; round < 24; ++round) {
        m_scale = 0.5 * (low + high);
        const auto inside =
            std::count_if(lattice.begin(), lattice.end(), [&](ProjectedPoint q) { return outline_contains(q); });
        (static_cast<double>(inside) * kStep * kStep < target.value ? low : high) = m_scale;
    }
}

Box Province::extent() {
    return {544'200.0, 2'200'000.0, 614'400.0, 2'267'500.0};
}

ProjectedPoint Province::city() {
    return {566'500.0, 2'252'500.0};
}

double Province::seaward(ProjectedPoint p) const {
    const double length = std::hypot(kCoastTo.x - kCoastFrom.x, kCoastTo.y - kCoastFrom.y);
    return -cross(kCoastFrom, kCoastTo, p) / length;
}

ProjectedPoint Province::warped(ProjectedPoint p) const {
    // Waves smooth a coast; rivers meander.
    const double inland = std::clamp((-2000.0 - seaward(p)) / 4000.0, 0.0, 1.0);
    const double amplitude = 1500.0 + 4500.0 * inland;
    return {p.x + amplitude * m_warp_x.at(p), p.y + amplitude * m_warp_y.at(p)};
}

bool Province::outline_contains(ProjectedPoint q) const {
    const ProjectedPoint p{kCentre.x + (q.x - kCentre.x) / m_scale, kCentre.y + (q.y - kCentre.y) / m_scale};
    bool inside = false;
    for (std::size_t i = 0, j = m_outline.size() - 1; i < m_outline.size(); j = i++) {
        const ProjectedPoint a = m_outline[i];
        const ProjectedPoint b = m_outline[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside;
}

bool Province::contains(ProjectedPoint p) const {
    return extent().contains(p) && outline_contains(warped(p));
}

Bank Province::bank(ProjectedPoint p) const {
    const ProjectedPoint q = warped(p);
    const ProjectedPoint km{q.x / 1000.0, q.y / 1000.0};
    double nearest = std::numeric_limits<double>::infinity();
    double side = 0.0;
    for (std::size_t i = 0; i + 1 < kRiverKm.size(); ++i) {
        const double distance = squared_distance_to_segment(kRiverKm[i], kRiverKm[i + 1], km);
        if (distance < nearest) {
            nearest = distance;
            side = cross(kRiverKm[i], kRiverKm[i + 1], km);
        }
    }
    // The river runs southwards, so its left bank is the eastern one.
    return side > 0.0 ? Bank::kEast : Bank::kWest;
}

}  // namespace diaban
