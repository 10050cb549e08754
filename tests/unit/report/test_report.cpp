#include "layers/report/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/report/report_flow.hpp"
#include "layers/report/report_table.hpp"

namespace diaban {
namespace {

using testing::HasSubstr;
using testing::Not;

ReviewHeader header() {
    ReviewHeader h;
    h.title = "Tổng kết <năm> 2017";
    h.run_id = "3f9a1c0b7e24";
    return h;
}

ReportTable table_of(std::size_t rows) {
    ReportTable table{"Bảng", {{"Tên", 2.0, CellAlign::kLeft}, {"Số", 1.0, CellAlign::kRight}}, {}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
        table.rows.push_back({"Xã " + std::to_string(i), std::to_string(i)});
    }
    return table;
}

ReportFigure black_box(double height) {
    return {"hop", "Hộp & khung", height, [](Typesetter& text, const PageBox& box) {
                add_box(text.context(), box);
                set_colour(text.context(), kBlack);
                cairo_fill(text.context());
            }};
}

struct Sheet {
    Canvas canvas{{600.0, 800.0}, MapFormat::kPdf, {}};
    Typesetter text{canvas.context()};
};

TEST(Report, ATableGoesOnToTheNextPageWithoutLosingARow) {
    Sheet sheet;
    const ReviewHeader h = header();
    const Report report{h, Language::kVietnamese, "Hồ sơ", {{"Phần", {table_of(100)}}}};
    const PageBox body{40.0, 80.0, 500.0, 400.0};
    const auto pages = flow_report(sheet.text, report, body);
    // 100 rows of one line: each part ends inside the body, and the parts' heights are those of all rows and their
    // headings.
    ASSERT_GE(pages.size(), 3u);
    double used = 0.0;
    for (const FlowPage& page : pages) {
        for (const PlacedBlock& block : page.blocks) {
            EXPECT_GE(block.box.y, body.y);
            EXPECT_LE(block.box.bottom(), body.bottom() + 0.5);
        }
        used += page.blocks.back().box.height;
    }
    const double heading = table_height(sheet.text, table_of(0), 500.0, 1, 1);
    const double whole = table_height(sheet.text, table_of(100), 500.0, 0, 100);
    EXPECT_NEAR(used, whole + heading * static_cast<double>(pages.size() - 1), 0.01);
}

TEST(Report, AHeadingDoesNotStandAloneAtTheFootOfAPage) {
    Sheet sheet;
    const ReviewHeader h = header();
    const Report report{
        h, Language::kVietnamese, "Hồ sơ", {{"", {black_box(330.0)}}, {"Phần", {ReportParagraph{"Lời"}}}}};
    const auto pages = flow_report(sheet.text, report, {40.0, 80.0, 500.0, 400.0});
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(pages[0].blocks.size(), 1u);
    EXPECT_EQ(pages[1].blocks.size(), 2u);
}

TEST(Report, HtmlIsEscapedAndCarriesItsPictures) {
    const ReviewHeader h = header();
    const Report report{h,
                        Language::kVietnamese,
                        "Hồ sơ",
                        {{"Phần", {ReportParagraph{"a < b & c", ParagraphKind::kLead}, table_of(2), black_box(20.0)}}}};
    const std::string page = report_html(report);
    EXPECT_THAT(page, HasSubstr("<h1>Tổng kết &lt;năm&gt; 2017</h1>"));
    EXPECT_THAT(page, HasSubstr("a &lt; b &amp; c"));
    EXPECT_THAT(page, HasSubstr("<td>Xã 1</td><td class=\"r\">1</td>"));
    // "<?xml version" in base64.
    EXPECT_THAT(page, HasSubstr("data:image/svg+xml;base64,PD94bWwgdmVyc2lvbj"));
    EXPECT_THAT(page, Not(HasSubstr("http://")));
    EXPECT_EQ(page, report_html(report));
}

TEST(Report, HtmlNamesWindowsAndRunWhereThereAreSome) {
    ReviewHeader h = header();
    h.current = {LocalDay{std::chrono::days{17167}}, LocalDay{std::chrono::days{17531}}};  // the year 2017
    h.baseline = {LocalDay{std::chrono::days{16801}}, LocalDay{std::chrono::days{17166}}};
    EXPECT_THAT(report_html({h, Language::kVietnamese, "Hồ sơ", {}}),
                testing::AllOf(HasSubstr("01/01/2017"), HasSubstr("3f9a1c0b7e24")));
    const ReviewHeader none;
    EXPECT_THAT(report_html({none, Language::kVietnamese, "Báo cáo", {}}), Not(HasSubstr("class=\"note\"")));
}

TEST(Report, FiguresAreFiles) {
    const ReviewHeader h = header();
    const Report report{h, Language::kVietnamese, "Hồ sơ", {{"Phần", {black_box(20.0)}}}};
    const auto files = report_figures(report);
    ASSERT_EQ(files.size(), 2u);
    EXPECT_EQ(files[0].name, "hop.svg");
    EXPECT_EQ(files[1].name, "hop.png");
    EXPECT_EQ(files[1].bytes.substr(1, 3), "PNG");
    EXPECT_EQ(report_pdf(report), report_pdf(report));
}

}  // namespace
}  // namespace diaban
