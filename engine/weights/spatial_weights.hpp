// Who is whose neighbour, and with what weight: one sparse value that every local and global statistic reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace diaban {

/// Whether an area counts among its own neighbours (the star of Gi*).
enum class SelfWeights { kExcluded, kIncluded };

/// Spatial weights w_ij in compressed rows: the links of area i are the positions offsets[i] .. offsets[i + 1] of
/// `neighbours` (indices of areas, ascending, never i itself) and `weights` (finite, > 0). An area's weight for itself
/// is not a link; it stands apart in `self_weights`, which is empty when areas are not their own neighbours. Memory: 12
/// bytes a link, 8 (16 with self) and the id an area.
struct SpatialWeights {
    std::vector<std::string> ids;           ///< distinct, one an area, in the order of the layer
    std::vector<std::uint64_t> offsets{0};  ///< ids.size() + 1 entries, ascending
    std::vector<std::uint32_t> neighbours;  ///< one entry a link
    std::vector<double> weights;            ///< one entry a link
    std::vector<double> self_weights;       ///< empty, or one entry an area

    [[nodiscard]] std::size_t size() const { return ids.size(); }
    [[nodiscard]] std::size_t links() const { return neighbours.size(); }
    [[nodiscard]] bool includes_self() const { return !self_weights.empty(); }
    /// Number of neighbours of area i, itself not counted.
    [[nodiscard]] std::size_t cardinality(std::size_t area) const { return offsets[area + 1] - offsets[area]; }
    [[nodiscard]] std::span<const std::uint32_t> neighbours_of(std::size_t area) const {
        return {neighbours.data() + offsets[area], cardinality(area)};
    }
    [[nodiscard]] std::span<const double> weights_of(std::size_t area) const {
        return {weights.data() + offsets[area], cardinality(area)};
    }
    friend bool operator==(const SpatialWeights&, const SpatialWeights&) = default;
};

/// Neighbour lists in compressed rows without ids or weights: what contiguity and searches by distance return.
struct NeighbourLists {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> neighbours;
};

/// Throws Error{kInput} unless every promise of SpatialWeights holds (sizes, distinct ids, ascending neighbours in
/// range, no area its own link, finite positive weights). O(links + areas log areas).
void validate(const SpatialWeights& weights);

/// Binary weights (w = 1) from neighbour lists in any order; the lists are sorted. Throws as `validate` does, and for a
/// neighbour named twice. O(links log max neighbours).
SpatialWeights weights_from_neighbours(std::vector<std::string> ids, NeighbourLists lists);

/// The same links with w = 1, and 1 for each area itself when self is included. O(links).
SpatialWeights binary_weights(SpatialWeights weights, SelfWeights self = SelfWeights::kExcluded);

/// The same links, each row divided by its sum so that it adds up to 1. With self included, the area's own weight (its
/// `self_weights`, or 1 where it had none) is part of the sum, as in spdep's nb2listw(include.self(nb), style = "W").
/// O(links).
SpatialWeights row_standardised(SpatialWeights weights, SelfWeights self = SelfWeights::kExcluded);

/// The part of the weights among the areas for which keep[i] != 0, in their order; links to other areas are dropped.
/// Weights stay as they are (standardise afterwards). O(links).
SpatialWeights subset(const SpatialWeights& weights, std::span<const std::uint8_t> keep);

/// The same weights with area order[0] first, order[1] second, ...; `order` is a permutation of all areas.
/// O(links log max neighbours).
SpatialWeights reordered(const SpatialWeights& weights, std::span<const std::uint32_t> order);

/// The same weights in the order of `ids`, as a file of weights must be before it meets a layer. Throws Error{kInput}
/// that names the first id that one of the two lacks. O(links log max neighbours + areas log areas).
SpatialWeights weights_for_ids(const SpatialWeights& weights, const std::vector<std::string>& ids);

/// Areas in ascending byte order of their ids: the order in which sums are taken and areas are numbered for random
/// numbers, so that results do not depend on the order of the input. O(areas log areas).
std::vector<std::uint32_t> order_by_id(const std::vector<std::string>& ids);

}  // namespace diaban
