// From metres to the page: the frame of a map, its scale, and outlines thinned to what print can show.
#pragma once

#include "layers/cartography/page_geometry.hpp"
#include "layers/model/geometry.hpp"

namespace diaban {

/// A map in a frame, grid north up. x grows east on both sides; y grows north in metres and down on the page.
struct MapFrame {
    PageBox box;            ///< the neat line
    ProjectedPoint centre;  ///< metres, drawn at the middle of the box
    double points_per_metre = 1.0;

    [[nodiscard]] PagePoint to_page(ProjectedPoint p) const {
        return {box.x + box.width / 2.0 + (p.x - centre.x) * points_per_metre,
                box.y + box.height / 2.0 - (p.y - centre.y) * points_per_metre};
    }
    [[nodiscard]] ProjectedPoint to_map(PagePoint p) const {
        return {centre.x + (p.x - box.x - box.width / 2.0) / points_per_metre,
                centre.y - (p.y - box.y - box.height / 2.0) / points_per_metre};
    }
    /// The n of "1 : n".
    [[nodiscard]] double denominator() const;
};

/// The largest scale 1 : n, n rounded up to two digits, at which `extent` fits `box` with a little air. An empty
/// extent gives 1 : 100,000 around the origin; an extent of less than 200 m is widened to that.
MapFrame fit_map(const Box& extent, const PageBox& box);

/// The outline of an area on the page. Vertices that move the line by less than `tolerance` points are dropped (Douglas
/// and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727), rings are turned so that the winding rule fills them, points
/// that are not finite are left out. An area too small to be seen becomes a diamond of 1.2 points, so that nothing is
/// lost. O(n log n) on usual outlines.
PageOutline outline_on_page(const MultiPolygon& area, const MapFrame& frame, double tolerance);

/// Bounding box of the finite vertices.
Box finite_extent(const MultiPolygon& area);

}  // namespace diaban
