#include "layers/geometry/topology.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>

#include "layers/model/error.hpp"

namespace diaban {

namespace {

using LatticeRing = std::vector<LatticePoint>;  // open: the first point is not repeated

std::uint64_t key_of(LatticePoint p) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.x)) << 32U) | static_cast<std::uint32_t>(p.y);
}

// Multiplication by an odd constant and a fold: neighbouring lattice points must not fall into neighbouring buckets
// only.
struct KeyHash {
    std::size_t operator()(std::uint64_t key) const {
        key ^= key >> 31U;
        key *= 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(key ^ (key >> 29U));
    }
};

struct Neighbours {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool junction = false;
};

using NeighbourMap = std::unordered_map<std::uint64_t, Neighbours, KeyHash>;

Box extent_of(const std::vector<Geometry>& geometry) {
    Box extent;
    for (const Geometry& shape : geometry) {
        if (const auto* area = std::get_if<MultiPolygon>(&shape)) {
            extent.expand(bounding_box(*area));
        }
    }
    return extent;
}

LatticeRing snap(const Ring& ring, ProjectedPoint origin, double quantum) {
    LatticeRing snapped;
    snapped.reserve(ring.size());
    for (const ProjectedPoint p : ring) {
        const LatticePoint at{static_cast<std::int32_t>(std::lround((p.x - origin.x) / quantum)),
                              static_cast<std::int32_t>(std::lround((p.y - origin.y) / quantum))};
        if (snapped.empty() || !(snapped.back() == at)) {
            snapped.push_back(at);
        }
    }
    while (snapped.size() > 1 && snapped.front() == snapped.back()) {
        snapped.pop_back();
    }
    // A spike (there and back again) has no area on the lattice, but would make its tip a false junction.
    // Walked as a stack: a tip takes itself and its return with it, which may bare the next tip below.
    LatticeRing without_spikes;
    without_spikes.reserve(snapped.size());
    for (const LatticePoint at : snapped) {
        without_spikes.push_back(at);
        while (without_spikes.size() >= 3 && without_spikes[without_spikes.size() - 3] == without_spikes.back()) {
            without_spikes.resize(without_spikes.size() - 2);
        }
    }
    // The same across the ring's seam.
    std::size_t first = 0;
    std::size_t last = without_spikes.size();
    while (last - first >= 3) {
        if (without_spikes[first + 1] == without_spikes[last - 1]) {
            ++first;  // the first point is a tip, its two neighbours are one point
            --last;
        } else if (without_spikes[last - 2] == without_spikes[first]) {
            last -= 2;  // the last point is a tip
        } else {
            break;
        }
    }
    snapped.assign(without_spikes.begin() + static_cast<std::ptrdiff_t>(first),
                   without_spikes.begin() + static_cast<std::ptrdiff_t>(last));
    if (snapped.size() < 3) {
        snapped.clear();
    }
    return snapped;
}

void note_neighbours(const LatticeRing& ring, NeighbourMap& seen) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::uint64_t before = key_of(ring[(i + ring.size() - 1) % ring.size()]);
        const std::uint64_t after = key_of(ring[(i + 1) % ring.size()]);
        const Neighbours pair{std::min(before, after), std::max(before, after), false};
        const auto [entry, is_new] = seen.try_emplace(key_of(ring[i]), pair);
        if (!is_new && (entry->second.low != pair.low || entry->second.high != pair.high)) {
            entry->second.junction = true;
        }
    }
}

class ArcStore {
public:
    explicit ArcStore(std::vector<Arc>& arcs) : m_arcs(arcs) {}

    ArcReference reference_to(Arc arc) {
        // Both directions of an arc have the same two ends, so they meet in one bucket.
        const std::uint64_t bucket = key_of(arc.front()) ^ key_of(arc.back()) ^ (arc.size() << 1U);
        std::vector<std::int32_t>& candidates = m_by_ends[bucket];
        for (const std::int32_t index : candidates) {
            const Arc& stored = m_arcs[static_cast<std::size_t>(index)];
            if (stored == arc) {
                return index;
            }
            if (stored.size() == arc.size() && std::equal(stored.begin(), stored.end(), arc.rbegin())) {
                return -1 - index;
            }
        }
        const auto index = static_cast<std::int32_t>(m_arcs.size());
        candidates.push_back(index);
        m_arcs.push_back(std::move(arc));
        return index;
    }

private:
    std::vector<Arc>& m_arcs;
    std::unordered_map<std::uint64_t, std::vector<std::int32_t>, KeyHash> m_by_ends;
};

