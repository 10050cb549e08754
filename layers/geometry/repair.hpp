// Invalid polygons made valid, with what that changed.
#pragma once

#include <string>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

struct RepairedArea {
    MultiPolygon area;
    bool was_valid = true;
    std::string defect;  ///< GEOS's words with the place ("Self-intersection[600012.3 2250001]"), empty when valid
    SquareMetres area_before{0.0};  ///< by the shoelace formula on the rings as they came
    SquareMetres area_after{0.0};
};

/// A valid multipolygon for any rings: valid input comes back as it is; otherwise repeated points are dropped and GEOS
/// MakeValid (structure method, which keeps the area of shells and takes holes off) rebuilds it. Parts that collapse to
/// lines or points are left out. Throws Error{kInput, "error.geometry-unrepairable"} when nothing of an area remains or
/// a coordinate is not finite. O(n log n).
RepairedArea repair(const MultiPolygon& area);

}  // namespace diaban
