#include "layers/read/local_time_text.hpp"

#include <gtest/gtest.h>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

LocalTime at(int y, unsigned m, unsigned d, int hour = 0, int minute = 0, int second = 0) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}} + std::chrono::hours{hour} +
           std::chrono::minutes{minute} + std::chrono::seconds{second};
}

std::optional<LocalTime> iso(const char* text) {
    return parse_local_time(text, {});
}
std::optional<LocalTime> day_first(const char* text) {
    return parse_local_time(text, {"", DateOrder::kDayMonthYear});
}
std::optional<LocalTime> month_first(const char* text) {
    return parse_local_time(text, {"", DateOrder::kMonthDayYear});
}
std::optional<LocalTime> by(const char* pattern, const char* text) {
    return parse_local_time(text, {pattern});
}

TEST(LocalTimeText, YearFirst) {
    EXPECT_EQ(iso("2017-12-14"), at(2017, 12, 14));
    EXPECT_EQ(iso(" 2017-12-14\r"), at(2017, 12, 14));
    EXPECT_EQ(iso("2017/3/4"), at(2017, 3, 4));
    EXPECT_EQ(iso("2017.03.04"), at(2017, 3, 4));
    EXPECT_EQ(iso("2018-10"), at(2018, 10, 1));
    EXPECT_EQ(iso("2017-12-14T22:48:05"), at(2017, 12, 14, 22, 48, 5));
    EXPECT_EQ(iso("2017-12-14 22:48"), at(2017, 12, 14, 22, 48));
    EXPECT_EQ(iso("2017-12-14 22:48:05.123456789"), at(2017, 12, 14, 22, 48, 5));
}

TEST(LocalTimeText, DayFirstAsWrittenInVietnam) {
    EXPECT_EQ(day_first("14/12/2017"), at(2017, 12, 14));
    EXPECT_EQ(day_first("4/3/2017 7:05"), at(2017, 3, 4, 7, 5));
    EXPECT_EQ(day_first("14-12-17"), at(2017, 12, 14));
    EXPECT_EQ(day_first("14.12.98"), at(1998, 12, 14));
    EXPECT_EQ(day_first("14/12/2017 22h48"), at(2017, 12, 14, 22, 48));
    EXPECT_EQ(day_first("14/12/2017 22h"), at(2017, 12, 14, 22));
    EXPECT_EQ(day_first("14/12/2017 9g30"), at(2017, 12, 14, 9, 30));
    EXPECT_EQ(month_first("12/14/2017"), at(2017, 12, 14));
    EXPECT_FALSE(month_first("14/12/2017"));
}

TEST(LocalTimeText, TwelveHours) {
    EXPECT_EQ(month_first("12/14/2017 12:05:00 AM"), at(2017, 12, 14, 0, 5));
    EXPECT_EQ(month_first("12/14/2017 12:05 pm"), at(2017, 12, 14, 12, 5));
    EXPECT_EQ(month_first("12/14/2017 1:05PM"), at(2017, 12, 14, 13, 5));
    EXPECT_FALSE(month_first("12/14/2017 13:05 PM"));
    EXPECT_FALSE(month_first("12/14/2017 0:05 AM"));
}

TEST(LocalTimeText, OffsetsMoveToLocalTime) {
    EXPECT_EQ(iso("2017-12-14T22:00:00Z"), at(2017, 12, 15, 5));
    EXPECT_EQ(iso("2017-12-14T22:00:00+07:00"), at(2017, 12, 14, 22));
    EXPECT_EQ(iso("2017-12-14T22:00:00+0700"), at(2017, 12, 14, 22));
    EXPECT_EQ(iso("2017-12-14T22:00:00 -03:30"), at(2017, 12, 15, 8, 30));
    TimeFormat houston;
    houston.utc_offset = std::chrono::minutes{-360};
    EXPECT_EQ(parse_local_time("2010-01-01T06:00:00+0000", houston), at(2010, 1, 1));
}

