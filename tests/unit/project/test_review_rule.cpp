#include "engine/project/review_rule.hpp"

#include <gtest/gtest.h>

#include "engine/project/project_file.hpp"
#include "layers/model/error.hpp"

namespace diaban {
namespace {

const std::string kRule =
    "kind = \"evidence\"\nname = \"board\"\nversion = \"7\"\ndate = 2017-01-31\nunit = \"Ban chỉ đạo\"\n"
    "elevated_above = 1.5\nbrought_down_below = 0.7\nborderline_below = 0.55\ninterval = 0.9\nprior = \"gamma\"\n"
    "watch_months = 9\n";

TEST(ReviewRule, EveryKeyIsRead) {
    const ReviewRule rule = parse_rule_file(kRule, "r.toml");
    EXPECT_EQ(rule.name, "board");
    EXPECT_EQ(rule.version, "7");
    EXPECT_EQ(iso_date(*rule.date), "2017-01-31");
    EXPECT_EQ(rule.unit, "Ban chỉ đạo");
    EXPECT_EQ(rule.evidence.elevated_above, 1.5);
    EXPECT_EQ(rule.evidence.brought_down_below, 0.7);
    EXPECT_EQ(rule.evidence.borderline_below, 0.55);
    EXPECT_EQ(rule.evidence.interval, 0.9);
    EXPECT_EQ(rule.evidence.prior, ClassPrior::kGamma);
    EXPECT_EQ(rule.watch_months, 9u);
}

TEST(ReviewRule, TheTextReadsBackAsTheSameRule) {
    const ReviewRule rule = parse_rule_file(kRule, "r.toml");
    EXPECT_EQ(rule_text(parse_rule_file(rule_text(rule), "again.toml")), rule_text(rule));
    EXPECT_EQ(rule_hash(parse_rule_file(rule_text(rule), "again.toml")), rule_hash(rule));
}

TEST(ReviewRule, TheHashFollowsWhatTheRuleSays) {
    const std::string hash = rule_hash(parse_rule_file(kRule, "r.toml"));
    EXPECT_EQ(rule_hash(parse_rule_file("# a comment\n" + kRule, "other.toml")), hash);
    for (const auto& [from, to] : {std::pair{"1.5", "1.6"},
                                   {"0.7\n", "0.75\n"},
                                   {"0.55", "0.6"},
                                   {"= 9", "= 10"},
                                   {"gamma", "list"},
                                   {"\"7\"", "\"8\""}}) {
        std::string text = kRule;
        text.replace(text.find(from), std::string(from).size(), to);
        EXPECT_NE(rule_hash(parse_rule_file(text, "r.toml")), hash) << from;
    }
}

TEST(ReviewRule, ShippedDefaultIsTheFileInData) {
    const ReviewRule file = read_rule_file(std::string(DIABAN_SOURCE_DIR) + "/data/rules/evidence.toml");
    EXPECT_EQ(rule_text(default_rule()), rule_text(file));
    // What the statistic does without a rule is the same.
    EXPECT_EQ(file.evidence.elevated_above, EvidenceRule{}.elevated_above);
    EXPECT_EQ(file.evidence.prior, EvidenceRule{}.prior);
    const ReviewRule first = read_rule_file(std::string(DIABAN_SOURCE_DIR) + "/data/rules/evidence-1.toml");
    EXPECT_EQ(first.evidence.prior, ClassPrior::kGamma);
    EXPECT_NE(rule_hash(first), rule_hash(file));
}

void expect_refused(const std::string& text, const std::string& key, const std::string& line) {
    try {
        parse_rule_file(text, "r.toml");
        ADD_FAILURE() << "not refused: " << text;
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), key) << text;
        if (!line.empty()) {
            EXPECT_EQ(error.arguments().at("line"), line) << text;
        }
    }
}

TEST(ReviewRule, WhatIsWrongIsNamedWithItsLine) {
    expect_refused("kind = \"criteria\"\n", "error.key-range", "1");
    expect_refused(kRule + "elevated = 2\n", "error.rule-key-unknown", "12");
    expect_refused("kind = \"evidence\"\nelevated_above = 0.9\n", "error.key-range", "2");
    expect_refused("kind = \"evidence\"\nwatch_months = 6.5\n", "error.key-type", "2");
    expect_refused("kind = \"evidence\"\nname = \"x\"\n", "error.key-missing", "");
    expect_refused("kind = \n", "error.toml-syntax", "1");
    EXPECT_THROW(read_rule_file("no-such-rule.toml"), Error);
}

}  // namespace
}  // namespace diaban
