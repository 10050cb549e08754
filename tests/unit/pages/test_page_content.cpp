#include "engine/pages/page_content.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/output/review_kinds.hpp"
#include "engine/output/write_output.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

template <typename Values>
Values values(const Table& table, const char* name) {
    return std::get<Values>(table.find(name)->values);
}

/// Two areas of 2,000 and of unknown residents, two months in the wrong order.
Output two_months() {
    Output output;
    output.header.interval = 0.95;
    output.header.crs = {"EPSG:9209"};
    FeatureLayer areas{
        "areas",
        {"EPSG:9209"},
        GeometryKind::kArea,
        {test::rectangle(500000, 2200000, 500010, 2200010), test::rectangle(500010, 2200000, 500020, 2200010)},
        {}};
    areas.table.columns = {{"area_id", TextValues{"1", "2"}, "", "field.area_id"},
                           {"population", RealValues{2000.0, std::nullopt}, "residents", "field.population"},
                           {"n_baseline", IntegerValues{0, 7}, "", "field.n_baseline"},
                           {"n_current", IntegerValues{10, 0}, "", "field.n_current"}};
    FeatureLayer periods{"area_periods", {}, GeometryKind::kNone, {}, {}};
    periods.table.columns = {
        {"area_id", TextValues{"1", "2", "1", "2", "1", "2"}, "", "field.area_id"},
        {"period", TextValues{"current", "current", "month", "month", "month", "month"}, "", "field.period"},
        {"from", TextValues{"2017-02-15", "2017-02-15", "2017-02-15", "2017-02-15", "2017-01-15", "2017-01-15"}, "",
         "field.from"},
        {"to", TextValues{"2017-03-14", "2017-03-14", "2017-03-14", "2017-03-14", "2017-02-14", "2017-02-14"}, "",
         "field.to"},
        {"n", IntegerValues{10, 0, 10, 0, 0, 7}, "", "field.n"},
        {"n_detected", IntegerValues{1, 0, 1, 0, 0, 2}, "", "field.n_detected"},
        {"rate", RealValues{65.2, std::nullopt, 65.2, std::nullopt, 0.0, std::nullopt}, "", "field.rate"}};
    output.layers = {{areas}, {periods}};
    output.record = {
        {"results",
         {{"baseline", {{"incidents", 7}, {"located", 6}, {"outside_areas", 1}, {"area_name_unknown", 0}}},
          {"current", {{"incidents", 10}, {"located", 9}, {"outside_areas", 2}, {"area_name_unknown", 1}}},
          {"outside_windows", 3},
          {"located_share", 0.8}}},
        {"inputs", Json::list({Json{{"role", "incidents"}, {"rejected_by_reason", {{"reject.date-unreadable", 2}}}}})},
        {"warnings",
         Json::list({Json{{"severity", "warning"}, {"vi", "có điều cần biết"}, {"en", "a thing to know"}}})}};
    output.figures.rows_read = 9;
    output.figures.rows_rejected = 2;
    return output;
}

TEST(PageContent, PeriodsAreInOrderOfTimeWithExactIntervals) {
    const ViewerPeriods periods = page_periods(two_months());
    ASSERT_EQ(periods.windows.size(), 2U);
    EXPECT_EQ(iso_date(periods.windows[0].from), "2017-01-15");
    EXPECT_EQ(values<IntegerValues>(periods.figures, "n"), (IntegerValues{0, 10, 7, 0}));
    EXPECT_EQ(values<IntegerValues>(periods.figures, "n_detected"), (IntegerValues{0, 1, 2, 0}));
    // 28 days of 2,000 residents: 2 x 28 / 365.25 thousand-years. Garwood's limits for 10 are 4.795 and 18.390.
    const double exposure = 2.0 * 28 / 365.25;
    EXPECT_NEAR(*values<RealValues>(periods.figures, "rate_low")[1], 4.795 / exposure, 0.01);
    EXPECT_NEAR(*values<RealValues>(periods.figures, "rate_high")[1], 18.390 / exposure, 0.01);
    EXPECT_EQ(values<RealValues>(periods.figures, "rate_low")[0], 0.0);
    EXPECT_FALSE(values<RealValues>(periods.figures, "rate_high")[2]) << "no residents, no rate";
}

