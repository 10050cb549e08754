#include "engine/pages/viewer_review.hpp"

#include <gtest/gtest.h>

#include "layers/geometry/area_locator.hpp"
#include "tests/support/shapes.hpp"

namespace diaban {
namespace {

LocalDay day(int year, unsigned month, unsigned number) {
    return LocalDay{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)};
}

struct Case {
    Project project;
    ProjectData data;
    Analysis analysis;
};

/// Two areas of 2,000 and of unknown residents, two months in the wrong order, four incidents.
Case two_months() {
    Case c;
    c.project.classify.rule.evidence.interval = 0.95;
    AreaLayer& areas = c.data.areas;
    areas.id = {"1", "2"};
    areas.name = {"A", "B"};
    areas.population = {2000.0, std::nullopt};
    areas.geometry = {test::rectangle(0, 0, 10, 10), test::rectangle(10, 0, 20, 10)};
    c.analysis.area = {{100.0}, {100.0}};
    const TimeWindow first{day(2017, 1, 15), day(2017, 2, 14)};
    const TimeWindow second{day(2017, 2, 15), day(2017, 3, 14)};
    c.analysis.months = {WindowCounts{second, {10, 0}, {1, 0}, {}, {}}, WindowCounts{first, {0, 7}, {0, 2}, {}, {}}};
    c.analysis.baseline.window = first;
    c.analysis.current.window = second;
    IncidentSet& incidents = c.data.incidents.incidents;
    incidents.categories = {"", "theft"};
    incidents.point = {{1, 1}, {2, 2}, {3, 3}, {50, 50}, {4, 4}};
    incidents.located = {1, 1, 0, 1, 1};
    incidents.time = {day(2017, 2, 1), day(2017, 3, 1), day(2017, 3, 1), day(2017, 3, 1), day(2018, 1, 1)};
    incidents.category = {1, 0, 1, 1, 1};
    incidents.area_of = {0, 0, 0, kNoArea, 0};
    return c;
}

template <typename Values>
Values values(const Table& table, const char* name) {
    return std::get<Values>(table.find(name)->values);
}

TEST(ViewerReview, PeriodsAreInOrderOfTimeWithExactIntervals) {
    const Case c = two_months();
    const ViewerPeriods periods = viewer_periods({c.project, c.data, c.analysis});
    ASSERT_EQ(periods.windows.size(), 2U);
    EXPECT_EQ(iso_date(periods.windows[0].from), "2017-01-15");
    EXPECT_EQ(values<IntegerValues>(periods.figures, "n"), (IntegerValues{0, 10, 7, 0}));
    EXPECT_EQ(values<IntegerValues>(periods.figures, "n_detected"), (IntegerValues{0, 1, 2, 0}));
    // 28 days of 2,000 residents: 2 x 28 / 365.25 thousand-years. Garwood's limits for 10 are 4.795 and 18.390.
    const double exposure = 2.0 * 28 / 365.25;
    EXPECT_NEAR(*values<RealValues>(periods.figures, "rate")[1], 10 / exposure, 1e-9);
    EXPECT_NEAR(*values<RealValues>(periods.figures, "rate_low")[1], 4.795 / exposure, 0.01);
    EXPECT_NEAR(*values<RealValues>(periods.figures, "rate_high")[1], 18.390 / exposure, 0.01);
    EXPECT_EQ(values<RealValues>(periods.figures, "rate_low")[0], 0.0);
    EXPECT_FALSE(values<RealValues>(periods.figures, "rate")[2]) << "no residents, no rate";
}

TEST(ViewerReview, SingleIncidentsOnlyWherePrivacyAllowsThem) {
    Case c = two_months();
    const auto has_incidents = [&] {
        const ViewerContent content = viewer_content({c.project, c.data, c.analysis}, {}, {});
        return std::any_of(content.layers.begin(), content.layers.end(),
                           [](const ViewerLayer& layer) { return layer.layer.name == "incidents"; });
    };
    EXPECT_FALSE(has_incidents());
    c.project.privacy.show_incidents = true;
    EXPECT_TRUE(has_incidents());
    // Neither the one without a place, nor the one in no area, nor the one outside the windows; and no column but these
    // two.
    const FeatureLayer layer = viewer_incidents({c.project, c.data, c.analysis});
    EXPECT_EQ(layer.size(), 2U);
    ASSERT_EQ(layer.table.columns.size(), 2U);
    EXPECT_EQ(values<TextValues>(layer.table, "day"), (TextValues{"2017-02-01", "2017-03-01"}));
    EXPECT_EQ(values<TextValues>(layer.table, "category"), (TextValues{"theft", std::nullopt}));
}

TEST(ViewerReview, QualityCountsRowsByReasonAndTellsFindings) {
    Case c = two_months();
    c.data.incidents.rows_read = 9;
    c.data.incidents.rejects.rows = {{"f", 1, "reject.date-unreadable", "x", {}},
                                     {"f", 2, "reject.date-unreadable", "y", {}}};
    c.analysis.findings = {{Severity::kWarning, "finding.split-forced", {}}};
    const std::vector<ViewerNote> notes = viewer_quality({c.project, c.data, c.analysis});
    const auto find = [&](const std::string& key) {
        const TwoLanguages words = in_both_languages(key);
        return std::find_if(notes.begin(), notes.end(),
                            [&](const ViewerNote& note) { return note.words.vi == words.vi; });
    };
    EXPECT_EQ(find("quality.rows-read")->count, 9U);
    EXPECT_EQ(find("quality.rows-rejected")->count, 2U);
    EXPECT_EQ(find("reject.date-unreadable")->count, 2U);
    EXPECT_EQ(find("finding.split-forced")->kind, "warning");
}

}  // namespace
}  // namespace diaban
