#include "engine/program/manifest.hpp"

#include "engine/project/review_rule.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace diaban {
namespace {

struct Case {
    Project project;
    ProjectData data;
    Analysis analysis;
};

Case some_case() {
    Case c;
    c.project.text = "[project]";
    c.project.project.title = "Nam Định \"2017\" \xFF";  // a broken byte must not break the file
    c.project.project.as_of = LocalDay{std::chrono::year{2017} / 12 / 14};
    c.data.inputs = {{"areas", "a.gpkg", "/x/a.gpkg", 10, "aa", "EPSG:4326", 3, 3, 0},
                     {"incidents", "p.csv", "/x/p.csv", 20, "bb", "EPSG:9209", 5, 3, 2}};
    c.data.incidents.rejects.rows = {{"p.csv", 1, "reject.date-missing", "", {}},
                                     {"p.csv", 4, "reject.date-missing", "", {}}};
    c.data.findings = {{Severity::kWarning, "finding.areas-empty", {{"count", "1"}, {"areas", "A\"B"}}}};
    c.analysis.evidence.areas = {AreaEvidence{}, std::nullopt, AreaEvidence{}};
    c.analysis.evidence.areas[2]->area_class = AreaClass::kComplex;
    c.analysis.evidence.areas[2]->borderline = true;
    c.analysis.evidence.reference_rate = std::numeric_limits<double>::quiet_NaN();
    return c;
}

nlohmann::json manifest(const Case& c, const RunCircumstances& circumstances) {
    return nlohmann::json::parse(manifest_json(c.project, c.data, c.analysis, circumstances));
}

TEST(Manifest, IsJsonWhateverStandsInTheTexts) {
    const nlohmann::json m = manifest(some_case(), {"diaban run \"p\"", 2, {{"read", 0.5}}});
    EXPECT_EQ(m["command"], "diaban run \"p\"");
    EXPECT_EQ(m["threads"], 2);
    EXPECT_EQ(m["timings_s"]["read"], 0.5);
    EXPECT_TRUE(m["results"]["reference_rate"].is_null());
    EXPECT_NE(m["warnings"][0]["en"].get<std::string>().find("A\"B"), std::string::npos);
    EXPECT_NE(m["warnings"][0]["vi"], m["warnings"][0]["en"]);
}

TEST(Manifest, RowsReadAreAcceptedPlusRejectedByReason) {
    const nlohmann::json manifest_of_case = manifest(some_case(), {});
    for (const auto& input : manifest_of_case["inputs"]) {
        EXPECT_EQ(input["rows_read"], input["rows_accepted"].get<int>() + input["rows_rejected"].get<int>());
        if (input["role"] == "incidents") {
            int rejected = 0;
            for (const auto& [reason, count] : input["rejected_by_reason"].items()) {
                rejected += count.get<int>();
            }
            EXPECT_EQ(input["rows_rejected"], rejected);
            EXPECT_EQ(input["crs"], "EPSG:9209");
        }
    }
}

TEST(Manifest, TheSplitCountsClassifiedAreasOnly) {
    const nlohmann::json results = manifest(some_case(), {})["results"];
    EXPECT_EQ(results["split"]["stable"], 1);
    EXPECT_EQ(results["split"]["contained"], 0);
    EXPECT_EQ(results["split"]["complex"], 1);
    EXPECT_EQ(results["borderline"], 1);
}

TEST(RunId, FollowsTextSeedAndInputsAndNothingElse) {
    const Case c = some_case();
    const std::string id = run_id(c.project, c.data);
    EXPECT_EQ(id.size(), 12u);
    EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
    Case other = some_case();
    other.data.inputs[0].path = "elsewhere/a.gpkg";
    EXPECT_EQ(run_id(other.project, other.data), id);
    other = some_case();
    other.project.project.seed = 2;
    EXPECT_NE(run_id(other.project, other.data), id);
    other = some_case();
    other.project.text += " ";
    EXPECT_NE(run_id(other.project, other.data), id);
    other = some_case();
    other.data.inputs[1].sha256 = "bc";
    EXPECT_NE(run_id(other.project, other.data), id);
}

TEST(RuleHash, FollowsEachThreshold) {
    ReviewRule rule = default_rule();
    const std::string hash = rule_hash(rule);
    for (double EvidenceRule::*threshold : {&EvidenceRule::elevated_above, &EvidenceRule::brought_down_below,
                                            &EvidenceRule::borderline_below, &EvidenceRule::interval}) {
        ReviewRule other = rule;
        other.evidence.*threshold += 1e-12;
        EXPECT_NE(rule_hash(other), hash);
    }
    rule.unit = "a board";  // who approved it does not change what it says
    EXPECT_EQ(rule_hash(rule), hash);
}

}  // namespace
}  // namespace diaban
