#include "layers/cartography/page_layout.hpp"
#include "layers/report/report.hpp"
#include "layers/report/report_flow.hpp"

namespace diaban {

namespace {

constexpr double kMargin = 10.0 * kPointsPerMillimetre;
constexpr double kBodyGap = 12.0;

PageOptions page_of(const Report& report) {
    return {PageSize::kA4, PageOrientation::kPortrait, MapFormat::kPdf, report.language};
}

PageLayout layout_of(Typesetter& text, const TextBlock& head, const PageOptions& options) {
    return page_layout(options.size, options.orientation,
                       {height_of(text, head, header_width(options.size, options.orientation)), 0.0, 0.0});
}

/// The box that blocks may fill.
PageBox body_of(const PageLayout& layout) {
    return {kMargin, layout.header.bottom() + kBodyGap, report_width(),
            layout.footer.y - kBodyGap - layout.header.bottom()};
}

}  // namespace

double report_width() {
    return paper_size(PageSize::kA4, PageOrientation::kPortrait).width - 2.0 * kMargin;
}

std::size_t report_page_count(const Report& report) {
    const PageOptions options = page_of(report);
    Canvas canvas(paper_size(options.size, options.orientation), MapFormat::kPdf,
                  document_information(report.header, report.theme));
    Typesetter text(canvas.context());
    const PageIdentity identity{report.header, report.theme};
    return flow_report(text, report, body_of(layout_of(text, header_block(text, identity, options), options))).size();
}

std::string report_pdf(const Report& report) {
    const PageOptions options = page_of(report);
    const PaperSize paper = paper_size(options.size, options.orientation);
    Canvas canvas(paper, MapFormat::kPdf, document_information(report.header, report.theme));
    Typesetter text(canvas.context());
    PageIdentity identity{report.header, report.theme};
    const TextBlock head = header_block(text, identity, options);
    const PageLayout layout = layout_of(text, head, options);
    const std::vector<FlowPage> pages = flow_report(text, report, body_of(layout));
    identity.pages = pages.size();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0) {
            canvas.next_page(paper);
        }
        identity.page = i + 1;
        if (pages[i].map != nullptr) {
            draw_map_page(canvas, pages[i].map->content(options), options, {identity.page, identity.pages});
            continue;
        }
        draw_block(text, head, layout.header);
        draw_marking(text, report.header.marking, layout.marking, 1.0);
        for (const PlacedBlock& block : pages[i].blocks) {
            block.draw(text, block.box);
        }
        draw_footer(text, identity, layout.footer, options);
    }
    return canvas.finish();
}

}  // namespace diaban
