#include "layers/text/area_resolver.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

using namespace std::chrono_literals;

const LocalDay kChange{2025y / 7 / 1};
const LocalDay kBefore{2024y / 3 / 1};
const LocalDay kAfter{2025y / 9 / 1};

// Present areas: A0 Phường Hồng Quang, B0 Xã Ý Yên, C0 Xã Tân Minh. The old list: code A0 was Xã Cũ and went to B0; Xã
// Tân Minh (code X1) went to A0; two Xã Hồng Quang went to different areas; Xã Đôi twice to C0; Xã Chia to two areas by
// shares, Xã Tách without, Xã Xa elsewhere.
AreaResolver resolver(std::optional<LocalDay> date = kChange) {
    Crosswalk crosswalk;
    crosswalk.date = date;
    crosswalk.units = {{"A0", "Xã Cũ", "", {{1, {}}}},
                       {"X1", "Xã Tân Minh", "", {{0, {}}}},
                       {"X2", "Xã Hồng Quang", "Huyện Nam Trực", {{0, {}}}},
                       {"X3", "Xã Hồng Quang", "Huyện Ý Yên", {{1, {}}}},
                       {"X4", "Xã Đôi", "Huyện Nam Trực", {{2, {}}}},
                       {"X5", "Xã Đôi", "Huyện Ý Yên", {{2, {}}}},
                       {"X6", "Xã Chia", "", {{0, 0.75}, {1, 0.25}}},
                       {"X7", "Xã Tách", "", {{0, {}}, {1, {}}}},
                       {"X8", "Xã Xa", "", {{std::nullopt, {}}}},
                       {"B0", "Xã Ý Yên", "", {{1, {}}}}};
    return AreaResolver({{"A0", "B0", "C0"}, {"Phường Hồng Quang", "Xã Ý Yên", "Xã Tân Minh"}, {"", "", ""}},
                        crosswalk);
}

TEST(AreaResolver, ACodeThatChangedItsUnitIsReadByTheDay) {
    const Resolution before = resolver().resolve("A0", kBefore);
    EXPECT_EQ(before.how, Resolved::kMerged);
    EXPECT_EQ(before.area, 1u);
    const Resolution after = resolver().resolve("A0", kAfter);
    EXPECT_EQ(after.how, Resolved::kArea);
    EXPECT_EQ(after.area, 0u);
    // The day of the change is the first of the present units.
    EXPECT_EQ(resolver().resolve("A0", kChange).area, 0u);
}

TEST(AreaResolver, ANameThatMovedIsReadByTheDay) {
    EXPECT_EQ(resolver().resolve("X. Tân Minh", kBefore).area, 0u);
    EXPECT_EQ(resolver().resolve("X. Tân Minh", kAfter).area, 2u);
}

TEST(AreaResolver, WithoutADayTwoReadingsAreNone) {
    const Resolution no_day = resolver().resolve("A0", std::nullopt);
    EXPECT_EQ(no_day.how, Resolved::kAmbiguous);
    EXPECT_EQ(no_day.nearest, (std::vector<std::string>{"Xã Cũ [A0]", "Phường Hồng Quang [A0]"}));
    EXPECT_EQ(resolver(std::nullopt).resolve("A0", kBefore).how, Resolved::kAmbiguous);
    // Both readings lead to one area: no day is needed.
    EXPECT_EQ(resolver(std::nullopt).resolve("B0", std::nullopt).area, 1u);
    EXPECT_TRUE(resolver(std::nullopt).resolve("B0", std::nullopt).found());
}

TEST(AreaResolver, OldNamesAreReadWhateverTheDay) {
    EXPECT_EQ(resolver().resolve("Xã Cũ", kAfter).area, 1u);
    EXPECT_EQ(resolver().resolve("Xã Cũ", std::nullopt).how, Resolved::kMerged);
}

TEST(AreaResolver, UnitsOfOneNameAreOneOnlyIfTheyWentToOneArea) {
    EXPECT_EQ(resolver().resolve("Xã Đôi", kBefore).area, 2u);
    const Resolution shared = resolver().resolve("Xã Hồng Quang", kBefore);
    EXPECT_EQ(shared.how, Resolved::kAmbiguous);
    EXPECT_EQ(shared.nearest,
              (std::vector<std::string>{"Xã Hồng Quang, Huyện Nam Trực [X2]", "Xã Hồng Quang, Huyện Ý Yên [X3]"}));
    EXPECT_EQ(resolver().resolve("Xã Hồng Quang, H. Ý Yên", kBefore).area, 1u);
    // Without its type the name is the present ward's as well; from the change on it is that alone.
    EXPECT_EQ(resolver().resolve("Hồng Quang", kBefore).how, Resolved::kAmbiguous);
    EXPECT_EQ(resolver().resolve("Hồng Quang", kAfter).area, 0u);
}

TEST(AreaResolver, SplitAndFarUnitsAreTold) {
    EXPECT_EQ(resolver().resolve("Xã Chia", kBefore).how, Resolved::kSplit);
    EXPECT_EQ(resolver().resolve("Xã Chia", kBefore).old_unit, 6u);
    EXPECT_EQ(resolver().resolve("Xã Xa", kBefore).how, Resolved::kElsewhere);
    const Resolution unknown = resolver().resolve("Xã Không Có", kBefore);
    EXPECT_EQ(unknown.how, Resolved::kUnknown);
    EXPECT_EQ(unknown.nearest.size(), 3u);
}

TEST(SplitApportionment, KeepsEveryShareToWithinOneRow) {
    const AreaResolver areas = resolver();
    SplitApportionment split(areas.crosswalk());
    double given[2] = {0, 0};
    for (int row = 1; row <= 1000; ++row) {
        const auto to = split.next(6);
        ASSERT_TRUE(to);
        given[*to] += 1.0;
        EXPECT_LE(std::abs(given[0] - 0.75 * row), 1.0) << row;
    }
    EXPECT_EQ(given[0], 750.0);
    EXPECT_EQ(given[1], 250.0);
    EXPECT_FALSE(split.next(7));
}

}  // namespace
}  // namespace diaban
