#include "engine/weights/spatial_weights.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

Error broken(const std::string& what, const std::string& area) {
    return {ErrorCode::kInput, "error.weights-" + what, {{"area", area}}};
}

void check_shape(const SpatialWeights& weights) {
    const std::size_t n = weights.ids.size();
    const bool offsets_fit = weights.offsets.size() == n + 1 && weights.offsets.front() == 0 &&
                             weights.offsets.back() == weights.neighbours.size() &&
                             std::is_sorted(weights.offsets.begin(), weights.offsets.end());
    if (!offsets_fit || weights.weights.size() != weights.neighbours.size() ||
        (weights.includes_self() && weights.self_weights.size() != n) ||
        n >= std::numeric_limits<std::uint32_t>::max()) {
        throw Error(ErrorCode::kInput, "error.weights-shape", {{"areas", std::to_string(n)}});
    }
}

void check_distinct(const std::vector<std::string>& ids) {
    const std::vector<std::uint32_t> order = order_by_id(ids);
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (ids[order[i - 1]] == ids[order[i]]) {
            throw broken("id-twice", ids[order[i]]);
        }
    }
}

/// Sorts one row by neighbour, weights along.
void sort_row(std::span<std::uint32_t> neighbours, std::span<double> weights) {
    if (std::is_sorted(neighbours.begin(), neighbours.end())) {
        return;
    }
    std::vector<std::pair<std::uint32_t, double>> row(neighbours.size());
    for (std::size_t k = 0; k < row.size(); ++k) {
        row[k] = {neighbours[k], weights[k]};
    }
    std::sort(row.begin(), row.end());
    for (std::size_t k = 0; k < row.size(); ++k) {
        neighbours[k] = row[k].first;
        weights[k] = row[k].second;
    }
}

}  // namespace

std::vector<std::uint32_t> order_by_id(const std::vector<std::string>& ids) {
    std::vector<std::uint32_t> order(ids.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int compared = ids[a].compare(ids[b]);
        return compared != 0 ? compared < 0 : a < b;
    });
    return order;
}

void validate(const SpatialWeights& weights) {
    check_shape(weights);
    check_distinct(weights.ids);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto row = weights.neighbours_of(i);
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (row[k] >= weights.size()) {
                throw broken("neighbour-unknown", weights.ids[i]);
            }
            if (row[k] == i) {
                throw broken("own-neighbour", weights.ids[i]);
            }
            if (k > 0 && row[k] <= row[k - 1]) {
                throw broken("neighbour-twice", weights.ids[i]);
            }
        }
        const auto values = weights.weights_of(i);
        const bool positive =
            std::all_of(values.begin(), values.end(), [](double w) { return std::isfinite(w) && w > 0.0; });
        const bool self_positive =
            !weights.includes_self() || (std::isfinite(weights.self_weights[i]) && weights.self_weights[i] > 0.0);
        if (!positive || !self_positive) {
            throw broken("not-positive", weights.ids[i]);
        }
    }
}

SpatialWeights weights_from_neighbours(std::vector<std::string> ids, NeighbourLists lists) {
    SpatialWeights weights;
    weights.ids = std::move(ids);
    weights.offsets = std::move(lists.offsets);
    weights.neighbours = std::move(lists.neighbours);
    weights.weights.assign(weights.neighbours.size(), 1.0);
    check_shape(weights);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        std::sort(weights.neighbours.begin() + static_cast<std::ptrdiff_t>(weights.offsets[i]),
                  weights.neighbours.begin() + static_cast<std::ptrdiff_t>(weights.offsets[i + 1]));
    }
    validate(weights);
    return weights;
}

SpatialWeights binary_weights(SpatialWeights weights, SelfWeights self) {
    std::fill(weights.weights.begin(), weights.weights.end(), 1.0);
    weights.self_weights.assign(self == SelfWeights::kIncluded ? weights.size() : 0, 1.0);
    return weights;
}

