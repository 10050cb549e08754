#include "engine/review/verdict.hpp"

#include <gtest/gtest.h>

#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

LocalDay day(int year, unsigned month, unsigned number) {
    return LocalDay{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(number)};
}

AreaEvidence evidence_of(AreaClass area_class, double p_elevated_now, double p_complex) {
    AreaEvidence evidence;
    evidence.area_class = area_class;
    evidence.p_elevated_now = p_elevated_now;
    evidence.p_complex = p_complex;
    return evidence;
}

Project review_of_2017() {
    Project project;
    project.project.as_of = day(2017, 12, 14);
    project.classify.rule.watch_months = 6;
    return project;
}

/// Complex, stable, and one without evidence.
EvidenceResult three_areas() {
    EvidenceResult evidence;
    evidence.areas = {evidence_of(AreaClass::kComplex, 0.9, 0.8), evidence_of(AreaClass::kStable, 0.1, 0.05),
                      std::nullopt};
    return evidence;
}

TEST(Verdict, WithoutARegisterTheRuleDecidesAndNothingIsSaidOfTheYear) {
    const Verdicts verdicts = decide(review_of_2017(), three_areas(), {});
    ASSERT_EQ(verdicts.areas.size(), 3u);
    EXPECT_EQ(verdicts.areas[0]->area_class, AreaClass::kComplex);
    EXPECT_EQ(verdicts.areas[0]->memory.status, ReviewStatus::kProposed);
    EXPECT_EQ(verdicts.areas[1]->area_class, AreaClass::kStable);
    EXPECT_FALSE(verdicts.areas[1]->forced);
    EXPECT_FALSE(verdicts.areas[2]);
    EXPECT_FALSE(verdicts.year);
}

TEST(Verdict, AnAreaThatPassedIsHeldUntilItsWatchPeriodIsOver) {
    const std::vector<std::vector<EarlierReview>> history = {
        {}, {{day(2017, 9, 14), AreaClass::kContained, ReviewStatus::kPassed}}, {}};
    const Verdicts held = decide(review_of_2017(), three_areas(), history);
    EXPECT_EQ(held.areas[1]->area_class, AreaClass::kContained) << "three of six months are over";
    EXPECT_TRUE(held.areas[1]->memory.held);
    ASSERT_TRUE(held.year);
    EXPECT_EQ(held.year->passed_before, 1u);
    EXPECT_EQ(held.year->not_relapsed, 1u);
    Project short_watch = review_of_2017();
    short_watch.classify.rule.watch_months = 3;
    EXPECT_EQ(decide(short_watch, three_areas(), history).areas[1]->area_class, AreaClass::kStable);
}

TEST(Verdict, AForcedSplitWinsOverTheRuleAndSaysSo) {
    Project project = review_of_2017();
    project.classify.force_split = SplitCounts{0, 1, 1};
    const Verdicts verdicts = decide(project, three_areas(), {});
    EXPECT_EQ(verdicts.areas[0]->area_class, AreaClass::kComplex);
    EXPECT_EQ(verdicts.areas[1]->area_class, AreaClass::kContained);
    EXPECT_TRUE(verdicts.areas[1]->forced);
    project.classify.force_split = SplitCounts{22, 22, 4};
    test::expect_error("error.split-sum", [&] { (void)decide(project, three_areas(), {}); });
}

TEST(Verdict, TheNextReviewReadsWhatThisOneDecided) {
    const PresentReview present =
        present_review(day(2017, 12, 14), "evidence 2 (abc)", decide(review_of_2017(), three_areas(), {}));
    ASSERT_EQ(present.review.size(), 3u);
    EXPECT_EQ(present.review[0]->area_class, AreaClass::kComplex);
    EXPECT_EQ(present.review[0]->status, ReviewStatus::kProposed);
    EXPECT_EQ(present.review[0]->rule, "evidence 2 (abc)");
    EXPECT_FALSE(present.review[2]);
}

}  // namespace
}  // namespace diaban