TEST(PageContent, AWithheldMonthHasNoIntervalThatGivesItAway) {
    Output output = two_months();
    prepare_layers(output, review_kinds(), 8);  // area 2 had 7 in the baseline
    const ViewerPeriods periods = page_periods(output);
    EXPECT_EQ(values<BooleanValues>(periods.figures, "suppressed"), (BooleanValues{false, false, true, true}));
    EXPECT_FALSE(values<IntegerValues>(periods.figures, "n")[2]);
    EXPECT_FALSE(values<RealValues>(periods.figures, "rate_low")[2]);
    EXPECT_FALSE(values<RealValues>(periods.figures, "rate_high")[2]);
}

const ViewerLayer* shown(const ViewerContent& content, const std::string& name) {
    const auto found = std::find_if(content.layers.begin(), content.layers.end(),
                                    [&](const ViewerLayer& layer) { return layer.layer.name == name; });
    return found == content.layers.end() ? nullptr : &*found;
}

TEST(PageContent, SingleIncidentsOnlyWherePrivacyAllowsThem) {
    Output output = two_months();
    FeatureLayer tips{"overlay_tips", {"EPSG:9209"}, GeometryKind::kPoint, {ProjectedPoint{500001, 2200001}}, {}};
    tips.table.columns = {{"name", TextValues{"tin 1"}, "", ""}};
    output.layers.push_back({tips, {}, {}, ShowsPlaces::kOfSingleIncidents});
    EXPECT_EQ(shown(page_content(output, review_kinds()), "overlay_tips"), nullptr);
    // What is counted of them by area is told, so the layer is named, without a place in it.
    output.layers[0].layer.table.columns.push_back({"overlay_tips_n", IntegerValues{1, 0}, "", "field.n"});
    const ViewerContent counted = page_content(output, review_kinds());
    ASSERT_NE(shown(counted, "overlay_tips"), nullptr);
    EXPECT_TRUE(shown(counted, "overlay_tips")->layer.geometry.empty());
    EXPECT_TRUE(shown(counted, "overlay_tips")->layer.table.columns.empty());
    output.show_incidents = true;
    EXPECT_EQ(shown(page_content(output, review_kinds()), "overlay_tips")->layer.geometry.size(), 1u);
}

/// The mend of this version: a level's figures stood on the page although the GeoPackage withheld them.
TEST(PageContent, ALevelIsWithheldOnThePageAsInTheGeoPackage) {
    Output output = two_months();
    FeatureLayer level{"level_hamlet", {"EPSG:9209"}, GeometryKind::kArea, {Geometry{}, Geometry{}}, {}};
    level.table.columns = {{"area_id", TextValues{"h1", "h2"}, "", "field.area_id"},
                           {"class", TextValues{"complex", "stable"}, "", "field.class"},
                           {"reason_en", TextValues{"2 incidents", "30 incidents"}, "", "field.reason_en"},
                           {"n_baseline", IntegerValues{30, 20}, "", "field.n_baseline"},
                           {"n_current", IntegerValues{2, 30}, "", "field.n_current"}};
    output.layers.push_back({level});
    prepare_layers(output, review_kinds(), 5);
    const ViewerContent content = page_content(output, review_kinds());
    const ViewerLayer* on_page = shown(content, "level_hamlet");
    ASSERT_NE(on_page, nullptr);
    EXPECT_EQ(on_page->layer.table.find("reason_en"), nullptr)
        << "what the page does not ask for stays in the GeoPackage";
    EXPECT_FALSE(values<IntegerValues>(on_page->layer.table, "n_current")[0]);
    EXPECT_FALSE(values<TextValues>(on_page->layer.table, "class")[0]);
    EXPECT_EQ(values<BooleanValues>(on_page->layer.table, "suppressed")[0], true);
    EXPECT_EQ(on_page->title.vi, catalogue(Language::kVietnamese).say("viewer.level.hamlet"));
}

TEST(PageContent, QualityCountsRowsByReasonAndTellsFindings) {
    const std::vector<ViewerNote> notes = page_quality(two_months());
    const auto find = [&](const std::string& key) {
        const TwoLanguages words = in_both_languages(key);
        return std::find_if(notes.begin(), notes.end(),
                            [&](const ViewerNote& note) { return note.words.vi == words.vi; });
    };
    EXPECT_EQ(find("quality.rows-read")->count, 9U);
    EXPECT_EQ(find("quality.rows-rejected")->count, 2U);
    EXPECT_EQ(find("reject.date-unreadable")->count, 2U);
    EXPECT_EQ(find("quality.not-located")->count, 2U);
    EXPECT_EQ(find("quality.outside-areas")->count, 3U);
    EXPECT_EQ(notes.back().kind, "warning");
    EXPECT_EQ(notes.back().words.en, "a thing to know");
}

}  // namespace
}  // namespace diaban