SpatialWeights row_standardised(SpatialWeights weights, SelfWeights self) {
    if (self == SelfWeights::kExcluded) {
        weights.self_weights.clear();
    } else if (!weights.includes_self()) {
        weights.self_weights.assign(weights.size(), 1.0);
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        double sum = weights.includes_self() ? weights.self_weights[i] : 0.0;
        for (const double w : weights.weights_of(i)) {
            sum += w;
        }
        for (std::uint64_t link = weights.offsets[i]; link < weights.offsets[i + 1]; ++link) {
            weights.weights[link] /= sum;
        }
        if (weights.includes_self()) {
            weights.self_weights[i] /= sum;
        }
    }
    return weights;
}

SpatialWeights subset(const SpatialWeights& weights, std::span<const std::uint8_t> keep) {
    constexpr std::uint32_t kDropped = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> position(weights.size(), kDropped);
    SpatialWeights part;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (keep[i] != 0) {
            position[i] = static_cast<std::uint32_t>(part.ids.size());
            part.ids.push_back(weights.ids[i]);
        }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (keep[i] == 0) {
            continue;
        }
        for (std::uint64_t link = weights.offsets[i]; link < weights.offsets[i + 1]; ++link) {
            const std::uint32_t neighbour = position[weights.neighbours[link]];
            if (neighbour != kDropped) {
                part.neighbours.push_back(neighbour);
                part.weights.push_back(weights.weights[link]);
            }
        }
        part.offsets.push_back(part.neighbours.size());
        if (weights.includes_self()) {
            part.self_weights.push_back(weights.self_weights[i]);
        }
    }
    return part;
}

SpatialWeights reordered(const SpatialWeights& weights, std::span<const std::uint32_t> order) {
    std::vector<std::uint32_t> position(weights.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        position[order[k]] = static_cast<std::uint32_t>(k);
    }
    SpatialWeights result;
    result.ids.reserve(weights.size());
    result.offsets.reserve(weights.size() + 1);
    result.neighbours.reserve(weights.links());
    result.weights.reserve(weights.links());
    for (const std::uint32_t area : order) {
        const std::size_t begin = result.neighbours.size();
        for (std::uint64_t link = weights.offsets[area]; link < weights.offsets[area + 1]; ++link) {
            result.neighbours.push_back(position[weights.neighbours[link]]);
            result.weights.push_back(weights.weights[link]);
        }
        const std::size_t count = result.neighbours.size() - begin;
        sort_row({result.neighbours.data() + begin, count}, {result.weights.data() + begin, count});
        result.offsets.push_back(result.neighbours.size());
        result.ids.push_back(weights.ids[area]);
        if (weights.includes_self()) {
            result.self_weights.push_back(weights.self_weights[area]);
        }
    }
    return result;
}

SpatialWeights weights_for_ids(const SpatialWeights& weights, const std::vector<std::string>& ids) {
    check_distinct(ids);
    const std::vector<std::uint32_t> theirs = order_by_id(weights.ids);
    const std::vector<std::uint32_t> ours = order_by_id(ids);
    std::vector<std::uint32_t> order(ids.size());
    for (std::size_t k = 0; k < std::max(theirs.size(), ours.size()); ++k) {
        // Both lists are distinct and ascending, so the first place where they differ names the id that one of them
        // lacks.
        const bool in_file = k < theirs.size();
        const bool in_layer = k < ours.size();
        if (!in_file || (in_layer && ids[ours[k]] < weights.ids[theirs[k]])) {
            throw broken("id-not-in-file", ids[ours[k]]);
        }
        if (!in_layer || weights.ids[theirs[k]] < ids[ours[k]]) {
            throw broken("id-not-in-layer", weights.ids[theirs[k]]);
        }
        order[ours[k]] = theirs[k];
    }
    return reordered(weights, order);
}

}  // namespace diaban
