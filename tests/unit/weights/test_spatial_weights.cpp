#include "engine/weights/spatial_weights.hpp"

#include <gtest/gtest.h>

#include "engine/weights/weights_summary.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

// a - b - c in a row, d alone.
SpatialWeights row_of_three() {
    return weights_from_neighbours({"a", "b", "c", "d"}, {{0, 1, 3, 4, 4}, {1, 2, 0, 1}});
}

std::string key_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.key();
    }
    return "";
}

TEST(SpatialWeights, NeighboursAreSortedAndBinary) {
    const SpatialWeights weights = row_of_three();
    EXPECT_EQ(weights.neighbours, (std::vector<std::uint32_t>{1, 0, 2, 1}));
    EXPECT_EQ(weights.weights, (std::vector<double>{1, 1, 1, 1}));
    EXPECT_FALSE(weights.includes_self());
}

TEST(SpatialWeights, RowStandardisedRowsAddUpToOne) {
    const SpatialWeights without = row_standardised(row_of_three());
    EXPECT_EQ(without.weights, (std::vector<double>{1, 0.5, 0.5, 1}));
    const SpatialWeights with = row_standardised(row_of_three(), SelfWeights::kIncluded);
    EXPECT_EQ(with.weights, (std::vector<double>{0.5, 1.0 / 3, 1.0 / 3, 0.5}));
    EXPECT_EQ(with.self_weights, (std::vector<double>{0.5, 1.0 / 3, 0.5, 1}));
}

TEST(SpatialWeights, BinaryForgetsWeightsAndKeepsSelfApart) {
    SpatialWeights weights = row_standardised(row_of_three(), SelfWeights::kIncluded);
    EXPECT_EQ(binary_weights(weights), row_of_three());
    EXPECT_EQ(binary_weights(weights, SelfWeights::kIncluded).self_weights, (std::vector<double>{1, 1, 1, 1}));
}

TEST(SpatialWeights, SubsetDropsLinksToAreasLeftOut) {
    const std::vector<std::uint8_t> keep = {1, 0, 1, 1};
    const SpatialWeights part = subset(row_of_three(), keep);
    EXPECT_EQ(part.ids, (std::vector<std::string>{"a", "c", "d"}));
    EXPECT_EQ(part.links(), 0u);
    EXPECT_EQ(part.offsets, (std::vector<std::uint64_t>{0, 0, 0, 0}));
}

TEST(SpatialWeights, ReorderedThereAndBackIsTheSame) {
    const SpatialWeights weights = row_standardised(row_of_three(), SelfWeights::kIncluded);
    const std::vector<std::uint32_t> order = {2, 3, 0, 1};
    const SpatialWeights moved = reordered(weights, order);
    EXPECT_EQ(moved.ids, (std::vector<std::string>{"c", "d", "a", "b"}));
    EXPECT_EQ(moved.neighbours, (std::vector<std::uint32_t>{3, 3, 0, 2}));
    EXPECT_EQ(weights_for_ids(moved, {"a", "b", "c", "d"}), weights);
}

TEST(SpatialWeights, MatchingByIdNamesWhatIsMissing) {
    const auto match = [](std::vector<std::string> ids) {
        return key_of([&] { weights_for_ids(row_of_three(), ids); });
    };
    EXPECT_EQ(match({"a", "b", "c"}), "error.weights-id-not-in-layer");
    EXPECT_EQ(match({"a", "b", "c", "d", "e"}), "error.weights-id-not-in-file");
    EXPECT_EQ(match({"a", "b", "c", "x"}), "error.weights-id-not-in-layer");
    EXPECT_EQ(match({"a", "b", "c", "a"}), "error.weights-id-twice");
}

TEST(SpatialWeights, BrokenListsAreRefused) {
    const auto build = [](std::vector<std::string> ids, NeighbourLists lists) {
        return key_of([&] { weights_from_neighbours(std::move(ids), std::move(lists)); });
    };
    EXPECT_EQ(build({"a", "b"}, {{0, 1}, {1}}), "error.weights-shape");
    EXPECT_EQ(build({"a", "b"}, {{0, 1, 3}, {1, 0}}), "error.weights-shape");
    EXPECT_EQ(build({"a", "a"}, {{0, 0, 0}, {}}), "error.weights-id-twice");
    EXPECT_EQ(build({"a", "b"}, {{0, 1, 1}, {0}}), "error.weights-own-neighbour");
    EXPECT_EQ(build({"a", "b"}, {{0, 1, 1}, {2}}), "error.weights-neighbour-unknown");
    EXPECT_EQ(build({"a", "b"}, {{0, 2, 2}, {1, 1}}), "error.weights-neighbour-twice");
    SpatialWeights weights = row_of_three();
    weights.weights[2] = 0.0;
    EXPECT_EQ(key_of([&] { validate(weights); }), "error.weights-not-positive");
}

TEST(WeightsSummary, CountsLinksIslandsAndParts) {
    const WeightsSummary summary = summarise(row_of_three());
    EXPECT_EQ(summary.areas, 4u);
    EXPECT_EQ(summary.links, 4u);
    EXPECT_EQ(summary.islands, (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(summary.components, 2u);
    EXPECT_EQ(summary.min_neighbours, 0u);
    EXPECT_EQ(summary.max_neighbours, 2u);
    EXPECT_DOUBLE_EQ(summary.mean_neighbours, 1.0);
    EXPECT_TRUE(summary.symmetric);
    const SpatialWeights one_way = weights_from_neighbours({"a", "b"}, {{0, 1, 1}, {1}});
    EXPECT_FALSE(summarise(one_way).symmetric);
    EXPECT_EQ(summarise(one_way).components, 1u);
    EXPECT_EQ(summarise(one_way).islands, (std::vector<std::uint32_t>{1}));
}

}  // namespace
}  // namespace diaban
