#include "layers/model/periods.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

TEST(Periods, PoliceYearRunsFrom15DecemberTo14December) {
    const TimeWindow year{day(2016, 12, 15), day(2017, 12, 14)};
    EXPECT_EQ(year_containing(day(2016, 12, 15), {12, 15}), year);
    EXPECT_EQ(year_containing(day(2017, 6, 1), {12, 15}), year);
    EXPECT_EQ(year_containing(day(2017, 12, 14), {12, 15}), year);
    EXPECT_EQ(year_containing(day(2017, 12, 15), {12, 15}).from, day(2017, 12, 15));
    EXPECT_EQ(year.days(), 365);
}

TEST(Periods, PoliceMonthRunsFromThe15thToThe14th) {
    EXPECT_EQ(month_containing(day(2017, 3, 14), 15), (TimeWindow{day(2017, 2, 15), day(2017, 3, 14)}));
    EXPECT_EQ(month_containing(day(2017, 3, 15), 15), (TimeWindow{day(2017, 3, 15), day(2017, 4, 14)}));
    EXPECT_EQ(month_containing(day(2017, 1, 1), 15), (TimeWindow{day(2016, 12, 15), day(2017, 1, 14)}));
    EXPECT_EQ(month_containing(day(2016, 2, 29), 1), (TimeWindow{day(2016, 2, 1), day(2016, 2, 29)}));
}

// Every day belongs to exactly one year, whatever the start, 29 February included.
TEST(Periods, YearsPartitionTheDays) {
    for (const MonthDay start : {MonthDay{1, 1}, {12, 15}, {2, 28}, {2, 29}, {3, 1}, {11, 1}}) {
        TimeWindow current = year_containing(day(2010, 1, 1), start);
        for (LocalDay d = day(2010, 1, 1); d < day(2021, 1, 1); d += std::chrono::days{1}) {
            const TimeWindow window = year_containing(d, start);
            ASSERT_LE(window.from, d);
            ASSERT_GE(window.to, d);
            if (!(window == current)) {
                ASSERT_EQ(window.from, current.to + std::chrono::days{1}) << iso_date(d);
                current = window;
            }
        }
    }
}

TEST(Periods, AYearThatStartsOn29FebruaryStartsOn28InOtherYears) {
    EXPECT_EQ(year_containing(day(2016, 3, 1), {2, 29}).from, day(2016, 2, 29));
    EXPECT_EQ(year_containing(day(2017, 3, 1), {2, 29}).from, day(2017, 2, 28));
}

TEST(Periods, BothEndsBelongToTheWindowToTheLastSecond) {
    const TimeWindow window{day(2017, 1, 1), day(2017, 1, 2)};
    EXPECT_TRUE(window.contains(day(2017, 1, 1)));
    EXPECT_TRUE(window.contains(day(2017, 1, 3) - std::chrono::seconds{1}));
    EXPECT_FALSE(window.contains(day(2017, 1, 3)));
    EXPECT_FALSE(window.contains(day(2017, 1, 1) - std::chrono::seconds{1}));
    EXPECT_EQ(window.days(), 2);
    EXPECT_DOUBLE_EQ((TimeWindow{day(2001, 1, 1), day(2004, 12, 31)}.years()), 1461 / 365.25);
}

TEST(Periods, AnOpenEndReachesAsFarAsTheCalendar) {
    const TimeWindow after = window_between(day(2017, 1, 2), std::nullopt);
    EXPECT_FALSE(after.contains(day(2017, 1, 2) - std::chrono::seconds{1}));
    EXPECT_TRUE(after.contains(day(9999, 12, 31)));
    const TimeWindow before = window_between(std::nullopt, day(2017, 1, 2));
    EXPECT_TRUE(before.contains(day(1, 1, 1)));
    EXPECT_TRUE(before.contains(day(2017, 1, 3) - std::chrono::seconds{1}));
    EXPECT_FALSE(before.contains(day(2017, 1, 3)));
}

TEST(Periods, JustBeforeHasTheSameLengthAndTouches) {
    const TimeWindow window{day(2017, 12, 15), day(2018, 2, 14)};
    const TimeWindow before = window_just_before(window);
    EXPECT_EQ(before.days(), window.days());
    EXPECT_EQ(before.to, day(2017, 12, 14));
}

TEST(Periods, SamePeriodAYearBefore) {
    EXPECT_EQ(same_period_a_year_before({day(2016, 12, 15), day(2017, 12, 14)}),
              (TimeWindow{day(2015, 12, 15), day(2016, 12, 14)}));
    EXPECT_EQ(same_period_a_year_before({day(2016, 2, 1), day(2016, 2, 29)}),
              (TimeWindow{day(2015, 2, 1), day(2015, 2, 28)}));
}

TEST(Periods, DatesAsWritten) {
    EXPECT_EQ(iso_date(day(2017, 2, 3)), "2017-02-03");
    EXPECT_EQ(vietnamese_date(day(2017, 2, 3)), "03/02/2017");
}

}  // namespace
}  // namespace diaban
