#include "engine/input/carried_reviews.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using namespace std::chrono_literals;

const LocalDay kDay{2024y / 12 / 14};

// Area 0 of units 0, 1, 2; area 1 of unit 3 and a splinter of unit 4.
Crosswalk crosswalk(std::optional<double> w0, std::optional<double> w1, std::optional<double> w2) {
    Crosswalk c;
    c.units = {{"a", "a", "", {{0, 1.0, w0}}},
               {"b", "b", "", {{0, 1.0, w1}}},
               {"c", "c", "", {{0, 1.0, w2}}},
               {"d", "d", "", {{1, 1.0, 10.0}}},
               {"e", "e", "", {{1, 0.5, 5.0}, {0, 0.5, {}}}}};
    c.units[4].to.pop_back();
    c.units[4].to.push_back({std::nullopt, 0.5, 5.0});
    return c;
}

OldReview review(std::size_t row, std::size_t unit, AreaClass area_class,
                 std::optional<ReviewStatus> status = std::nullopt) {
    return {row, unit, {kDay, area_class, status}};
}

constexpr AreaClass kStable = AreaClass::kStable;
constexpr AreaClass kComplex = AreaClass::kComplex;

TEST(CarriedReviews, PartsThatAgreeCarryExactly) {
    const CarriedReviews result =
        carry_reviews({review(0, 0, kComplex, ReviewStatus::kProposed), review(1, 1, kComplex, ReviewStatus::kProposed),
                       review(2, 2, kComplex, ReviewStatus::kProposed)},
                      crosswalk({}, {}, {}));
    ASSERT_EQ(result.carried.size(), 1u);
    EXPECT_EQ(result.exact, 1u);
    EXPECT_EQ(result.carried[0].area, 0u);
    EXPECT_EQ(result.carried[0].review.area_class, kComplex);
    EXPECT_EQ(result.carried[0].review.status, ReviewStatus::kProposed);
    EXPECT_TRUE(result.refused.empty());
}

TEST(CarriedReviews, PartsThatDifferOrLackCarryOnlyByWeight) {
    const std::vector<OldReview> differ = {review(5, 0, kComplex, ReviewStatus::kProposed), review(6, 1, kStable),
                                           review(7, 2, kStable)};
    const CarriedReviews without = carry_reviews(differ, crosswalk({}, {}, {}));
    EXPECT_TRUE(without.carried.empty());
    EXPECT_EQ(without.refused, (std::vector<std::size_t>{5, 6, 7}));
    // 60 of 100 weigh more than half.
    const CarriedReviews heavy = carry_reviews(differ, crosswalk(60.0, 20.0, 20.0));
    ASSERT_EQ(heavy.carried.size(), 1u);
    EXPECT_EQ(heavy.carried[0].review.area_class, kComplex);
    EXPECT_EQ(heavy.estimated, 1u);
    EXPECT_EQ(heavy.exact, 0u);
    // Exactly half is not more than half; nor is a half that says nothing a class.
    EXPECT_TRUE(carry_reviews(differ, crosswalk(50.0, 25.0, 24.0)).carried.size() == 1u);
    EXPECT_TRUE(carry_reviews({review(5, 0, kComplex)}, crosswalk(50.0, 25.0, 25.0)).carried.empty());
    EXPECT_EQ(carry_reviews({review(5, 0, kComplex)}, crosswalk(51.0, 25.0, 24.0)).estimated, 1u);
}

TEST(CarriedReviews, ASplinterLeavesTheRestAnEstimate) {
    const CarriedReviews result = carry_reviews({review(0, 3, kStable)}, crosswalk({}, {}, {}));
    EXPECT_EQ(result.exact, 0u);
    EXPECT_EQ(result.estimated, 1u);  // 10 of 15
}

TEST(CarriedReviews, AUnitTwiceOnADayCountsOnce) {
    const CarriedReviews result =
        carry_reviews({review(0, 0, kStable), review(1, 0, kComplex), review(2, 1, kStable), review(3, 2, kStable)},
                      crosswalk({}, {}, {}));
    EXPECT_EQ(result.exact, 1u);
    EXPECT_EQ(result.refused, std::vector<std::size_t>{1});
}

}  // namespace
}  // namespace diaban
