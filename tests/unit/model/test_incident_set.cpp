#include "layers/model/incident_set.hpp"

#include <gtest/gtest.h>

#include "layers/model/areas.hpp"

namespace diaban {
namespace {

LocalDay day(unsigned d) {
    return LocalDay{std::chrono::year{2017} / 3 / d};
}

/// Six incidents of the first to the sixth of March: the third has no place, the fourth lies in no area, the fifth was
/// found by police.
IncidentSet six() {
    IncidentSet set;
    set.crs = {"EPSG:9209"};
    set.point = {{1, 1}, {2, 2}, {0, 0}, {4, 4}, {5, 5}, {6, 6}};
    set.located = {1, 1, 0, 1, 1, 1};
    set.weight = {1, 2, 3, 4, 5, 6};
    set.category = {1, 2, 1, 0, 2, 1};
    set.categories = {"", "theft", "robbery"};
    set.area_key = {"A", "B", "C", "D", "E", "F"};
    set.detected_by_police = {0, 0, 0, 0, 1, 0};
    set.row = {1, 2, 4, 8, 16, 32};
    set.area_of = {0, 1, 0, kNoArea, 1, 0};
    for (unsigned d = 1; d <= 6; ++d) {
        set.time.push_back(day(d) + std::chrono::hours{12});
    }
    return set;
}

TEST(RowsWhere, NothingAskedForIsEverything) {
    EXPECT_EQ(rows_where(six(), {}), (RowIndices{0, 1, 2, 3, 4, 5}));
    EXPECT_TRUE(rows_where({}, {}).empty());
}

TEST(RowsWhere, ByPlace) {
    EXPECT_EQ(rows_where(six(), {IncidentPlace::kLocated}), (RowIndices{0, 1, 3, 4, 5}));
    EXPECT_EQ(rows_where(six(), {IncidentPlace::kLocatedInArea}), (RowIndices{0, 1, 4, 5}));
}

TEST(RowsWhere, AWindowTakesBothItsDaysAndOneOfSeveralIsEnough) {
    IncidentFilter filter;
    filter.windows = {{day(2), day(3)}};
    EXPECT_EQ(rows_where(six(), filter), (RowIndices{1, 2}));
    filter.windows.push_back({day(6), day(6)});
    EXPECT_EQ(rows_where(six(), filter), (RowIndices{1, 2, 5}));
}

TEST(RowsWhere, ByCategoryAndByWhoFoundIt) {
    IncidentFilter filter;
    filter.categories = {"robbery", "arson"};
    EXPECT_EQ(rows_where(six(), filter), (RowIndices{1, 4}));
    filter.only_reported = true;
    EXPECT_EQ(rows_where(six(), filter), (RowIndices{1}));
    filter.categories = {"arson"};
    EXPECT_TRUE(rows_where(six(), filter).empty());
}

TEST(RowsWhere, EveryConditionMustHold) {
    IncidentFilter filter{IncidentPlace::kLocatedInArea, {{day(1), day(5)}}, {"theft", "robbery"}, true};
    EXPECT_EQ(rows_where(six(), filter), (RowIndices{0, 1}));
}

TEST(OnlyRows, TakesEveryColumnButTheNamesOfAreas) {
    const IncidentSet only = only_rows(six(), {1, 4});
    EXPECT_EQ(only.size(), 2u);
    EXPECT_EQ(only.crs.definition, "EPSG:9209");
    EXPECT_EQ(points_of(six(), {1, 4}), only.point);
    EXPECT_EQ(only.point.back(), (ProjectedPoint{5, 5}));
    EXPECT_EQ(only.weight, (std::vector<double>{2, 5}));
    EXPECT_EQ(only.categories[only.category[0]], "robbery");
    EXPECT_EQ(only.time[1], day(5) + std::chrono::hours{12});
    EXPECT_EQ(only.detected_by_police, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(only.row, (std::vector<std::uint64_t>{2, 16}));
    EXPECT_EQ(only.area_of, (std::vector<std::uint32_t>{1, 1}));
    EXPECT_EQ(only.located.size(), 2u);
    EXPECT_TRUE(only.area_key.empty());
    EXPECT_TRUE(only.estimated.empty());  // nobody gave it
}

TEST(KeepRows, LeavesTheOthersOutOfEveryColumn) {
    IncidentSet set = six();
    keep_rows(set, {0, 2, 3});
    EXPECT_EQ(set.size(), 3u);
    EXPECT_EQ(set.area_key, (std::vector<std::string>{"A", "C", "D"}));
    EXPECT_EQ(set.row, (std::vector<std::uint64_t>{1, 4, 8}));
    EXPECT_EQ(set.located, (std::vector<std::uint8_t>{1, 0, 1}));
    EXPECT_EQ(set.area_of, (std::vector<std::uint32_t>{0, 0, kNoArea}));
    EXPECT_EQ(set.time.size(), 3u);
    EXPECT_EQ(set.weight, (std::vector<double>{1, 3, 4}));
    keep_rows(set, {});
    EXPECT_EQ(set.size(), 0u);
    EXPECT_EQ(set.categories.size(), 3u);  // of the set, not of its rows
}

TEST(MarkedCategories, AllWhereNoneIsNamed) {
    EXPECT_EQ(marked_categories(six(), {}), (std::vector<std::uint8_t>{1, 1, 1}));
    EXPECT_EQ(marked_categories(six(), {"robbery"}), (std::vector<std::uint8_t>{0, 0, 1}));
}

}  // namespace
}  // namespace diaban
