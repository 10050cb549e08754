// Where areas that should tile the land overlap or leave gaps, measured.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Two areas that cover the same ground.
struct AreaOverlap {
    std::uint32_t first = 0;  ///< index, lower than `second`
    std::uint32_t second = 0;
    SquareMetres area{0.0};
};

/// Ground that no area covers, with areas all around it.
struct CoverageGap {
    SquareMetres area{0.0};
    Metres mean_width{0.0};  ///< 2 area / perimeter: the width of a long strip
    ProjectedPoint inside;
    std::vector<std::uint32_t> neighbours;  ///< areas that touch it, ascending
};

struct Coverage {
    std::vector<AreaOverlap> overlaps;  ///< by area, largest first
    /// The same for pairs that share only ground below `smallest` or `narrowest`: slips of drawing.
    std::vector<AreaOverlap> strips;
    std::vector<CoverageGap> gaps;  ///< by area, largest first
};

struct CoverageOptions {
    /// Faces smaller or narrower than these are no faults of borders: rounding of coordinates, and the bow of a
    /// straight edge of degrees where a neighbour has a vertex on it (for an edge of 7 km at 20 degrees north two
    /// thirds of 0.35 m). Such overlaps are told apart (`strips`), such gaps are not.
    SquareMetres smallest{1.0};
    Metres narrowest{0.25};
};

/// Edges that two areas have in common, the one forwards, the other backwards, are fitted and drop out; what is left is
/// noded and cut into faces (GEOS), and each face is asked how many areas hold it: none is a gap, two or more an
/// overlap, of which each pair's part is measured. Rings must be valid (see `repair`); empty areas are passed over. A
/// bay that opens to the outside is no gap. Throws Error{kInternal, "error.geos"}. O(V log V) for V vertices, most of
/// them sorted only.
Coverage measure_coverage(std::span<const MultiPolygon> areas, const CoverageOptions& options);

/// Area of the part that two areas share. O(vertices in the common box x log).
SquareMetres shared_area(const MultiPolygon& a, const MultiPolygon& b);

}  // namespace diaban
