// What a camera sees: a disc, a sector of it, and what buildings leave of it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// A camera's view on flat ground. Without a bearing it turns all round.
struct CameraView {
    ProjectedPoint at;
    Metres reach{0.0};
    std::optional<double> bearing_deg;  ///< middle of the view, clockwise from north
    double field_of_view_deg = 360.0;
};

/// Within reach (ends count) and within half the field of view of the bearing. The camera's own place is seen. O(1).
bool sees(const CameraView& view, ProjectedPoint p);

/// The view's outline with a vertex every 5.625 degrees of arc: its area is 0.16 % below the true one.
MultiPolygon view_outline(const CameraView& view);

/// Area of the two outlines' intersection over the area of the smaller one, 0..1. By GEOS.
double view_overlap(const CameraView& a, const CameraView& b);

/// For each view 1 where it meets any of the geometries (points within view; lines and areas that touch the view's
/// outline), on flat ground with nothing in between. O((views + geometries) log geometries + vertices near views).
std::vector<std::uint8_t> views_that_meet(std::span<const CameraView> views, std::span<const Geometry> geometries);

/// Lines of sight over building footprints with flat roofs (2.5D). A building hides a point when the straight line from
/// the mast's top to the point at eye height passes below its roof. A building that holds the camera (it stands on the
/// roof or wall) or the point itself (an address lies inside its house) hides nothing. Ground is flat.
class LineOfSight {
public:
    /// `heights` in metres, one a building. O(vertices log vertices).
    LineOfSight(std::span<const MultiPolygon> buildings, std::vector<double> heights);
    ~LineOfSight();
    LineOfSight(const LineOfSight&) = delete;
    LineOfSight& operator=(const LineOfSight&) = delete;

    /// O(log buildings + vertices of the footprints near the line). Not to be called from two threads at once.
    [[nodiscard]] bool clear(ProjectedPoint camera, Metres mast, ProjectedPoint point, Metres eye) const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

}  // namespace diaban
