#include "layers/report/report_flow.hpp"

#include <algorithm>

#include "layers/report/report_table.hpp"

namespace diaban {

namespace {

constexpr double kGap = 6.0;
constexpr double kHeadingGap = 12.0;
constexpr double kHeadingSize = 12.0;
/// A heading never stands alone at the foot of a page.
constexpr double kLeastBelowHeading = 60.0;

TextStyle paragraph_style(ParagraphKind kind) {
    switch (kind) {
        case ParagraphKind::kLead:
            return {10.5, FontWeight::kBold, TextAlign::kLeft, kBlack};
        case ParagraphKind::kNote:
            return {7.5, FontWeight::kRegular, TextAlign::kLeft, {0.25, 0.25, 0.25}};
        case ParagraphKind::kWarning:
            return {9.0, FontWeight::kBold, TextAlign::kLeft, {0.62, 0.05, 0.05}};
        case ParagraphKind::kBody:
            break;
    }
    return {9.0, FontWeight::kRegular, TextAlign::kLeft, kBlack};
}

class Flow {
public:
    Flow(Typesetter& text, const PageBox& body) : m_text(text), m_body(body) { break_page(); }

    void section(const ReportSection& part) {
        if (part.new_page && !m_pages.back().blocks.empty()) {
            break_page();
        }
        if (!part.heading.empty()) {
            const TextStyle style{kHeadingSize, FontWeight::kBold, TextAlign::kLeft, kBlack};
            const double height = m_text.measure(part.heading, style, m_body.width).height;
            m_y += m_pages.back().blocks.empty() ? 0.0 : kHeadingGap - kGap;
            need(height + kGap + kLeastBelowHeading);
            place(height, [heading = part.heading, style](Typesetter& text, const PageBox& box) {
                text.draw(heading, style, box);
            });
        }
        for (const ReportBlock& block : part.blocks) {
            std::visit([this](const auto& one) { add(one); }, block);
        }
    }

    std::vector<FlowPage> finish() {
        std::erase_if(m_pages, [](const FlowPage& page) { return page.blocks.empty() && page.map == nullptr; });
        return std::move(m_pages);
    }

private:
    void break_page() {
        m_pages.emplace_back();
        m_y = m_body.y;
    }
    /// Goes on to the next page where less room than `height` is left.
    void need(double height) {
        if (m_y + height > m_body.bottom() + 0.5 && !m_pages.back().blocks.empty()) {
            break_page();
        }
    }
    void place(double height, std::function<void(Typesetter&, const PageBox&)> draw) {
        need(height);
        m_pages.back().blocks.push_back({{m_body.x, m_y, m_body.width, height}, std::move(draw)});
        m_y += height + kGap;
    }

    void add(const ReportParagraph& paragraph) {
        const TextStyle style = paragraph_style(paragraph.kind);
        const double height = m_text.measure(paragraph.text, style, m_body.width).height;
        place(height,
              [paragraph, style](Typesetter& text, const PageBox& box) { text.draw(paragraph.text, style, box); });
    }

    void add(const ReportFigure& figure) {
        const TextStyle style{9.0, FontWeight::kBold, TextAlign::kLeft, kBlack};
        const double caption = m_text.measure(figure.caption, style, m_body.width).height + 4.0;
        place(caption + figure.height, [figure, style, caption](Typesetter& text, const PageBox& box) {
            text.draw(figure.caption, style, {box.x, box.y, box.width, caption});
            figure.draw(text, {box.x, box.y + caption, box.width, figure.height});
        });
    }

    void add(const ReportTable& table) {
        std::size_t row = 0;
        do {
            const double least = table_height(m_text, table, m_body.width, row, std::min(table.rows.size(), row + 2));
            need(least);
            std::size_t end = std::min(table.rows.size(), row + 1);
            while (end < table.rows.size() &&
                   m_y + table_height(m_text, table, m_body.width, row, end + 1) <= m_body.bottom()) {
                ++end;
            }
            place(table_height(m_text, table, m_body.width, row, end),
                  [table, row, end](Typesetter& text, const PageBox& box) { draw_table(text, table, box, row, end); });
            row = end;
        } while (row < table.rows.size());
    }

    void add(const ReportMap& map) {
        if (!m_pages.back().blocks.empty()) {
            break_page();
        }
        m_pages.back().map = &map;
        break_page();
    }

    Typesetter& m_text;
    PageBox m_body;
    std::vector<FlowPage> m_pages;
    double m_y = 0.0;
};

}  // namespace

std::vector<FlowPage> flow_report(Typesetter& text, const Report& report, const PageBox& body) {
    Flow flow(text, body);
    for (const ReportSection& part : report.sections) {
        flow.section(part);
    }
    return flow.finish();
}

}  // namespace diaban
