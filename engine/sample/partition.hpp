// The province cut into areas: small ones in the city and the towns, larger ones in the country.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/sample/hex_mesh.hpp"
#include "engine/sample/province.hpp"
#include "layers/model/point.hpp"

namespace diaban {

enum class AreaKind { kWard, kTown, kCommune };

/// What is asked of one area before it has borders.
struct AreaSite {
    ProjectedPoint place;
    AreaKind kind = AreaKind::kCommune;
    double share = 1.0;  ///< wanted size as a multiple of the others' shares
};

/// Every cell of the mesh with the area it belongs to.
struct Partition {
    static constexpr std::int32_t kOutside = -1;
    HexMesh mesh;
    std::vector<std::int32_t> area;  ///< one entry a cell: index of the area, or kOutside
    std::vector<AreaSite> sites;     ///< one entry an area

    [[nodiscard]] std::int32_t area_at(ProjectedPoint p) const;
};

/// Cuts the province into `areas` connected areas. Sites are relaxed to a power diagram of the wanted sizes (Lloyd's
/// method with weights: Aurenhammer 1987, doi:10.1137/0216006), borders are bent by noise and drawn to the inner river.
/// No area is empty, none falls into two parts; the province has no holes. O(areas x 1,500,000).
Partition cut_into_areas(std::uint64_t seed, int areas, const Province& province, SquareMetres size);

}  // namespace diaban
