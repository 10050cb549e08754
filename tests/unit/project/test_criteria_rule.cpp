#include "engine/project/criteria_rule.hpp"

#include <gtest/gtest.h>

#include "engine/project/list_sections.hpp"
#include "tests/support/expect_error.hpp"

namespace diaban {
namespace {

LocalDay day(int y, unsigned m, unsigned d) {
    return LocalDay{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

const std::string kHead = R"(
kind = "criteria"
name = "r"
version = "1"
label_vi = "Chủ đề"
label_en = "Theme"
[otherwise]
code = "none"
)";
const std::string kClass = R"([[classes]]
code = "I"
at_least = 1
[[classes.conditions]]
key = "a"
any = [{ field = "x", per_residents = 100, at_least = 0.5, below = 2 }]
)";

CriteriaRule parse(const std::string& text) {
    return parse_criteria_rule(text, "r.toml");
}

MessageArguments refused(const std::string& key, const std::string& text) {
    return test::expect_error(key, [&] { (void)parse(text); });
}

std::string with_test(const std::string& test) {
    return kHead + "[[classes]]\ncode = \"I\"\nat_least = 1\n[[classes.conditions]]\nkey = \"a\"\nany = [{ " + test +
           " }]\n";
}

TEST(CriteriaRule, ReadsWhatItSays) {
    const CriteriaRule rule = parse(kHead + kClass);
    ASSERT_EQ(rule.classes.size(), 1u);
    EXPECT_EQ(rule.otherwise_code, "none");
    const CriteriaTest& test = rule.classes[0].conditions[0].any[0];
    EXPECT_EQ(test.value, CriteriaValue::kField);
    EXPECT_EQ(test.field, "x");
    EXPECT_EQ(test.per_residents, 100.0);
    EXPECT_EQ(test.band.at_least, 0.5);
    EXPECT_EQ(test.band.below, 2.0);
    EXPECT_FALSE(test.band.above);
}

TEST(CriteriaRule, ABandIsGivenOrSaidToBeMissing) {
    refused("error.criteria-band", with_test("field = \"x\""));
    refused("error.criteria-band", with_test("field = \"x\", at_least = 1, to_be_filled_in = true"));
    EXPECT_FALSE(
        parse(with_test("field = \"x\", to_be_filled_in = true")).classes[0].conditions[0].any[0].band.known());
    refused("error.criteria-value", with_test("at_least = 1"));
    refused("error.criteria-value", with_test("field = \"x\", incidents = [], at_least = 1"));
}

TEST(CriteriaRule, RefusesWithThePlace) {
    const MessageArguments wrong = refused("error.table-key-unknown", with_test("fild = \"x\", at_least = 1"));
    EXPECT_EQ(wrong.at("nearest"), "field");
    EXPECT_EQ(wrong.at("line"), "14");
    refused("error.criteria-at-least",
            kHead +
                "[[classes]]\ncode = \"I\"\nat_least = 2\n[[classes.conditions]]\nkey = \"a\"\n"
                "any = [{ field = \"x\", at_least = 1 }]\n");
    refused("error.key-missing", kHead);
    refused("error.key-range", "kind = \"evidence\"\n");
}

TEST(CriteriaRule, TheHashFollowsTheCriteriaAndNotWhoApprovedThem) {
    const std::string base = criteria_hash(parse(kHead + kClass));
    EXPECT_EQ(base, criteria_hash(parse("unit = \"UBND\"\ndate = 2025-01-01\n" + kHead + kClass)));
    std::string other = kHead + kClass;
    other.replace(other.find("0.5"), 3, "0.6");
    EXPECT_NE(base, criteria_hash(parse(other)));
}

TEST(CriteriaRule, ItsOwnYear) {
    const TimeWindow current{day(2016, 12, 15), day(2017, 12, 14)};
    CriteriaRule rule = parse(kHead + kClass);
    EXPECT_EQ(criteria_window(rule, current, day(2017, 12, 14)), current);
    rule.year_start = MonthDay{11, 1};
    // On 14/12/2017 the year from 01/11/2017 has just begun: the last one that is over counts.
    EXPECT_EQ(criteria_window(rule, current, day(2017, 12, 14)), (TimeWindow{day(2016, 11, 1), day(2017, 10, 31)}));
    EXPECT_EQ(criteria_window(rule, current, day(2017, 10, 31)), (TimeWindow{day(2016, 11, 1), day(2017, 10, 31)}));
    EXPECT_EQ(criteria_window(rule, current, day(2017, 10, 30)), (TimeWindow{day(2015, 11, 1), day(2016, 10, 31)}));
    rule.year = CriteriaYear::kRunning;
    EXPECT_EQ(criteria_window(rule, current, day(2017, 12, 14)), (TimeWindow{day(2017, 11, 1), day(2017, 12, 14)}));
}

TEST(CriteriaRule, TheShippedRulesAreReadAndLeaveOpenWhatIsNotKnown) {
    const CriteriaRule drugs = parse(builtin_rule("drugs-28-2025"));
    ASSERT_EQ(drugs.classes.size(), 3u);
    EXPECT_EQ(drugs.classes[0].at_least, 3u);
    EXPECT_EQ(drugs.classes[0].conditions.size(), 5u);
    std::size_t open = 0;
    for (const CriteriaClass& a_class : drugs.classes) {
        for (const CriteriaCondition& condition : a_class.conditions) {
            for (const CriteriaTest& test : condition.any) {
                open += test.band.known() ? 0 : 1;
            }
        }
    }
    EXPECT_EQ(open, 10u);
    const CriteriaRule safe = parse(builtin_rule("an-toan"));
    EXPECT_EQ(safe.year_start, (MonthDay{11, 1}));
    EXPECT_EQ(safe.classes[0].at_least, 2u);
    EXPECT_EQ(safe.classes[0].conditions[1].any[0].value, CriteriaValue::kChildrenShare);
    EXPECT_EQ(safe.classes[0].conditions[1].any[0].band.at_least, 70.0);
    const MessageArguments unknown =
        test::expect_error("error.rule-builtin-unknown", [] { (void)builtin_rule("antoan"); });
    EXPECT_EQ(unknown.at("nearest"), "an-toan");
}

}  // namespace
}  // namespace diaban
