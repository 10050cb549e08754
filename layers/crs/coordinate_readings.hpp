// Other ways to read two numbers as a place: what may have been meant where the declared CRS does not fit.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "layers/crs/crs_information.hpp"
#include "layers/crs/transformation.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/model/point.hpp"

namespace diaban {

/// Survey papers in Vietnam call the northing X: columns then stand the other way round.
enum class AxisOrder { kAsGiven, kSwapped };

/// What sets a reading apart from the declared one.
enum class ReadingKind {
    kSwapped,    ///< x and y exchanged, the CRS as declared or another
    kDegrees,    ///< geographic where a projected CRS was declared
    kMetres,     ///< projected where a geographic CRS was declared
    kOtherZone,  ///< another projected CRS
    kDatum,      ///< the same numbers on the other datum: VN-2000 for WGS 84 or the reverse, a shift of about 224 m
    kWrongSign,  ///< the datum shift applied in the wrong direction, about 449 m
    kScale,  ///< scale factor 0.9996 for 0.9999 or the reverse, about 670 m of northing; the other datum perhaps too
};

struct CoordinateReading {
    CrsId crs;
    AxisOrder order = AxisOrder::kAsGiven;
    ReadingKind kind = ReadingKind::kOtherZone;
};

/// True for an extent inside Vietnam (102-110 E, 8-23.5 N), where VN-2000 is in use.
bool in_vietnam(const GeographicBox& extent);

/// Readings that lie tens of kilometres or more from the declared one: exchanged axes, degrees (WGS 84, VN-2000),
/// inside Vietnam the 18 VN-2000 / TM-3 zones and both UTM zones on both datums, elsewhere the WGS 84 / UTM zone of the
/// extent. The declared reading is not among them. Throws Error{kInput, "error.crs-unknown"}.
std::vector<CoordinateReading> other_readings(const CrsId& declared, const GeographicBox& areas);

/// Readings less than a kilometre from the declared one, for geographic and transverse Mercator CRS on WGS 84 or
/// VN-2000: the other datum, the shift with the wrong sign (seven parameters of EPSG:6960), the other scale factor.
/// Empty for every other CRS. Each is an EPSG code where there is one, else a PROJ string that can be declared as it
/// is.
std::vector<CoordinateReading> datum_readings(const CrsId& declared);

/// Raw coordinates under a reading, in `target`; those that cannot be transformed become infinite. Empty when PROJ
/// knows no accurate way between the two. O(n).
std::optional<std::vector<ProjectedPoint>> read_as(std::span<const RawCoordinate> raw, const CoordinateReading& reading,
                                                   const CrsId& target);

/// The extent of a box of metres in longitude and latitude (nine points of it). Empty when it cannot be transformed.
GeographicBox geographic_box(double x_min, double y_min, double x_max, double y_max, const CrsId& crs);

}  // namespace diaban
