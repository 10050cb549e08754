#include "layers/model/tet.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace diaban {
namespace {

// As announced by the Government's holiday notices and printed in calendars.
TEST(Tet, AsAnnounced) {
    const std::vector<std::pair<int, std::string>> announced = {
        {1990, "1990-01-27"}, {2000, "2000-02-05"}, {2007, "2007-02-17"}, {2010, "2010-02-14"}, {2014, "2014-01-31"},
        {2015, "2015-02-19"}, {2016, "2016-02-08"}, {2017, "2017-01-28"}, {2018, "2018-02-16"}, {2019, "2019-02-05"},
        {2020, "2020-01-25"}, {2021, "2021-02-12"}, {2022, "2022-02-01"}, {2023, "2023-01-22"}, {2024, "2024-02-10"},
        {2025, "2025-01-29"}, {2026, "2026-02-17"}};
    for (const auto& [year, date] : announced) {
        EXPECT_EQ(iso_date(tet(year).value()), date);
    }
}

// A lunar year has 12 months (353 to 355 days) or 13 (383 to 385), and Tết lies between 21 January and 20 February.
TEST(Tet, EveryYearIsALunarYear) {
    for (int year = kFirstTetYear; year <= kLastTetYear; ++year) {
        const std::string date = iso_date(tet(year).value());
        EXPECT_EQ(date.substr(0, 4), std::to_string(year));
        EXPECT_GE(date.substr(5), "01-21");
        EXPECT_LE(date.substr(5), "02-20");
        if (year < kLastTetYear) {
            const auto days = (*tet(year + 1) - *tet(year)).count();
            EXPECT_TRUE((days >= 353 && days <= 355) || (days >= 383 && days <= 385)) << year << ": " << days;
        }
    }
    EXPECT_FALSE(tet(kFirstTetYear - 1));
    EXPECT_FALSE(tet(kLastTetYear + 1));
}

TEST(Tet, AWindowHoldsBothEnds) {
    const TimeWindow window = tet_window(2017, 7, 10).value();
    EXPECT_EQ(iso_date(window.from), "2017-01-21");
    EXPECT_EQ(iso_date(window.to), "2017-02-07");
    EXPECT_EQ(window.days(), 18);
    EXPECT_FALSE(tet_window(1900, 1, 1));
}

}  // namespace
}  // namespace diaban
