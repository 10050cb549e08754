#include "layers/read/valid_days.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using namespace std::chrono_literals;

TEST(ValidDays, AreReadInTheFormsOfRegisters) {
    const LocalDay first{2025y / 7 / 1};
    for (const char* text : {"2025-07-01", "2025/07/01", "2025-07-01T00:00:00", "2025-07-01 00:00:00", "01/07/2025",
                             "1/7/2025", "1.7.2025", " 01-07-2025"}) {
        EXPECT_EQ(day_of_text(text), first) << text;
    }
    for (const char* text :
         {"", "2025", "2025-07", "31/02/2025", "01/07/25", "45839", "2025-07-01x", "a/b/c", "20250701"}) {
        EXPECT_EQ(day_of_text(text), std::nullopt) << text;
    }
}

TEST(ValidDays, BothEndsBelong) {
    const ValidDays days{LocalDay{2024y / 9 / 1}, LocalDay{2025y / 6 / 30}};
    EXPECT_TRUE(days.contain(LocalDay{2024y / 9 / 1}));
    EXPECT_TRUE(days.contain(LocalDay{2025y / 6 / 30}));
    EXPECT_FALSE(days.contain(LocalDay{2025y / 7 / 1}));
    EXPECT_TRUE(ValidDays{}.contain(LocalDay{2025y / 7 / 1}));
}

}  // namespace
}  // namespace diaban
