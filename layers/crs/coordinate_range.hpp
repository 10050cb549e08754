// What the range of coordinates alone can tell: degrees called metres, metres called degrees, exchanged axes.
#pragma once

#include "layers/model/box.hpp"
#include "layers/model/crs_id.hpp"

namespace diaban {

enum class RangeFault {
    kNone,             ///< nothing that ranges show; VN-2000 and WGS 84, or two zones, cannot be told apart by them
    kDegreesAsMetres,  ///< a projected CRS, but everything lies within 180 and 90 units of its origin
    kMetresAsDegrees,  ///< a geographic CRS, but numbers above 360
    kSwapped,          ///< northing or latitude first
};

/// Judges the box of coordinates as they came, x first, in the CRS they are declared in. An empty box has no fault.
/// Throws Error{kInput, "error.crs-unknown"}.
RangeFault range_fault(const Box& raw, const CrsId& crs);

}  // namespace diaban
