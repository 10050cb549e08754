// Which areas share a boundary, found on boundaries as they really are: with small gaps, overlaps and repeated
// vertices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// Queen: the boundaries meet, be it in a point. Rook: they meet along a line.
enum class ContiguityRule { kQueen, kRook };

struct ContiguityOptions {
    ContiguityRule rule = ContiguityRule::kQueen;
    /// Boundaries nearer than this count as touching; finite, >= 0.
    Metres tolerance{1.0};
    /// Rook only: the shared line must be longer than this. Boundaries that part at an angle a stay within the
    /// tolerance t of one another for t / sin a, so this is ten tolerances by default (a shared corner then passes only
    /// below 12 degrees).
    Metres shared_length{10.0};
};

/// Neighbours of each area in compressed rows, ascending and symmetric. An area without geometry has none.
struct Contiguity {
    std::vector<std::uint64_t> offsets{0};  ///< areas + 1
    std::vector<std::uint32_t> neighbours;  ///< area indices
    std::vector<std::uint32_t> islands;     ///< areas with no neighbour, ascending
};

/// Two areas are neighbours when
/// - queen: some segment of the one's rings (outer or hole) lies within `tolerance` of some segment of the other's, or
/// the
///   one lies inside the other (an error in the data, but they are not apart);
/// - rook: the part of the one's boundary that lies within `tolerance` of the other's boundary, or inside the other
///   area, is longer than `shared_length`. (So an overlap deeper than the tolerance is contiguity, not a gap.)
/// Unlike tests of shared vertices (spdep's poly2nb), a vertex of one area on the straight edge of its neighbour
/// counts.
///
/// Throws Error{kInput} for a coordinate that is not finite or options out of range. Rings need not be valid or closed
/// properly; repeated vertices are skipped. Time about O(V log V) for V vertices of real boundaries: boxes around runs
/// of 8, 64, 512, ... segments are joined from the top, for the pairs of areas whose boxes meet; memory 40 bytes a
/// vertex.
Contiguity find_contiguity(const std::vector<MultiPolygon>& areas, const ContiguityOptions& options);

}  // namespace diaban
