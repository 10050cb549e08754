// The areas of the sample with what a register holds about them: code, name, district, residents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/sample/partition.hpp"
#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// One area on the watch list.
struct SampleArea {
    std::string code;  ///< six digits with leading zeros, text: longer than any real commune's code
    std::string name;  ///< with its type: "Xã Vân Hưng"
    std::string parent;
    AreaKind kind = AreaKind::kCommune;
    Polygon shape;
    ProjectedPoint centre;  ///< inside the shape
    SquareMetres size;
    std::int64_t residents = 0;
};

/// Names, codes and residents for a partition's areas, in its order. Districts are neighbouring areas around their
/// towns (one city, and a rural district for about five areas, at most 19). The province has 1.3 to 1.7 million
/// residents; a km2 of a ward holds about eight times as many as one of a commune, of a town about three times.
/// O(areas^2).
std::vector<SampleArea> describe_areas(std::uint64_t seed, const Partition& partition);

}  // namespace diaban
