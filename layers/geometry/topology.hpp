// Areas as arcs that neighbours share, on an integer lattice: what a page or a generalisation works on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "layers/model/geometry.hpp"
#include "layers/model/units.hpp"

namespace diaban {

/// A lattice point: coordinate = origin + quantum * value.
struct LatticePoint {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend constexpr bool operator==(const LatticePoint&, const LatticePoint&) = default;
};

/// A polyline between two junctions (or a closed ring that touches no other line: first point = last point).
using Arc = std::vector<LatticePoint>;

/// i >= 0: arc i as it is stored; i < 0: arc `-1 - i` read backwards.
using ArcReference = std::int32_t;

/// The arcs that, one after the other, close a ring. Consecutive arcs share their common end point.
using RingArcs = std::vector<ArcReference>;

/// Outer ring first, then the holes.
using PolygonArcs = std::vector<RingArcs>;

/// Areas cut into shared arcs. `areas` has one entry a geometry; it is empty where the geometry has no area.
struct Topology {
    ProjectedPoint origin;  ///< south-west corner of all areas, metres
    Metres quantum{1.0};    ///< size of a lattice step
    std::vector<Arc> arcs;  ///< in order of first use
    std::vector<std::vector<PolygonArcs>> areas;
};

/// Snaps all areas to a lattice of `quantum` metres and stores each common border once. A point is a junction where the
/// lines through it do not all have the same two neighbours; rings are cut there, so a border shared by two areas
/// becomes one arc that both refer to (as in TopoJSON, Bostock 2013). Borders count as shared only where both areas
/// have the same vertices after snapping: a vertex in the middle of a neighbour's edge leaves both edges as they are.
///
/// Rings keep their orientation. A ring that shrinks to nothing on the lattice is dropped (its area is below a few
/// quanta). Geometries other than areas give an empty entry. The result depends on the order of the input alone. Throws
/// Error{kInput} when the quantum is not positive or the extent exceeds 2^31 quanta. O(vertices) time and memory.
Topology build_topology(const std::vector<Geometry>& geometry, Metres quantum);

/// The area `index` again, its vertices on the lattice. Rings may start at another vertex than they came with.
MultiPolygon area_from_topology(const Topology& topology, std::size_t index);

}  // namespace diaban
