#include "layers/words/finding_sentence.hpp"

#include <gtest/gtest.h>

namespace diaban {
namespace {

TEST(FindingSentence, AReasonIsPutInWordsOfTheSameLanguage) {
    const Finding finding{Severity::kWarning,
                          "finding.points-rejected",
                          {{"file", "a.csv"}, {"count", "3"}, {"reason_key", "reject.date-missing"}}};
    EXPECT_EQ(finding_sentence(finding, catalogue(Language::kEnglish)), "a.csv: 3 rows left out: No date..");
    EXPECT_EQ(finding_sentence(finding, catalogue(Language::kVietnamese)), "a.csv: bỏ 3 dòng: Thiếu ngày..");
}

TEST(FindingSentence, AShareHasTheLanguagesDecimals) {
    const Finding finding{Severity::kNote, "finding.cameras-out-of-reach", {{"points", "7"}, {"share", "12.5"}}};
    EXPECT_EQ(finding_sentence(finding, catalogue(Language::kEnglish)),
              "7 demand points (12.5 %) are out of reach of every site: no plan can see them.");
    EXPECT_EQ(finding_sentence(finding, catalogue(Language::kVietnamese)),
              "7 điểm nhu cầu (12,5 %) nằm ngoài tầm của mọi vị trí: không phương án nào nhìn thấy.");
}

TEST(FindingSentence, AnyOtherFindingIsItsOwnSentence) {
    const Finding finding{Severity::kWarning, "finding.split-forced", {}};
    const Catalogue& words = catalogue(Language::kEnglish);
    EXPECT_EQ(finding_sentence(finding, words), words.say("finding.split-forced"));
}

}  // namespace
}  // namespace diaban
