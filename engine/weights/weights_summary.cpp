#include "engine/weights/weights_summary.hpp"

#include <algorithm>
#include <numeric>

namespace diaban {
namespace {

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t area) {
    while (parent[area] != area) {
        parent[area] = parent[parent[area]];
        area = parent[area];
    }
    return area;
}

}  // namespace

WeightsSummary summarise(const SpatialWeights& weights) {
    WeightsSummary summary;
    summary.areas = weights.size();
    summary.links = weights.links();
    if (weights.size() == 0) {
        return summary;
    }
    std::vector<std::uint32_t> parent(weights.size());
    std::iota(parent.begin(), parent.end(), 0u);
    summary.components = weights.size();
    summary.min_neighbours = weights.cardinality(0);
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
        const std::size_t count = weights.cardinality(i);
        summary.min_neighbours = std::min(summary.min_neighbours, count);
        summary.max_neighbours = std::max(summary.max_neighbours, count);
        for (const std::uint32_t j : weights.neighbours_of(i)) {
            const auto back = weights.neighbours_of(j);
            summary.symmetric = summary.symmetric && std::binary_search(back.begin(), back.end(), i);
            const std::uint32_t a = root_of(parent, i);
            const std::uint32_t b = root_of(parent, j);
            if (a != b) {
                parent[std::max(a, b)] = std::min(a, b);
                --summary.components;
            }
        }
        if (count == 0) {
            summary.islands.push_back(i);
        }
    }
    summary.mean_neighbours = static_cast<double>(summary.links) / static_cast<double>(summary.areas);
    return summary;
}

}  // namespace diaban