bool comes_first(LatticePoint a, LatticePoint b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

RingArcs cut(LatticeRing ring, const NeighbourMap& seen, ArcStore& store) {
    const auto is_junction = [&seen](LatticePoint p) { return seen.at(key_of(p)).junction; };
    auto start = std::find_if(ring.begin(), ring.end(), is_junction);
    if (start == ring.end()) {
        // No junction: the same ring seen from inside and outside (an enclave) must start at the same vertex to be
        // shared.
        start = std::min_element(ring.begin(), ring.end(), comes_first);
    }
    std::rotate(ring.begin(), start, ring.end());
    ring.push_back(ring.front());
    RingArcs references;
    Arc arc{ring.front()};
    for (std::size_t i = 1; i < ring.size(); ++i) {
        arc.push_back(ring[i]);
        if (i + 1 == ring.size() || is_junction(ring[i])) {
            references.push_back(store.reference_to(std::move(arc)));
            arc = {ring[i]};
        }
    }
    return references;
}

}  // namespace

Topology build_topology(const std::vector<Geometry>& geometry, Metres quantum) {
    if (!(quantum.value > 0.0) || !std::isfinite(quantum.value)) {
        throw Error(ErrorCode::kInput, "error.quantum-not-positive", {{"value", std::to_string(quantum.value)}});
    }
    Topology topology;
    topology.quantum = quantum;
    topology.areas.resize(geometry.size());
    const Box extent = extent_of(geometry);
    if (extent.empty()) {
        return topology;
    }
    topology.origin = {extent.x_min, extent.y_min};
    const double most = static_cast<double>(std::numeric_limits<std::int32_t>::max() - 1);
    if (!(extent.width() / quantum.value < most && extent.height() / quantum.value < most)) {
        throw Error(ErrorCode::kInput, "error.quantum-too-small",
                    {{"value", std::to_string(quantum.value)},
                     {"extent", std::to_string(std::max(extent.width(), extent.height()))}});
    }
    std::vector<std::vector<std::vector<LatticeRing>>> rings(geometry.size());
    std::size_t vertices = 0;
    for (const Geometry& shape : geometry) {
        if (const auto* area = std::get_if<MultiPolygon>(&shape)) {
            for (const Polygon& polygon : area->polygons) {
                vertices += polygon.outer.size();
            }
        }
    }
    NeighbourMap seen;
    seen.reserve(vertices * 2 / 3);  // most vertices belong to two areas
    for (std::size_t i = 0; i < geometry.size(); ++i) {
        const auto* area = std::get_if<MultiPolygon>(&geometry[i]);
        if (area == nullptr) {
            continue;
        }
        for (const Polygon& polygon : area->polygons) {
            LatticeRing outer = snap(polygon.outer, topology.origin, quantum.value);
            if (outer.empty()) {
                continue;
            }
            std::vector<LatticeRing> parts{std::move(outer)};
            for (const Ring& hole : polygon.holes) {
                LatticeRing snapped = snap(hole, topology.origin, quantum.value);
                if (!snapped.empty()) {
                    parts.push_back(std::move(snapped));
                }
            }
            for (const LatticeRing& ring : parts) {
                note_neighbours(ring, seen);
            }
            rings[i].push_back(std::move(parts));
        }
    }
    ArcStore store(topology.arcs);
    for (std::size_t i = 0; i < rings.size(); ++i) {
        for (std::vector<LatticeRing>& polygon : rings[i]) {
            PolygonArcs arcs;
            for (LatticeRing& ring : polygon) {
                arcs.push_back(cut(std::move(ring), seen, store));
            }
            topology.areas[i].push_back(std::move(arcs));
        }
    }
    return topology;
}

MultiPolygon area_from_topology(const Topology& topology, std::size_t index) {
    MultiPolygon area;
    for (const PolygonArcs& polygon : topology.areas.at(index)) {
        Polygon shape;
        for (std::size_t part = 0; part < polygon.size(); ++part) {
            Ring ring;
            for (const ArcReference reference : polygon[part]) {
                const bool backwards = reference < 0;
                const Arc& arc = topology.arcs[static_cast<std::size_t>(backwards ? -1 - reference : reference)];
                for (std::size_t k = ring.empty() ? 0 : 1; k < arc.size(); ++k) {
                    const LatticePoint p = backwards ? arc[arc.size() - 1 - k] : arc[k];
                    ring.push_back({topology.origin.x + topology.quantum.value * p.x,
                                    topology.origin.y + topology.quantum.value * p.y});
                }
            }
            if (part == 0) {
                shape.outer = std::move(ring);
            } else {
                shape.holes.push_back(std::move(ring));
            }
        }
        area.polygons.push_back(std::move(shape));
    }
    return area;
}

}  // namespace diaban
