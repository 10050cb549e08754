#include "engine/classify/memory.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using Status = ReviewStatus;
constexpr AreaClass kStable = AreaClass::kStable;
constexpr AreaClass kContained = AreaClass::kContained;
constexpr AreaClass kComplex = AreaClass::kComplex;

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

const LocalDay kFirst = day(2016, 6, 14);
const LocalDay kSecond = day(2016, 12, 14);
const LocalDay kNow = day(2017, 6, 14);

RememberedClass after(std::vector<EarlierReview> history, AreaClass by_rule, bool elevated, LocalDay as_of = kNow) {
    return remember(history, {by_rule, elevated}, as_of, 6);
}

TEST(Memory, WithoutHistoryTheRuleAloneDecides) {
    EXPECT_EQ(after({}, kStable, false).status, std::nullopt);
    EXPECT_EQ(after({}, kContained, false).area_class, kContained);
    const RememberedClass proposed = after({}, kComplex, true);
    EXPECT_EQ(proposed.status, Status::kProposed);
    EXPECT_EQ(proposed.entered, kNow);
    EXPECT_FALSE(proposed.previous_class);
}

// One row of the table in memory.hpp a line.
TEST(Memory, LifeCycleRowByRow) {
    struct Case {
        Status last;
        AreaClass by_rule;
        bool elevated;
        Status expected;
    };
    const Case cases[] = {
        {Status::kProposed, kComplex, true, Status::kBeingTurnedAround},
        {Status::kProposed, kStable, false, Status::kPassed},
        {Status::kRelapsed, kComplex, true, Status::kBeingTurnedAround},
        {Status::kRelapsed, kContained, false, Status::kPassed},
        {Status::kBeingTurnedAround, kComplex, true, Status::kNotPassed},
        {Status::kBeingTurnedAround, kContained, true, Status::kBeingTurnedAround},
        {Status::kBeingTurnedAround, kStable, false, Status::kPassed},
        {Status::kNotPassed, kComplex, true, Status::kNotPassed},
        {Status::kNotPassed, kContained, false, Status::kPassed},
        {Status::kPassed, kComplex, true, Status::kRelapsed},
        {Status::kWatched, kContained, true, Status::kRelapsed},
        {Status::kOffTheList, kComplex, true, Status::kRelapsed},
        {Status::kOffTheList, kStable, false, Status::kOffTheList},
    };
    for (const Case& c : cases) {
        EXPECT_EQ(after({{kSecond, kContained, c.last}}, c.by_rule, c.elevated).status, c.expected)
            << static_cast<int>(c.last) << " " << static_cast<int>(c.by_rule) << " " << c.elevated;
    }
}

TEST(Memory, PassedIsHeldAtContainedUntilTheWatchIsOver) {
    const std::vector<EarlierReview> complex_before = {{kFirst, kComplex, Status::kProposed}};
    const RememberedClass passed = after(complex_before, kStable, false, kSecond);
    EXPECT_EQ(passed.status, Status::kPassed);
    EXPECT_EQ(passed.area_class, kContained);
    EXPECT_TRUE(passed.held);
    EXPECT_EQ(passed.below_since, kSecond);
    EXPECT_EQ(passed.entered, kFirst);

    std::vector<EarlierReview> history = complex_before;
    history.push_back({kSecond, kContained, Status::kPassed});
    // A day short of six months: still watched, still contained.
    const RememberedClass watched = after(history, kStable, false, day(2017, 6, 13));
    EXPECT_EQ(watched.status, Status::kWatched);
    EXPECT_EQ(watched.area_class, kContained);
    EXPECT_EQ(watched.below_since, kSecond);
    // Six months to the day: off the list and stable.
    const RememberedClass off = after(history, kStable, false, day(2017, 6, 14));
    EXPECT_EQ(off.status, Status::kOffTheList);
    EXPECT_EQ(off.area_class, kStable);
    EXPECT_FALSE(off.held);
    EXPECT_EQ(off.left, day(2017, 6, 14));
    // The watch is over, but the baseline window is still above the line: contained by the rule itself, not held, still
    // watched.
    const RememberedClass contained = after(history, kContained, false, day(2017, 12, 14));
    EXPECT_EQ(contained.status, Status::kWatched);
    EXPECT_EQ(contained.area_class, kContained);
    EXPECT_FALSE(contained.held);
}

TEST(Memory, RisingAgainStartsANewStay) {
    const std::vector<EarlierReview> history = {{day(2015, 6, 14), kComplex, Status::kProposed},
                                                {day(2015, 12, 14), kContained, Status::kPassed},
                                                {kFirst, kStable, Status::kOffTheList},
                                                {kSecond, kStable, Status::kOffTheList}};
    const RememberedClass relapsed = after(history, kComplex, true);
    EXPECT_EQ(relapsed.status, Status::kRelapsed);
    EXPECT_EQ(relapsed.area_class, kComplex);
    EXPECT_EQ(relapsed.entered, kNow);
    EXPECT_EQ(relapsed.previous_class, kStable);
    const RememberedClass off = after(history, kStable, false);
    EXPECT_EQ(off.left, kFirst);
}

TEST(Memory, ARowWithoutStatusIsReadFromItsClass) {
    EXPECT_EQ(after({{kSecond, kComplex, std::nullopt}}, kStable, false).status, Status::kPassed);
    EXPECT_EQ(after({{kSecond, kStable, std::nullopt}}, kStable, false).status, std::nullopt);
    EXPECT_EQ(after({{kSecond, kStable, std::nullopt}}, kComplex, true).status, Status::kProposed);
}

TEST(Memory, MonthsEndWhereMonthsEnd) {
    EXPECT_EQ(months_later(day(2017, 8, 31), 6), day(2018, 2, 28));
    EXPECT_EQ(months_later(day(2016, 12, 14), 6), day(2017, 6, 14));
    EXPECT_EQ(months_later(day(2016, 12, 14), 14), day(2018, 2, 14));
}

// Year from 15/12/2016. Two areas are being turned around, one passes; two had passed before, one relapses.
TEST(Memory, IndicatorsOfTheYear) {
    const LocalDay year_start = day(2016, 12, 15);
    YearIndicators year;
    const auto add = [&](std::vector<EarlierReview> history, AreaClass by_rule, bool elevated) {
        add_to_indicators(year, history, after(history, by_rule, elevated), year_start);
    };
    add({{kSecond, kComplex, Status::kBeingTurnedAround}}, kStable, false);
    add({{kSecond, kComplex, Status::kBeingTurnedAround}}, kComplex, true);
    add({{kSecond, kContained, Status::kPassed}}, kStable, false);
    add({{kSecond, kContained, Status::kWatched}}, kComplex, true);
    add({}, kStable, false);
    EXPECT_EQ(year.to_be_turned_around, 2u);
    EXPECT_EQ(year.turned_around, 1u);
    EXPECT_EQ(year.passed_before, 2u);
    EXPECT_EQ(year.not_relapsed, 1u);
}

}  // namespace
}  // namespace diaban
