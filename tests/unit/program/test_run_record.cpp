#include "engine/program/run_record.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "engine/project/review_rule.hpp"
#include "layers/crs/crs_information.hpp"

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

/// run.json as a reader of the file gets it.
Json read_back(const Case& c, const RunCircumstances& circumstances, const StepClock& clock = {}) {
    return parse_json(run_json(run_record({c.project, c.data, c.analysis}, {}, circumstances), clock));
}

TEST(RunRecord, IsJsonWhateverStandsInTheTexts) {
    StepClock clock;
    clock.finish("read");
    const Json run = read_back(some_case(), {"diaban run \"p\"", 2, {}, {}}, clock);
    EXPECT_EQ(run.at("command").text(), "diaban run \"p\"");
    EXPECT_EQ(run.at("threads").count(), 2u);
    EXPECT_GE(run.at("timings_s").at("read").number(), 0.0);
    EXPECT_TRUE(run.at("results").at("reference_rate").is_null());
    const Json& warning = run.at("warnings").values().front();
    EXPECT_NE(warning.at("en").text().find("A\"B"), std::string::npos);
    EXPECT_NE(warning.at("vi").text(), warning.at("en").text());
    EXPECT_EQ(warning.at("severity").text(), "warning");
}

TEST(RunRecord, RowsReadAreAcceptedPlusRejectedByReason) {
    const Json run = read_back(some_case(), {});
    ASSERT_EQ(run.at("inputs").size(), 2u);
    for (const Json& input : run.at("inputs").values()) {
        EXPECT_EQ(input.at("rows_read").count(), input.at("rows_accepted").count() + input.at("rows_rejected").count());
        if (input.at("role").text() == "incidents") {
            std::uint64_t rejected = 0;
            for (const auto& [reason, count] : input.at("rejected_by_reason").members()) {
                rejected += count.count();
            }
            EXPECT_EQ(input.at("rows_rejected").count(), rejected);
            EXPECT_EQ(input.at("crs").text(), "EPSG:9209");
        }
    }
}

TEST(RunRecord, TheSplitCountsClassifiedAreasOnly) {
    const Json run = read_back(some_case(), {});
    const Json& results = run.at("results");
    EXPECT_EQ(results.at("split").at("stable").count(), 1u);
    EXPECT_EQ(results.at("split").at("contained").count(), 0u);
    EXPECT_EQ(results.at("split").at("complex").count(), 1u);
    EXPECT_EQ(results.at("borderline").count(), 1u);
}

TEST(RunRecord, StudiesStandWhereTheyBelongAndFindingsOfStudiesAreTold) {
    const Case c = some_case();
    const std::vector<StudyRecord> studies = {{"plan", RecordPlace::kRun, {{"a", 1}}},
                                              {"facts", RecordPlace::kResults, {{"b", 2}}},
                                              {"apart", RecordPlace::kOwnFile, {{"c", 3}}},
                                              {"unasked", RecordPlace::kRun, {}}};
    const Json record = run_record({c.project, c.data, c.analysis}, studies,
                                   {"run", 1, {{Severity::kNote, "finding.split-forced", {}}}, {}});
    EXPECT_EQ(record.at("plan").at("a").integer(), 1);
    EXPECT_EQ(record.at("results").at("facts").at("b").integer(), 2);
    EXPECT_FALSE(record.contains("apart"));
    EXPECT_FALSE(record.contains("unasked"));
    EXPECT_EQ(record.at("warnings").values().back().at("key").text(), "finding.split-forced");
}

TEST(RunRecord, HeaderAndFiguresOfThePagesAreReadFromIt) {
    Case c = some_case();
    c.analysis.evidence.reference_rate = 2.5;
    c.project.classify.rule.overridden = true;
    c.project.project.unit = "Unit";
    c.data.crs.crs = {"EPSG:9209"};
    c.project.periods.current = {LocalDay{std::chrono::year{2016} / 12 / 15},
                                 LocalDay{std::chrono::year{2017} / 12 / 14}};
    c.project.periods.baseline = window_just_before(c.project.periods.current);
    const Output output = output_of_record(run_record({c.project, c.data, c.analysis}, {}, {}), "run.json");
    EXPECT_EQ(output.header.unit, "Unit");
    EXPECT_EQ(output.header.crs.definition, "EPSG:9209");
    EXPECT_EQ(output.header.current, c.project.periods.current);
    // A rule with thresholds of the project's own carries its mark on every page.
    EXPECT_EQ(output.header.rule_version, c.project.classify.rule.version + " *");
    EXPECT_EQ(output.figures.rows_read, 5u);
    EXPECT_EQ(output.figures.rows_rejected, 2u);
    EXPECT_EQ(output.figures.reference_rate, 2.5);
    ASSERT_EQ(output.figures.warnings.size(), 1u);
    // What is not there is told with the file's name.
    Json damaged = output.record;
    damaged.erase("results");
    try {
        (void)output_of_record(damaged, "old/run.json");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.key(), "error.output-damaged");
        EXPECT_EQ(error.arguments().at("file"), "old/run.json");
    }
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
