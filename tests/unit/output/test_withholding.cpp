#include "engine/output/withholding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/output/review_kinds.hpp"

namespace diaban {
namespace {

using testing::ElementsAre;

Column figures(const char* name, IntegerValues values) {
    return {name, std::move(values), "", "field.x"};
}
Column texts(const char* name, TextValues values) {
    return {name, std::move(values), "", "field.x"};
}

template <typename Values>
const Values& values_of(const Table& table, const char* name) {
    return std::get<Values>(table.find(name)->values);
}

TEST(Withholding, OneToFourAreWithheldBelowFiveAndZeroIsShown) {
    EXPECT_THAT(withheld_rows({0, 1, 4, 5, std::nullopt}, {0, 0, 0, 0, 0}, 5), ElementsAre(0, 1, 1, 0, 0));
    EXPECT_THAT(withheld_rows({1, 2, 3}, {0, 0, 0}, 0), ElementsAre(0, 0, 0));
}

TEST(Withholding, ASingleSmallCountTakesTheNextSmallestWithIt) {
    // Total 3 + 9 + 20 = 32: with 9 and 20 shown, 3 could be had by subtraction.
    EXPECT_THAT(withheld_rows({20, 3, 9, 0}, {0, 0, 0, 0}, 5), ElementsAre(0, 1, 1, 0));
    // Two groups, each for itself; equal counts: the first.
    EXPECT_THAT(withheld_rows({3, 7, 7, 2, 1, 9}, {0, 0, 0, 1, 1, 1}, 5), ElementsAre(1, 1, 0, 1, 1, 0));
    // Nothing else was counted: there is nothing to protect it with.
    EXPECT_THAT(withheld_rows({3, 0, 0}, {0, 0, 0}, 5), ElementsAre(1, 0, 0));
}

TEST(Withholding, WhatNamesARowStaysAndEveryFigureGoes) {
    FeatureLayer areas;
    areas.name = "areas";
    areas.table.columns = {{"code", TextValues{"x", "y"}, "", ""},  // of the input
                           texts("area_id", {"a", "b"}),
                           texts("class", {"stable", "complex"}),
                           {"population", RealValues{100.0, 200.0}, "", "field.population"},
                           figures("n_current", {3, 30}),
                           figures("n_current_detected", {1, 2}),
                           figures("theme_drugs_n_current", {0, 4}),
                           texts("theme_drugs_class", {"stable", "stable"}),
                           figures("overlay_markets_n", {1, 1})};
    const SmallCounts small{5, LocalDay{}, {"a"}, 1};
    withhold(areas, small, areas_kind());
    const Table& table = areas.table;
    EXPECT_THAT(values_of<TextValues>(table, "code"), ElementsAre("x", "y"));
    EXPECT_THAT(values_of<TextValues>(table, "area_id"), ElementsAre("a", "b"));
    EXPECT_THAT(values_of<RealValues>(table, "population"), ElementsAre(100.0, 200.0));
    EXPECT_THAT(values_of<IntegerValues>(table, "overlay_markets_n"), ElementsAre(1, 1));
    EXPECT_THAT(values_of<BooleanValues>(table, "suppressed"), ElementsAre(true, false));
    EXPECT_THAT(values_of<TextValues>(table, "class"), ElementsAre(std::nullopt, "complex"));
    EXPECT_THAT(values_of<IntegerValues>(table, "n_current"), ElementsAre(std::nullopt, 30));
    // Parts of a count that is shown: two found by police is small, and so are four of a theme, with its class.
    EXPECT_THAT(values_of<IntegerValues>(table, "n_current_detected"), ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(values_of<IntegerValues>(table, "theme_drugs_n_current"), ElementsAre(std::nullopt, std::nullopt));
    EXPECT_THAT(values_of<TextValues>(table, "theme_drugs_class"), ElementsAre(std::nullopt, std::nullopt));
}

TEST(Withholding, MonthsAreJudgedWithinTheirAreaAndWindow) {
    FeatureLayer periods;
    periods.name = "area_periods";
    periods.table.columns = {texts("area_id", {"a", "a", "a", "a", "b"}),
                             texts("period", {"current", "month", "month", "month", "month"}),
                             texts("from", {"2017-01-01", "2017-01-01", "2017-02-01", "2017-03-01", "2017-01-01"}),
                             figures("n", {21, 2, 9, 10, 40})};
    withhold(periods, {5, LocalDay{}, {"b"}, 0}, area_periods_kind());
    // Of 21 = 2 + 9 + 10 the 2 is small and 9 protects it; the window's own row stands for itself.
    EXPECT_THAT(values_of<IntegerValues>(periods.table, "n"),
                ElementsAre(21, std::nullopt, std::nullopt, 10, std::nullopt));
    EXPECT_THAT(values_of<TextValues>(periods.table, "from"),
                ElementsAre("2017-01-01", "2017-01-01", "2017-02-01", "2017-03-01", "2017-01-01"));
}

TEST(Withholding, AUnitOfAnotherLevelIsJudgedByItsOwnCounts) {
    FeatureLayer level;
    level.name = "level_hamlet";
    level.table.columns = {texts("area_id", {"h1", "h2", "h3"}), texts("class", {"stable", "complex", "stable"}),
                           figures("n_baseline", {3, 40, 9}), figures("n_current", {20, 30, 10})};
    withhold(level, {5, LocalDay{}, {}, 0}, levels_kind());
    // Of 52 = 3 + 40 + 9 the 3 is small and 9, the next smallest, protects it.
    EXPECT_THAT(values_of<BooleanValues>(level.table, "suppressed"), ElementsAre(true, false, true));
    EXPECT_THAT(values_of<IntegerValues>(level.table, "n_current"), ElementsAre(std::nullopt, 30, std::nullopt));
    EXPECT_THAT(values_of<TextValues>(level.table, "class"), ElementsAre(std::nullopt, "complex", std::nullopt));
    EXPECT_THAT(values_of<TextValues>(level.table, "area_id"), ElementsAre("h1", "h2", "h3"));
}

TEST(Withholding, AreasWithSmallCountsAreFoundFromTheirTable) {
    Table areas;
    areas.columns = {texts("area_id", {"a", "b", "c", "d"}), figures("n_baseline", {0, 8, 30, 7}),
                     figures("n_current", {2, 9, 30, 12})};
    const SmallCounts small = small_counts(areas, LocalDay{}, 5);
    // a has 2 now; b has the next smallest count of that window and protects it. Zero speaks of nobody.
    EXPECT_THAT(small.areas, ElementsAre("a", "b"));
    EXPECT_EQ(small.small, 1u);
    EXPECT_EQ(small_count_findings(small).size(), 1u);
    EXPECT_TRUE(small_count_findings(small_counts(areas, LocalDay{}, 0)).empty());
}

TEST(Withholding, NothingChangesUnlessAsked) {
    FeatureLayer areas;
    areas.name = "areas";
    areas.table.columns = {texts("area_id", {"a"}), figures("n_current", {1})};
    withhold(areas, {}, areas_kind());
    EXPECT_EQ(areas.table.columns.size(), 2u);
    EXPECT_THAT(values_of<IntegerValues>(areas.table, "n_current"), ElementsAre(1));
}

}  // namespace
}  // namespace diaban
