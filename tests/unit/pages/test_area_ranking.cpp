#include "engine/pages/area_ranking.hpp"

#include <gtest/gtest.h>

#include "engine/pages/month_series.hpp"
#include "engine/pages/period_panels.hpp"

namespace diaban {
namespace {

Output output_of_three() {
    using namespace std::chrono;
    Output output;
    output.header.crs = {"EPSG:9209"};
    output.header.baseline = {local_days{year{2015} / 12 / 15}, local_days{year{2016} / 12 / 14}};
    output.header.current = {local_days{year{2016} / 12 / 15}, local_days{year{2017} / 12 / 14}};
    FeatureLayer areas{"areas", {}, GeometryKind::kArea, std::vector<Geometry>(3), {}};
    areas.table.columns = {{"area_id", TextValues{"1", "2", "3"}, "", ""},
                           {"name", TextValues{"A", "B", "C"}, "", ""},
                           {"class", TextValues{"stable", "complex", "complex"}, "", ""},
                           {"relative_risk", RealValues{9.0, 1.5, 3.0}, "", ""},
                           {"population", RealValues{1000.0, 2000.0, 4000.0}, "", ""}};
    output.layers.push_back({std::move(areas)});
    return output;
}

TEST(AreaRanking, ComplexFirstThenByRisk) {
    EXPECT_EQ(areas_by_concern(output_of_three()), (std::vector<std::size_t>{2, 1, 0}));
}

TEST(AreaRanking, RatioOfCountsByDays) {
    // 50 in 100 days against 100 in 200 days: the same rate; spread exp(1.96 sqrt(1/50 + 1/100)) = exp(0.339482).
    const auto ratio = count_ratio(50.0, 100.0, 100.0, 200.0);
    ASSERT_TRUE(ratio);
    EXPECT_DOUBLE_EQ(ratio->ratio, 1.0);
    EXPECT_NEAR(ratio->high, 1.404220, 1e-5);
    EXPECT_NEAR(ratio->low, 1.0 / 1.404220, 1e-5);
    EXPECT_FALSE(count_ratio(0.0, 10.0, 5.0, 10.0));
    EXPECT_EQ(direction_of(1.01, 2.0), Direction::kUp);
    EXPECT_EQ(direction_of(0.5, 0.99), Direction::kDown);
    EXPECT_EQ(direction_of(0.5, 1.0), Direction::kNoise);
}

TEST(AreaRanking, LongListsOfNamesAreCut) {
    const Catalogue& words = catalogue(Language::kEnglish);
    EXPECT_EQ(names_in_words({"A", "B"}, 3, words), "A, B");
    EXPECT_EQ(names_in_words({"A", "B", "C", "D"}, 2, words), "A, B and 2 more");
}

/// Two months before and two now for areas 1 and 2; 30 days each.
FeatureLayer four_months() {
    FeatureLayer layer;
    layer.name = "area_periods";
    layer.table.columns = {
        {"area_id", TextValues{"1", "2", "1", "2", "1", "2", "1", "2", "1"}, "", ""},
        {"period", TextValues{"month", "month", "month", "month", "month", "month", "month", "month", "current"}, "",
         ""},
        {"from",
         TextValues{"2015-12-15", "2015-12-15", "2016-01-15", "2016-01-15", "2016-12-15", "2016-12-15", "2017-01-15",
                    "2017-01-15", "2016-12-15"},
         "", ""},
        {"to",
         TextValues{"2016-01-14", "2016-01-14", "2016-02-14", "2016-02-14", "2017-01-14", "2017-01-14", "2017-02-14",
                    "2017-02-14", "2017-12-14"},
         "", ""},
        {"days", IntegerValues{30, 30, 30, 30, 30, 30, 30, 30, 365}, "", ""},
        {"n", IntegerValues{1, 2, 3, 4, 5, 6, 7, 8, 99}, "", ""}};
    return layer;
}

TEST(MonthSeries, MonthsOfBothWindowsInOrder) {
    Output output = output_of_three();
    output.layers.push_back({four_months()});
    const MonthSeries months = month_series(output, catalogue(Language::kVietnamese));
    EXPECT_EQ(months.labels, (std::vector<std::string>{"12/2015", "01/2016", "12/2016", "01/2017"}));
    EXPECT_EQ(months.current_from, 2u);
    EXPECT_EQ(months.of_area("2", 3), 8.0);
    EXPECT_EQ(months.of_area("nowhere", 0), 0.0);
}

TEST(PeriodPanels, RatesByMonthWithThePairsInColumns) {
    Output output = output_of_three();
    output.layers.push_back({four_months()});
    const PeriodMap map = period_panels(output, Language::kEnglish);
    ASSERT_EQ(map.periods.size(), 4u);
    EXPECT_EQ(map.columns, 2u);
    // 6 incidents, 2,000 residents, 30 days: 6 / (2 x 30 / 365.25) = 36.525 per 1,000 residents and year.
    EXPECT_NEAR(*map.periods[2].values[1], 36.525, 1e-9);
    EXPECT_FALSE(map.periods[2].values[2]);  // an area that the table does not hold
}

}  // namespace
}  // namespace diaban
