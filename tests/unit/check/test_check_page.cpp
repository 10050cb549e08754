#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/check/check_report.hpp"

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

CheckReport report() {
    CheckReport report;
    report.title = "Tỉnh <i>thử</i>";
    report.project_file = "project.toml";
    InputRecord input;
    input.role = "incidents";
    input.path = "points.csv";
    input.set_rows(1234, 1);
    report.inputs.push_back(input);
    report.grades.push_back(InputGrade::kB);
    return report;
}

TEST(CheckPage, SaysWhatWasReadAndWhetherItCanBeTrusted) {
    const std::string page = check_report_page(report(), catalogue(Language::kEnglish));
    EXPECT_THAT(page, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(page, HasSubstr("A run can be trusted"));
    EXPECT_THAT(page, HasSubstr("points.csv</td><td class=\"r\">1,234</td><td class=\"r\">1,233</td><td "
                                "class=\"r\">1</td><td class=\"r\">B</td>"));
    EXPECT_THAT(page, HasSubstr("Nothing was found."));
    EXPECT_THAT(page, HasSubstr("project.toml"));
}

TEST(CheckPage, WhatNamesAndCellsHoldNeverBecomesMarkup) {
    CheckReport evil = report();
    evil.findings.push_back({Severity::kFault, "error.file-missing", {{"file", "<script>alert(1)</script>"}}, "areas"});
    evil.grades = {InputGrade::kD};
    RejectedRow row;
    row.line = 10;
    row.detail = "31/02/2017 <b>x</b>";
    evil.rejected.push_back({"reject.date-unreadable", 1, {row}});
    const std::string page = check_report_page(evil, catalogue(Language::kVietnamese));
    EXPECT_THAT(page, HasSubstr("&lt;i&gt;thử&lt;/i&gt;"));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
    EXPECT_THAT(page, HasSubstr("dòng 10: 31/02/2017 &lt;b&gt;x"));
    EXPECT_THAT(page, Not(HasSubstr("<script")));
    EXPECT_THAT(page, Not(HasSubstr("<b>x")));
    EXPECT_THAT(page, HasSubstr("Chưa thể tin kết quả"));
}

TEST(CheckPage, AThousandRowsAreNotAllListed) {
    CheckReport long_list = report();
    Finding finding{Severity::kWarning, "finding.rows-at-zero", {{"count", "1000"}}, "incidents"};
    for (std::uint64_t row = 1; row <= 1000; ++row) {
        finding.rows.push_back(row);
    }
    long_list.findings.push_back(finding);
    const std::string page = check_report_page(long_list, catalogue(Language::kEnglish));
    EXPECT_THAT(page, HasSubstr(", 499, 500, … (report.json)"));
    EXPECT_THAT(page, Not(HasSubstr("501")));
}

}  // namespace
}  // namespace diaban
