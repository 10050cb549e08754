#include "engine/input/date_counts.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

const ReviewDates kDates{{day(2016, 1, 1), day(2016, 12, 31)}, {day(2017, 1, 1), day(2017, 12, 31)}, day(2017, 12, 14)};

IncidentSet at(const std::vector<LocalTime>& times) {
    IncidentSet layer;
    for (const LocalTime time : times) {
        layer.time.push_back(time);
        layer.point.push_back({0, 0});
        layer.row.push_back(layer.row.size() + 11);
    }
    return layer;
}

// The future is measured against the date of the review, also where the current window reaches beyond it.
TEST(DateCounts, FutureAndFarPastAndOutside) {
    const DateCounts counts = count_dates(
        at({day(2017, 12, 14) + std::chrono::hours{23}, day(2017, 12, 15), day(2027, 1, 1),
            day(1989, 12, 31) + std::chrono::hours{23}, day(1990, 1, 1), day(1899, 12, 30), day(2016, 6, 1)}),
        kDates);
    EXPECT_EQ(counts.incidents, 7u);
    EXPECT_EQ(counts.future, 2u);
    EXPECT_EQ(counts.first_future_row, 12u);
    EXPECT_EQ(counts.before_1990, 2u);
    EXPECT_EQ(counts.first_before_1990_row, 14u);
    EXPECT_EQ(counts.outside_windows, 4u);
    const auto findings = date_findings(counts);
    ASSERT_EQ(findings.size(), 3u);
    EXPECT_EQ(findings[0].arguments.at("date"), "2017-12-15");
    EXPECT_EQ(findings[0].arguments.at("as_of"), "2017-12-14");
    EXPECT_EQ(findings[1].arguments.at("date"), "1989-12-31");
    EXPECT_EQ(findings[2].arguments.at("count"), "4");
}

TEST(DateCounts, NothingToTell) {
    EXPECT_TRUE(date_findings(count_dates(at({day(2016, 1, 1), day(2017, 12, 14)}), kDates)).empty());
    EXPECT_TRUE(date_findings(count_dates(at({}), kDates)).empty());
}

}  // namespace
}  // namespace diaban
