// The curve of a camera plan: bars of what each camera adds under the line of what all see together.
#include <algorithm>
#include <cmath>

#include "layers/cartography/camera_map.hpp"
#include "layers/cartography/canvas.hpp"
#include "layers/cartography/map_page.hpp"
#include "layers/cartography/text_block.hpp"
#include "layers/cartography/typesetting.hpp"

namespace diaban {

namespace {

constexpr Colour kBarColour{0.71, 0.81, 0.90};
constexpr Colour kLineColour{0.62, 0.05, 0.24};
constexpr Colour kLimitColour{0.10, 0.33, 0.55};
constexpr Colour kGridColour{0.85, 0.85, 0.85};

/// 1, 2 or 5 times a power of ten, so that about `steps` of them make `range`.
double round_step(double range, double steps) {
    const double rough = range / steps;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough * (1.0 - 1e-9)) {
            return factor * power;
        }
    }
    return 10.0 * power;
}

class Plot {
public:
    Plot(const CurvePlot& plot, const PageOptions& options)
        : m_plot(plot),
          m_words(catalogue(options.language)),
          m_scale(text_scale(options)),
          m_paper(paper_size(options.size, options.orientation)),
          m_canvas(m_paper, options.format,
                   {m_words.say("map.theme.camera-curve"), m_plot.header.title,
                    "diaban " + m_plot.header.program_version, m_plot.header.as_of}),
          m_text(m_canvas.context()) {}

    std::string render() {
        const double margin = 14.0 * kPointsPerMillimetre;
        const PageBox page{margin, margin, m_paper.width - 2.0 * margin, m_paper.height - 2.0 * margin};
        const double top = page.y + draw_head(page) + 12.0 * m_scale;
        const TextBlock notes = note_block();
        const double notes_height = height_of(m_text, notes, page.width);
        m_frame = {page.x + 44.0 * m_scale, top, page.width - 52.0 * m_scale,
                   page.bottom() - top - notes_height - 50.0 * m_scale};
        if (m_plot.share.size() < 2) {
            m_text.draw(m_words.say("map.curve.none"), style(11.0, TextAlign::kCentre), m_frame);
        } else {
            choose_scale();
            draw_axes();
            draw_bars();
            draw_limit();
            draw_line();
        }
        draw_block(m_text, notes,
                   {page.x, page.bottom() - notes_height - 12.0 * m_scale, page.width, notes_height + 1.0});
        m_text.draw(m_words.say("map.footer",
                                {{"theme", m_words.say("map.theme.camera-curve")}, {"run", m_plot.header.run_id}}) +
                        " · " + m_words.say("map.as-of", {{"date", m_words.date(m_plot.header.as_of)}}),
                    style(6.5, TextAlign::kLeft), {page.x, page.bottom() - 8.0 * m_scale, page.width, 12.0 * m_scale});
        return m_canvas.finish();
    }

private:
    [[nodiscard]] TextStyle style(double size, TextAlign align, FontWeight weight = FontWeight::kRegular) const {
        return {size * m_scale, weight, align, kBlack};
    }

    double draw_head(const PageBox& page) {
        const double marking_width = m_plot.header.marking.empty() ? 0.0 : 130.0 * m_scale;
        TextBlock block;
        block.gap = 2.0 * m_scale;
        const std::string theme = m_words.say("map.theme.camera-curve");
        block.paragraphs.push_back({m_plot.header.title.empty() ? theme : m_plot.header.title,
                                    style(13.0, TextAlign::kLeft, FontWeight::kBold), 2});
        std::string second = m_plot.header.title.empty() ? "" : theme;
        if (!m_plot.header.unit.empty()) {
            second += (second.empty() ? "" : " – ") + m_plot.header.unit;
        }
        if (!second.empty()) {
            block.paragraphs.push_back({second, style(9.5, TextAlign::kLeft), 2});
        }
        const PageBox box{page.x, page.y, page.width - marking_width, page.height};
        const double height = draw_block(m_text, block, box);
        if (!m_plot.header.marking.empty()) {
            m_text.draw(m_plot.header.marking, {8.0 * m_scale, FontWeight::kBold, TextAlign::kRight, kLineColour},
                        {page.right() - marking_width, page.y, marking_width, 30.0 * m_scale});
        }
        return height;
    }

    TextBlock note_block() const {
        TextBlock block;
        block.gap = 2.0 * m_scale;
        for (const std::string& note : m_plot.notes) {
            block.paragraphs.push_back({note, style(8.0, TextAlign::kLeft)});
        }
        return block;
    }

    void choose_scale() {
        double most = m_plot.limit.value_or(0.0);
        for (const double share : m_plot.share) {
            most = std::max(most, share);
        }
        most = std::max(100.0 * most, 1e-3);
        m_step = round_step(most, 6.0);
        m_most = std::min(std::ceil(most / m_step * 1.02) * m_step, std::max(100.0, most));
    }

    [[nodiscard]] double x_of(double rank) const {
        return m_frame.x + m_frame.width * (rank + 0.5) / static_cast<double>(m_plot.share.size());
    }
    [[nodiscard]] double y_of(double percent) const { return m_frame.bottom() - m_frame.height * percent / m_most; }

    void line(PagePoint a, PagePoint b, const Colour& colour, double width) {
        cairo_t* context = m_canvas.context();
        cairo_new_path(context);
        cairo_move_to(context, a.x, a.y);
        cairo_line_to(context, b.x, b.y);
        set_colour(context, colour);
        cairo_set_line_width(context, width * m_scale);
        cairo_stroke(context);
    }

