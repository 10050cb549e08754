#include "layers/base/calendar.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

TEST(Calendar, ATimeHasADayAndAnHour) {
    const LocalTime evening = day(2017, 12, 14) + std::chrono::hours{23} + std::chrono::minutes{59};
    EXPECT_EQ(day_of(evening), day(2017, 12, 14));
    EXPECT_EQ(hour_of(evening), 23);
    EXPECT_EQ(hour_of(day(2017, 12, 14)), 0);
    // Before 1970 days are counted downwards, hours are not.
    const LocalTime long_ago = day(1969, 12, 31) + std::chrono::hours{1} + std::chrono::seconds{1};
    EXPECT_EQ(day_of(long_ago), day(1969, 12, 31));
    EXPECT_EQ(hour_of(long_ago), 1);
}

TEST(Calendar, ADayIsReadAsItIsWritten) {
    EXPECT_EQ(iso_date(day(987, 2, 3)), "0987-02-03");
    EXPECT_EQ(day_from_iso("2016-02-29"), day(2016, 2, 29));
    EXPECT_EQ(day_from_iso(iso_date(day(1987, 10, 1))), day(1987, 10, 1));
}

TEST(Calendar, AnythingElseIsNoDay) {
    for (const char* text : {"", "2017-2-3", "2017-02-30", "2017-13-01", "2017-00-10", "2017/02/03", "03/02/2017",
                             "2017-02-03 ", "+017-02-03", "2017-02-0x"}) {
        EXPECT_FALSE(day_from_iso(text)) << text;
    }
}

}  // namespace
}  // namespace diaban
