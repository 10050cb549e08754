// A page that is no map: title, unit and marking above, a frame for whatever it shows, notes and provenance below.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/page_geometry.hpp"
#include "layers/cartography/page_options.hpp"
#include "layers/cartography/typesetting.hpp"
#include "layers/model/review.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

class PlainPage {
public:
    /// `theme`: what the page shows, in the page's language. `header` must outlive the page.
    PlainPage(const ReviewHeader& header, std::string theme, const PageOptions& options);

    /// Draws head, notes and footer and gives the room between head and notes, `below` points of it left free at its end.
    PageBox draw_surroundings(const std::vector<std::string>& notes, double below);

    /// A length in points at the scale of the page's texts.
    [[nodiscard]] double scaled(double points) const { return points * m_scale; }
    [[nodiscard]] TextStyle style(double size, TextAlign align, FontWeight weight = FontWeight::kRegular,
                                  const Colour& colour = kBlack) const {
        return {size * m_scale, weight, align, colour};
    }
    [[nodiscard]] const Catalogue& words() const { return m_words; }
    [[nodiscard]] Typesetter& text() { return m_text; }
    [[nodiscard]] cairo_t* context() { return m_canvas.context(); }
    /// The bytes of the page.
    std::string finish() { return m_canvas.finish(); }

private:
    double draw_head(const PageBox& page);

    const ReviewHeader& m_header;
    std::string m_theme;
    const Catalogue& m_words;
    double m_scale;
    PaperSize m_paper;
    Canvas m_canvas;
    Typesetter m_text;
};

}  // namespace diaban
