// Projected and geographic points: two unrelated types, so that degrees never enter a metric formula.
#pragma once

namespace diaban {

/// Easting x and northing y in metres, in the project's analysis CRS.
struct ProjectedPoint {
    double x = 0.0;
    double y = 0.0;
    friend constexpr bool operator==(const ProjectedPoint&, const ProjectedPoint&) = default;
};

/// Longitude and latitude in degrees, always in this order whatever the CRS's own axis order is.
struct GeographicPoint {
    double longitude = 0.0;
    double latitude = 0.0;
    friend constexpr bool operator==(const GeographicPoint&, const GeographicPoint&) = default;
};

}  // namespace diaban
