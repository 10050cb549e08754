#include "layers/cartography/plain_page.hpp"

#include "layers/cartography/map_page.hpp"
#include "layers/cartography/text_block.hpp"

namespace diaban {

namespace {

constexpr Colour kMarkingColour{0.62, 0.05, 0.24};

}  // namespace

PlainPage::PlainPage(const ReviewHeader& header, std::string theme, const PageOptions& options)
    : m_header(header),
      m_theme(std::move(theme)),
      m_words(catalogue(options.language)),
      m_scale(text_scale(options)),
      m_paper(paper_size(options.size, options.orientation)),
      m_canvas(m_paper, options.format, {m_theme, header.title, "diaban " + header.program_version, header.as_of}),
      m_text(m_canvas.context()) {}

double PlainPage::draw_head(const PageBox& page) {
    const double marking_width = m_header.marking.empty() ? 0.0 : scaled(130.0);
    TextBlock block;
    block.gap = scaled(2.0);
    block.paragraphs.push_back(
        {m_header.title.empty() ? m_theme : m_header.title, style(13.0, TextAlign::kLeft, FontWeight::kBold), 2});
    std::string second = m_header.title.empty() ? "" : m_theme;
    if (!m_header.unit.empty()) {
        second += (second.empty() ? "" : " – ") + m_header.unit;
    }
    if (!second.empty()) {
        block.paragraphs.push_back({second, style(9.5, TextAlign::kLeft), 2});
    }
    const double height = draw_block(m_text, block, {page.x, page.y, page.width - marking_width, page.height});
    if (!m_header.marking.empty()) {
        m_text.draw(m_header.marking, style(8.0, TextAlign::kRight, FontWeight::kBold, kMarkingColour),
                    {page.right() - marking_width, page.y, marking_width, scaled(30.0)});
    }
    return height;
}

PageBox PlainPage::draw_surroundings(const std::vector<std::string>& notes, double below) {
    const double margin = 14.0 * kPointsPerMillimetre;
    const PageBox page{margin, margin, m_paper.width - 2.0 * margin, m_paper.height - 2.0 * margin};
    const double top = page.y + draw_head(page) + scaled(12.0);
    TextBlock block;
    block.gap = scaled(2.0);
    for (const std::string& note : notes) {
        block.paragraphs.push_back({note, style(8.0, TextAlign::kLeft)});
    }
    const double notes_height = height_of(m_text, block, page.width);
    draw_block(m_text, block, {page.x, page.bottom() - notes_height - scaled(12.0), page.width, notes_height + 1.0});
    m_text.draw(m_words.say("map.footer", {{"theme", m_theme}, {"run", m_header.run_id}}) + " · " +
                    m_words.say("map.as-of", {{"date", m_words.date(m_header.as_of)}}),
                style(6.5, TextAlign::kLeft), {page.x, page.bottom() - scaled(8.0), page.width, scaled(12.0)});
    return {page.x, top, page.width, page.bottom() - top - notes_height - below};
}

}  // namespace diaban
