#include "engine/classify/forced_split.hpp"

#include <gtest/gtest.h>

#include "layers/model/error.hpp"

namespace diaban {
namespace {

std::optional<AreaEvidence> area(double contained, double complex, double risk = 1.0) {
    AreaEvidence evidence;
    evidence.p_stable = 1.0 - contained - complex;
    evidence.p_contained = contained;
    evidence.p_complex = complex;
    evidence.relative_risk = risk;
    return evidence;
}

TEST(ForcedSplit, RanksByComplexThenByContained) {
    const std::vector<std::optional<AreaEvidence>> areas = {area(0.1, 0.2), area(0.6, 0.3), std::nullopt,
                                                            area(0.5, 0.4), area(0.2, 0.0)};
    const auto forced = force_split(areas, {2, 1, 1});
    EXPECT_EQ(forced[3], AreaClass::kComplex);    // highest p_complex
    EXPECT_EQ(forced[1], AreaClass::kContained);  // of the rest the highest p_contained
    EXPECT_EQ(forced[0], AreaClass::kStable);
    EXPECT_EQ(forced[4], AreaClass::kStable);
    EXPECT_FALSE(forced[2]);
}

TEST(ForcedSplit, TiesGoToTheHigherMultipleThenToTheLowerIndex) {
    const auto forced = force_split({area(0.1, 0.5, 1.0), area(0.1, 0.5, 2.0), area(0.1, 0.5, 1.0)}, {1, 1, 1});
    EXPECT_EQ(forced[1], AreaClass::kComplex);
    EXPECT_EQ(forced[0], AreaClass::kContained);
    EXPECT_EQ(forced[2], AreaClass::kStable);
}

TEST(ForcedSplit, RefusesNumbersThatDoNotAddUp) {
    EXPECT_THROW(force_split({area(0.1, 0.2), std::nullopt}, {1, 1, 0}), Error);
}

}  // namespace
}  // namespace diaban
