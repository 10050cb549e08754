#include "engine/classify/criteria.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace diaban {
namespace {

constexpr ConditionState kMet = ConditionState::kMet;
constexpr ConditionState kNot = ConditionState::kNotMet;
constexpr ConditionState kUnknown = ConditionState::kUnknown;

CriteriaTally tally(const std::vector<ConditionState>& conditions, std::size_t needed) {
    return tally_conditions(conditions, needed);
}

TEST(Criteria, ABandHasClosedAndOpenEnds) {
    CriteriaBand from_to;
    from_to.at_least = 0.05;
    from_to.below = 0.1;
    EXPECT_EQ(test_value(0.05, from_to), kMet);
    EXPECT_EQ(test_value(0.0999, from_to), kMet);
    EXPECT_EQ(test_value(0.1, from_to), kNot);
    EXPECT_EQ(test_value(0.0499, from_to), kNot);
    CriteriaBand open_to;
    open_to.above = 1.0;
    open_to.at_most = 2.0;
    EXPECT_EQ(test_value(1.0, open_to), kNot);
    EXPECT_EQ(test_value(2.0, open_to), kMet);
}

TEST(Criteria, AMissingValueOrBandIsUnknownAndNeverNotMet) {
    CriteriaBand band;
    EXPECT_EQ(test_value(3.0, band), kUnknown);
    band.at_least = 1.0;
    EXPECT_EQ(test_value(std::nullopt, band), kUnknown);
    EXPECT_EQ(test_value(std::numeric_limits<double>::quiet_NaN(), band), kUnknown);
    EXPECT_EQ(any_of({}), kUnknown);
}

TEST(Criteria, AnyOfIsKleenesOr) {
    const auto any = [](std::vector<ConditionState> tests) { return any_of(tests); };
    EXPECT_EQ(any({kNot, kMet}), kMet);
    EXPECT_EQ(any({kUnknown, kMet}), kMet);
    EXPECT_EQ(any({kNot, kUnknown}), kUnknown);
    EXPECT_EQ(any({kNot, kNot}), kNot);
}

TEST(Criteria, ThreeOfFive) {
    EXPECT_EQ(tally({kMet, kMet, kMet, kNot, kUnknown}, 3).state, CriteriaClassState::kMet);
    // Two met and one unknown: the third may yet be met.
    EXPECT_EQ(tally({kMet, kMet, kNot, kNot, kUnknown}, 3).state, CriteriaClassState::kOpen);
    // One met and one unknown can never be three.
    EXPECT_EQ(tally({kMet, kNot, kNot, kNot, kUnknown}, 3).state, CriteriaClassState::kExcluded);
    const CriteriaTally t = tally({kMet, kNot, kNot, kNot, kUnknown}, 3);
    EXPECT_EQ(t.met, 1u);
    EXPECT_EQ(t.not_met, 3u);
    EXPECT_EQ(t.unknown, 1u);
}

/// Whatever the unknown conditions turn out to be, a class that is said to be met or excluded stays so.
TEST(Criteria, WhatIsSaidHoldsForEveryWayTheUnknownCanTurnOut) {
    const ConditionState states[] = {kMet, kNot, kUnknown};
    for (std::size_t code = 0; code < 81; ++code) {
        std::vector<ConditionState> conditions;
        for (std::size_t k = 0, rest = code; k < 4; ++k, rest /= 3) {
            conditions.push_back(states[rest % 3]);
        }
        for (std::size_t needed = 1; needed <= 4; ++needed) {
            bool can_be_met = false;
            bool can_be_missed = false;
            for (unsigned filled = 0; filled < 16; ++filled) {
                std::size_t met = 0;
                for (std::size_t k = 0; k < 4; ++k) {
                    const bool yes = conditions[k] == kMet || (conditions[k] == kUnknown && ((filled >> k) & 1u) != 0);
                    met += yes ? 1 : 0;
                }
                (met >= needed ? can_be_met : can_be_missed) = true;
            }
            const CriteriaClassState state = tally(conditions, needed).state;
            EXPECT_EQ(state == CriteriaClassState::kMet, !can_be_missed);
            EXPECT_EQ(state == CriteriaClassState::kExcluded, !can_be_met);
        }
    }
}

TEST(Criteria, TheGravestClassThatIsMetHolds) {
    const CriteriaTally met = tally({kMet}, 1);
    const CriteriaTally open = tally({kUnknown}, 1);
    const CriteriaTally excluded = tally({kNot}, 1);
    const auto outcome = [](std::vector<CriteriaTally> classes) { return criteria_outcome(classes); };
    EXPECT_EQ(outcome({excluded, met, met}).class_index, 1u);
    EXPECT_FALSE(outcome({excluded, met, met}).graver_open);
    EXPECT_EQ(outcome({open, met, excluded}).class_index, 1u);
    EXPECT_TRUE(outcome({open, met, excluded}).graver_open);
    EXPECT_EQ(outcome({excluded, excluded, excluded}).class_index, 3u);
    EXPECT_EQ(outcome({excluded, open, excluded}).class_index, std::nullopt);
}

}  // namespace
}  // namespace diaban
