// What cameras should see, as weighted places: points, areas, a raster, or what a run has computed.
#pragma once

#include "engine/studies/cameras/sources.hpp"

namespace diaban {

/// Fills crs, points, demand, place_of_point, total_weight, areas, hot and as_of of the sources' result.
///
/// Points of areas: one inside each, or with `spread_m` a grid over each that shares its weight. A raster gives a point
/// for each cell above 0, weighted by value x km2 of the cell. Hours, dates and categories leave points out; class
/// weights multiply. Throws as read_camera_inputs. O(n log n).
void read_camera_demand(CameraSources& sources, const CameraGiven* given);

/// Lattice points (multiples of the spacing) in each area, and a point inside where an area holds none; the spacing is
/// doubled until about `most` remain. `area` gives the index of each point's area. O(points log vertices).
struct SpreadPoints {
    std::vector<ProjectedPoint> at;
    std::vector<std::uint32_t> area;
    double spacing_m = 0.0;
};
SpreadPoints spread_over(const std::vector<MultiPolygon>& areas, Metres spacing, std::size_t most);

/// Points with the same coordinates, or with `by_id` the same id, become one place. Weights are summed in order of
/// size, so that the order of the source does not show in the last bit. `place_of_point` gets the place of each. O(n
/// log n).
enum class MergeBy { kPlace, kId };
std::vector<DemandPlace> merge_places(const DemandPoints& points, MergeBy by,
                                      std::vector<std::uint32_t>& place_of_point);

/// The densest cells that together hold `share` of the sum; ties by place. O(n log n).
HotArea hot_area(const std::vector<ProjectedPoint>& centre, const std::vector<double>& value, double cell_km2,
                 double share);

}  // namespace diaban
