#include "layers/crs/coordinate_range.hpp"

#include <algorithm>
#include <cmath>

#include "layers/crs/coordinate_readings.hpp"

namespace diaban {

namespace {

bool within(const Box& box, double x, double y) {
    return std::max(std::fabs(box.x_min), std::fabs(box.x_max)) <= x &&
           std::max(std::fabs(box.y_min), std::fabs(box.y_max)) <= y;
}

}  // namespace

RangeFault range_fault(const Box& raw, const CrsId& crs) {
    if (raw.empty()) {
        return RangeFault::kNone;
    }
    const CrsInformation information = crs_information(crs);
    if (information.kind == CrsKind::kGeographic) {
        if (!within(raw, 360.0, 360.0)) {
            return RangeFault::kMetresAsDegrees;
        }
        return !within(raw, 360.0, 90.0) && within(raw, 90.0, 180.0) ? RangeFault::kSwapped : RangeFault::kNone;
    }
    if (information.kind != CrsKind::kProjected) {
        return RangeFault::kNone;
    }
    if (within(raw, 180.0, 90.0)) {
        return RangeFault::kDegreesAsMetres;
    }
    // Only Vietnam's own survey habit is looked for: elsewhere a province may well lie on either side.
    const auto extent = [&](double x_min, double y_min, double x_max, double y_max) {
        return geographic_box(x_min, y_min, x_max, y_max, crs);
    };
    return !in_vietnam(extent(raw.x_min, raw.y_min, raw.x_max, raw.y_max)) &&
                   in_vietnam(extent(raw.y_min, raw.x_min, raw.y_max, raw.x_max))
               ? RangeFault::kSwapped
               : RangeFault::kNone;
}

}  // namespace diaban
