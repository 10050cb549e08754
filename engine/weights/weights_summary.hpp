// What a set of weights looks like: the figures that are printed with every result that rests on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/weights/spatial_weights.hpp"

namespace diaban {

/// Figures about SpatialWeights; an area itself never counts among its neighbours here.
struct WeightsSummary {
    std::size_t areas = 0;
    std::size_t links = 0;               ///< ordered pairs: a neighbourhood that goes both ways is two
    std::vector<std::uint32_t> islands;  ///< areas without a neighbour, ascending
    std::size_t components = 0;          ///< connected parts, direction ignored; an island is one
    std::size_t min_neighbours = 0;
    double mean_neighbours = 0.0;  ///< links / areas, islands included
    std::size_t max_neighbours = 0;
    bool symmetric = true;  ///< for each link i -> j there is j -> i, whatever its weight
};

/// O(links log max neighbours).
WeightsSummary summarise(const SpatialWeights& weights);

}  // namespace diaban
