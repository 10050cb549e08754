#include "layers/geometry/arc_simplification.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

namespace diaban {

namespace {

constexpr double kKept = std::numeric_limits<double>::infinity();

double triangle_area(LatticePoint a, LatticePoint b, LatticePoint c) {
    const double abx = static_cast<double>(b.x) - a.x;
    const double aby = static_cast<double>(b.y) - a.y;
    const double acx = static_cast<double>(c.x) - a.x;
    const double acy = static_cast<double>(c.y) - a.y;
    return std::abs(abx * acy - acx * aby) / 2.0;
}

/// For each point the area at which it leaves the arc; never less than that of a point that left before it, so that one
/// threshold gives the same points as leaving one by one.
std::vector<double> leaving_areas(const Arc& arc, std::size_t least_inside) {
    const std::size_t size = arc.size();
    std::vector<double> leaves(size, kKept);
    if (size < 3 || size - 2 <= least_inside) {
        return leaves;
    }
    std::vector<std::size_t> before(size);
    std::vector<std::size_t> after(size);
    std::vector<double> area(size, kKept);
    using Entry = std::pair<double, std::size_t>;  // equal areas by index: no dependence on the queue's inner order
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    for (std::size_t i = 1; i + 1 < size; ++i) {
        before[i] = i - 1;
        after[i] = i + 1;
        area[i] = triangle_area(arc[i - 1], arc[i], arc[i + 1]);
        queue.emplace(area[i], i);
    }
    double reached = 0.0;
    for (std::size_t inside = size - 2; inside > least_inside && !queue.empty();) {
        const auto [size_now, i] = queue.top();
        queue.pop();
        if (leaves[i] != kKept || size_now != area[i]) {
            continue;  // has left, or waits in the queue with a newer area
        }
        reached = std::max(reached, size_now);
        leaves[i] = reached;
        --inside;
        const std::size_t left = before[i];
        const std::size_t right = after[i];
        if (left > 0) {
            after[left] = right;
            area[left] = triangle_area(arc[before[left]], arc[left], arc[right]);
            queue.emplace(area[left], left);
        }
        if (right + 1 < size) {
            before[right] = left;
            area[right] = triangle_area(arc[left], arc[right], arc[after[right]]);
            queue.emplace(area[right], right);
        }
    }
    return leaves;
}

/// How many points between its ends each arc must keep, so that no ring loses its area: two where the arc closes a ring
/// by itself, one where two arcs make a ring.
std::vector<std::size_t> least_points_inside(const Topology& topology) {
    std::vector<std::size_t> least(topology.arcs.size(), 0);
    for (std::size_t a = 0; a < topology.arcs.size(); ++a) {
        least[a] = topology.arcs[a].front() == topology.arcs[a].back() ? 2 : 0;
    }
    for (const std::vector<PolygonArcs>& area : topology.areas) {
        for (const PolygonArcs& polygon : area) {
            for (const RingArcs& ring : polygon) {
                if (ring.size() == 2) {
                    for (const ArcReference reference : ring) {
                        std::size_t& inside =
                            least[static_cast<std::size_t>(reference < 0 ? -1 - reference : reference)];
                        inside = std::max<std::size_t>(inside, 1);
                    }
                }
            }
        }
    }
    return least;
}

}  // namespace

Topology simplified(Topology topology, std::size_t most_points) {
    std::size_t points = 0;
    for (const Arc& arc : topology.arcs) {
        points += arc.size();
    }
    if (points <= most_points) {
        return topology;
    }
    std::vector<std::vector<double>> leaves;
    leaves.reserve(topology.arcs.size());
    std::vector<double> all;
    const std::vector<std::size_t> least = least_points_inside(topology);
    for (std::size_t a = 0; a < topology.arcs.size(); ++a) {
        leaves.push_back(leaving_areas(topology.arcs[a], least[a]));
        std::copy_if(leaves.back().begin(), leaves.back().end(), std::back_inserter(all),
                     [](double area) { return area != kKept; });
    }
    const std::size_t surplus = std::min(points - most_points, all.size());
    if (surplus == 0) {
        return topology;
    }
    const auto threshold = all.begin() + static_cast<std::ptrdiff_t>(surplus - 1);
    std::nth_element(all.begin(), threshold, all.end());
    for (std::size_t a = 0; a < topology.arcs.size(); ++a) {
        Arc kept;
        for (std::size_t i = 0; i < topology.arcs[a].size(); ++i) {
            if (leaves[a][i] > *threshold) {
                kept.push_back(topology.arcs[a][i]);
            }
        }
        topology.arcs[a] = std::move(kept);
    }
    return topology;
}

}  // namespace diaban