// Half-read text is no date: each of these once lost its tail in silence.
TEST(LocalTimeText, NothingIsReadByHalves) {
    for (const char* text : {"2017-12-14T22:48+7",
                             "2017-12-14T22:48+",
                             "2017-12-14T22:48+07:3",
                             "2017-12-14T22:48+99:00",
                             "2017-12-14T22:48+07:60",
                             "2017-12-14 22:5",
                             "2017-12-14 22:",
                             "2017-12-14 22:48:",
                             "2017-12-14 22:48:5",
                             "2017-12-14 22:48:05.",
                             "2017-12-1422:48",
                             "2017-12-14T",
                             "2017-12-14 x",
                             "2017-12-14 22:48 XM",
                             "2017-12-14 22:48 PM x",
                             "2017-12-14-15",
                             "2017-12-",
                             "2017-",
                             "2017",
                             "x2017-12-14"}) {
        EXPECT_FALSE(iso(text)) << text;
    }
    EXPECT_FALSE(day_first("01/02/201812:30"));
}

TEST(LocalTimeText, DaysThatDoNotExist) {
    for (const char* text : {"2017-02-29", "2017-04-31", "2017-13-01", "2017-00-10", "2017-01-00", "2017-01-32",
                             "2017-01-01 24:00", "2017-01-01 23:60", "2017-01-01 23:59:61"}) {
        EXPECT_FALSE(iso(text)) << text;
    }
    EXPECT_EQ(iso("2016-02-29"), at(2016, 2, 29));
    EXPECT_FALSE(day_first("31/02/2017"));
    EXPECT_FALSE(day_first("29/02/1900"));
}

// "22/48" is a count of areas, "1.756" a number of people, "09 vu" a number of incidents.
TEST(LocalTimeText, NumbersAreNoDates) {
    for (const char* text : {"22/48", "", "   ", "1.756", "09 vụ", "43082", "12:30", "NaN", "31/12", "1/2/345"}) {
        EXPECT_FALSE(iso(text)) << text;
        EXPECT_FALSE(day_first(text)) << text;
        EXPECT_FALSE(month_first(text)) << text;
    }
    EXPECT_FALSE(iso(std::string(1 << 20, '9').c_str()));
    EXPECT_FALSE(day_first(std::string(1 << 20, ' ').c_str()));
}

TEST(LocalTimeText, DeclaredPatterns) {
    EXPECT_EQ(by("%d/%m/%Y %H:%M", "14/12/2017 22:48"), at(2017, 12, 14, 22, 48));
    EXPECT_EQ(by("%Y%m%d%H%M", "201712142248"), at(2017, 12, 14, 22, 48));
    EXPECT_EQ(by("%d-%b-%y", "14-DEC-17"), at(2017, 12, 14));
    EXPECT_EQ(by("%m/%d/%Y %I:%M:%S %p", "12/14/2017 12:00:01 AM"), at(2017, 12, 14, 0, 0, 1));
    EXPECT_EQ(by("%Y-%m-%dT%H:%M:%S%z", "2017-12-14T22:00:00Z"), at(2017, 12, 15, 5));
    EXPECT_EQ(by("ngày %d tháng %m năm %Y", "ngày 14 tháng 12 năm 2017"), at(2017, 12, 14));
    EXPECT_FALSE(by("%d/%m/%Y", "14/12/2017 22:48"));
    EXPECT_FALSE(by("%d/%m/%Y", "14/12"));
    EXPECT_FALSE(by("%d-%b-%Y", "14-XXX-2017"));
}

TEST(LocalTimeText, APatternNeedsAYearAndAMonthThatItKnows) {
    for (const char* pattern : {"%d/%m/%Y", "%y%b", "%Y-%m-%dT%H:%M:%S%z", "%m/%d/%Y %I:%M %p"}) {
        EXPECT_TRUE(is_complete_pattern(pattern)) << pattern;
    }
    for (const char* pattern : {"", "%d/%m", "%Y", "%H:%M", "dd/mm/yyyy", "%d/%m/%Y %Q", "%Y-%m-%", "%%Y%m"}) {
        EXPECT_FALSE(is_complete_pattern(pattern)) << pattern;
    }
}

}  // namespace
}  // namespace diaban
