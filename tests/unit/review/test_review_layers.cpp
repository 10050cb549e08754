#include "engine/review/review_layers.hpp"

#include <gtest/gtest.h>

#include "tests/support/two_areas.hpp"

namespace diaban {
namespace {

using test::column;
using test::kReviewDay;
using Case = test::ReviewCase;
using test::two_areas;

TEST(AreaPeriodsLayer, OneRowForEachAreaAndWindow) {
    Case c = two_areas();
    c.analysis.months = {c.analysis.current};
    const FeatureLayer layer = area_periods_layer({c.project, c.data, c.analysis});
    EXPECT_EQ(layer.size(), 6u);
    EXPECT_EQ(column<TextValues>(layer, "period"),
              (TextValues{"baseline", "baseline", "current", "current", "month", "month"}));
    EXPECT_EQ(column<TextValues>(layer, "to")[2], "2017-12-14");
    EXPECT_EQ(column<IntegerValues>(layer, "days")[2], 365);
    EXPECT_EQ(column<IntegerValues>(layer, "n_detected"), (IntegerValues{4, 0, 4, 0, 4, 0}));
}

TEST(ReviewLayers, ClassLayersAndWhatARunAddsToThem) {
    Case c = two_areas();
    c.project.maps.isolines = false;
    const auto names = [](const std::vector<OutputLayer>& layers) {
        std::vector<std::string> list;
        for (const OutputLayer& entry : layers) {
            list.push_back(entry.layer.name);
        }
        return list;
    };
    const ReviewParts review{c.project, c.data, c.analysis};
    EXPECT_EQ(names(class_layers(review)),
              (std::vector<std::string>{"areas", "area_periods", "sensitivity", "incidents_rejected"}));
    EXPECT_EQ(names(review_layers(review, {}, {})), (std::vector<std::string>{"areas", "area_periods", "incident_hours",
                                                                              "sensitivity", "incidents_rejected"}));
}

/// Neither the one without a place, nor the one in no area, nor the one outside the windows; and no column but two.
TEST(ReviewLayers, SingleIncidentsHavePlaceDayAndCategoryAlone) {
    Case c = two_areas();
    IncidentSet& incidents = c.data.incidents.incidents;
    const auto at = [](int days_before) { return LocalTime{kReviewDay - std::chrono::days{days_before}}; };
    incidents.categories = {"", "theft"};
    incidents.point = {{1, 1}, {2, 2}, {3, 3}, {50, 50}, {4, 4}};
    incidents.located = {1, 1, 0, 1, 1};
    incidents.time = {at(1), at(400), at(1), at(1), at(-9)};
    incidents.category = {1, 0, 1, 1, 1};
    incidents.weight = {1, 1, 1, 1, 1};
    incidents.detected_by_police = {0, 0, 0, 0, 0};
    incidents.area_of = {0, 0, 0, kNoArea, 0};
    const FeatureLayer layer = incidents_layer({c.project, c.data, c.analysis});
    EXPECT_EQ(layer.size(), 2u);
    ASSERT_EQ(layer.table.columns.size(), 2u);
    EXPECT_EQ(column<TextValues>(layer, "day"), (TextValues{"2017-12-13", "2016-11-09"}));
    EXPECT_EQ(column<TextValues>(layer, "category"), (TextValues{"theft", std::nullopt}));
}

TEST(RejectsCsv, RowsAsTheyCameQuotedWhereNeeded) {
    Rejects rejects;
    rejects.field_names = {"x", "Loại, vụ"};
    rejects.rows = {{"a.csv", 7, "reject.date-unreadable", "22/48", {"1,5", "a \"b\"\nc"}},
                    {"a.csv", 8, "reject.date-unreadable", "-x", {"-1,5", "=1+1"}, 12, "Xã Một | Xã Hai"}};
    const std::string reason = catalogue(Language::kEnglish).say("reject.date-unreadable");
    EXPECT_EQ(rejects_csv(rejects, catalogue(Language::kEnglish)),
              "\xEF\xBB\xBFsource,row,line,reason,reason_text,detail,nearest,x,\"Loại, "
              "vụ\"\r\na.csv,7,7,reject.date-unreadable," +
                  reason + ",22/48,,\"1,5\",\"a \"\"b\"\"\nc\"\r\na.csv,8,12,reject.date-unreadable," + reason +
                  ",'-x,Xã Một | Xã Hai,\"-1,5\",'=1+1\r\n");
    const FeatureLayer layer = rejected_layer(rejects, catalogue(Language::kEnglish));
    EXPECT_EQ(column<IntegerValues>(layer, "row"), (IntegerValues{7, 8}));
    EXPECT_EQ(column<TextValues>(layer, "reason_text"), (TextValues{reason, reason}));
    EXPECT_EQ(rejected_layer({}, catalogue(Language::kEnglish)).size(), 0u);
}

}  // namespace
}  // namespace diaban
