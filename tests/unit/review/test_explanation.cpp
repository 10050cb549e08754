#include "engine/review/explanation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

ReasonFigures figures() {
    ReasonFigures f;
    f.evidence.area_class = AreaClass::kComplex;
    f.evidence.p_stable = 0.004;
    f.evidence.p_contained = 0.1249;
    f.evidence.p_complex = 0.8711;
    f.evidence.baseline_risk = 1.314;
    f.evidence.baseline_low = 1.106;
    f.evidence.baseline_high = 1.549;
    f.evidence.relative_risk = 2.345;
    f.evidence.rr_low = 2.017;
    f.evidence.rr_high = 2.702;
    f.evidence.change_ratio = 1.784;
    f.evidence.change_low = 1.421;
    f.evidence.change_high = 2.239;
    f.evidence.nearest_change = NearestChange{-1234, AreaClass::kContained};
    f.baseline = {day(2015, 12, 15), day(2016, 12, 14)};
    f.current = {day(2016, 12, 15), day(2017, 12, 14)};
    f.n_baseline = 1756;
    f.n_current = 2871;
    return f;
}

// Each figure of the row stands in the sentence as its language writes it.
TEST(ReasonSentence, EachFigureOfTheRowInVietnamese) {
    const std::string text = reason_sentence(figures(), catalogue(Language::kVietnamese));
    for (const char* figure : {"15/12/2016 – 14/12/2017",
                               "15/12/2015 – 14/12/2016",
                               "2.871 vụ",
                               "1.756 vụ",
                               "2,35",
                               "2,02",
                               "2,70",
                               "1,31",
                               "1,11",
                               "1,55",
                               "1,78",
                               "1,42",
                               "2,24",
                               "95 %",
                               "1,20",
                               "0,80",
                               "87",
                               "12",
                               "< 1",
                               "1.234",
                               "kiềm chế",
                               "Phức tạp"}) {
        EXPECT_THAT(text, HasSubstr(figure));
    }
    EXPECT_THAT(text, Not(HasSubstr("{")));
    EXPECT_THAT(text, Not(HasSubstr("[[")));
}

TEST(ReasonSentence, EachFigureOfTheRowInEnglish) {
    const std::string text = reason_sentence(figures(), catalogue(Language::kEnglish));
    for (const char* figure :
         {"2016-12-15 – 2017-12-14", "2015-12-15 – 2016-12-14", "2,871 incidents", "1,756 incidents",
          "by residents 2.35", "2.02 to 2.70", "1.31 times", "1.11 to 1.55", "up, 1.78", "1.42 to 2.24", "95 %",
          "1.20 times", "0.80 times", "stable < 1 %", "contained 12 %", "complex 87 %", "With 1,234 fewer incidents",
          "contained.", "Complex:"}) {
        EXPECT_THAT(text, HasSubstr(figure));
    }
    EXPECT_THAT(text, Not(HasSubstr("{")));
}

TEST(ReasonSentence, TheVerdictFollowsTheClassAndWhatTippedIt) {
    const Catalogue& en = catalogue(Language::kEnglish);
    ReasonFigures f = figures();
    f.evidence.area_class = AreaClass::kContained;
    f.evidence.p_elevated_now = 0.9;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("brought down"));
    f.evidence.p_elevated_now = 0.1;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("no longer now"));
    f.evidence.area_class = AreaClass::kStable;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("Stable: in neither period"));
}

TEST(ReasonSentence, ChangeUpDownNoiseAndNone) {
    const Catalogue& en = catalogue(Language::kEnglish);
    ReasonFigures f = figures();
    f.evidence.change_low = 0.9;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("cannot be told from chance"));
    f.evidence.change_ratio = 0.5;
    f.evidence.change_low = 0.3;
    f.evidence.change_high = 0.8;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("down, 0.50"));
    f.evidence.change_ratio.reset();
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("no incident in the whole list"));
}

TEST(ReasonSentence, BorderlineNearestAndExposureOnlyWhereTheyApply) {
    const Catalogue& en = catalogue(Language::kEnglish);
    ReasonFigures f = figures();
    EXPECT_THAT(reason_sentence(f, en), Not(HasSubstr("border between")));
    f.evidence.borderline = true;
    f.exposure_basis = ExposureBasis::kAreaKm2;
    f.evidence.nearest_change = NearestChange{3, AreaClass::kStable};
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("border between"));
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("by area 2.35"));
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("With 3 more incidents"));
    f.evidence.nearest_change.reset();
    EXPECT_THAT(reason_sentence(f, en), Not(HasSubstr("it would be")));
}

// Counts never make certain, and a probability of exactly 0 is an underflow.
TEST(ReasonSentence, NothingIsSaidToBeCertain) {
    const Catalogue& en = catalogue(Language::kEnglish);
    ReasonFigures f = figures();
    f.evidence.p_complex = 1.0;
    f.evidence.p_contained = 0.0001;
    f.evidence.p_stable = 0.0;
    EXPECT_THAT(reason_sentence(f, en), HasSubstr("stable < 1 %, contained < 1 %, complex > 99 %"));
}

}  // namespace
}  // namespace diaban