    void draw_axes() {
        const int decimals = m_step < 0.1 ? 2 : m_step < 1.0 ? 1 : 0;
        for (int k = 0; k * m_step <= m_most * (1.0 + 1e-9); ++k) {
            const double y = y_of(k * m_step);
            line({m_frame.x, y}, {m_frame.right(), y}, kGridColour, 0.5);
            m_text.draw(m_words.decimal(k * m_step, decimals), style(8.0, TextAlign::kRight),
                        {m_frame.x - 44.0 * m_scale, y - 5.5 * m_scale, 38.0 * m_scale, 12.0 * m_scale});
        }
        const auto cameras = static_cast<double>(m_plot.share.size() - 1);
        const double step = std::max(1.0, round_step(std::max(cameras, 1.0), 20.0));
        for (double k = 0.0; k <= cameras; k += step) {
            m_text.draw(m_words.integer(std::llround(k)), style(8.0, TextAlign::kCentre),
                        {x_of(k) - 20.0 * m_scale, m_frame.bottom() + 3.0 * m_scale, 40.0 * m_scale, 12.0 * m_scale});
        }
        line({m_frame.x, m_frame.bottom()}, {m_frame.right(), m_frame.bottom()}, kBlack, 0.8);
        line({m_frame.x, m_frame.y}, {m_frame.x, m_frame.bottom()}, kBlack, 0.8);
        m_text.draw(m_words.say("map.curve.x"), style(8.5, TextAlign::kCentre, FontWeight::kBold),
                    {m_frame.x, m_frame.bottom() + 15.0 * m_scale, m_frame.width, 14.0 * m_scale});
        m_text.draw_upwards(m_words.say("map.curve.y"), style(8.5, TextAlign::kCentre, FontWeight::kBold),
                            {m_frame.x - 40.0 * m_scale, m_frame.centre().y});
    }

    void draw_bars() {
        cairo_t* context = m_canvas.context();
        const double width = 0.7 * m_frame.width / static_cast<double>(m_plot.share.size());
        for (std::size_t k = 1; k < m_plot.share.size(); ++k) {
            const double gain = 100.0 * (m_plot.share[k] - m_plot.share[k - 1]);
            const double y = y_of(gain);
            cairo_new_path(context);
            add_box(context, {x_of(static_cast<double>(k)) - 0.5 * width, y, width, m_frame.bottom() - y});
            set_colour(context, kBarColour);
            cairo_fill(context);
        }
    }

    void draw_limit() {
        if (!m_plot.limit) {
            return;
        }
        cairo_t* context = m_canvas.context();
        const double y = y_of(100.0 * *m_plot.limit);
        const double dashes[] = {4.0 * m_scale, 3.0 * m_scale};
        cairo_set_dash(context, dashes, 2, 0.0);
        line({m_frame.x, y}, {m_frame.right(), y}, kLimitColour, 1.0);
        cairo_set_dash(context, nullptr, 0, 0.0);
        const std::string sentence = m_words.say(
            "map.curve.limit", {{"count", m_words.integer(static_cast<std::int64_t>(m_plot.share.size()) - 1)},
                                {"percent", m_words.decimal(100.0 * *m_plot.limit, 1)}});
        const TextStyle blue{8.0 * m_scale, FontWeight::kRegular, TextAlign::kLeft, kLimitColour};
        const double half = 0.5 * m_text.measure(sentence, blue).width;
        m_text.draw_with_halo(sentence, blue, {m_frame.x + 6.0 * m_scale + half, y - 8.0 * m_scale}, 1.5);
    }

    void draw_line() {
        cairo_t* context = m_canvas.context();
        cairo_new_path(context);
        for (std::size_t k = 0; k < m_plot.share.size(); ++k) {
            cairo_line_to(context, x_of(static_cast<double>(k)), y_of(100.0 * m_plot.share[k]));
        }
        set_colour(context, kLineColour);
        cairo_set_line_width(context, 1.6 * m_scale);
        cairo_stroke(context);
        for (std::size_t k = 0; k < m_plot.share.size(); ++k) {
            cairo_new_path(context);
            cairo_arc(context, x_of(static_cast<double>(k)), y_of(100.0 * m_plot.share[k]), 1.8 * m_scale, 0.0,
                      6.2831853071795865);
            cairo_fill(context);
        }
        // The share before stands in the notes: beside its point there is no room that the line leaves free.
        const double last = 100.0 * m_plot.share.back();
        m_text.draw_with_halo(
            m_words.decimal(last, 1) + " %", {8.5 * m_scale, FontWeight::kBold, TextAlign::kCentre, kLineColour},
            {x_of(static_cast<double>(m_plot.share.size() - 1)) - 12.0 * m_scale, y_of(last) + 12.0 * m_scale}, 1.2);
    }

    const CurvePlot& m_plot;
    const Catalogue& m_words;
    double m_scale;
    PaperSize m_paper;
    Canvas m_canvas;
    Typesetter m_text;
    PageBox m_frame;
    double m_step = 1.0;
    double m_most = 100.0;
};

}  // namespace

std::string render_curve_plot(const CurvePlot& plot, const PageOptions& options) {
    return Plot(plot, options).render();
}

}  // namespace diaban
