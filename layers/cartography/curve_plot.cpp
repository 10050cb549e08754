// The curve of a camera plan: bars of what each camera adds under the line of what all see together.
#include <algorithm>
#include <cmath>

#include "layers/cartography/camera_map.hpp"
#include "layers/cartography/plain_page.hpp"

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
          m_page(plot.header, m_words.say("map.theme.camera-curve"), options),
          m_text(m_page.text()) {}

    std::string render() {
        const PageBox room = m_page.draw_surroundings(m_plot.notes, m_page.scaled(50.0));
        m_frame = {room.x + m_page.scaled(44.0), room.y, room.width - m_page.scaled(52.0), room.height};
        if (m_plot.share.size() < 2) {
            m_text.draw(m_words.say("map.curve.none"), m_page.style(11.0, TextAlign::kCentre), m_frame);
        } else {
            choose_scale();
            draw_axes();
            draw_bars();
            draw_limit();
            draw_line();
        }
        return m_page.finish();
    }

private:
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
        cairo_t* context = m_page.context();
        cairo_new_path(context);
        cairo_move_to(context, a.x, a.y);
        cairo_line_to(context, b.x, b.y);
        set_colour(context, colour);
        cairo_set_line_width(context, m_page.scaled(width));
        cairo_stroke(context);
    }

    void draw_axes() {
        const int decimals = m_step < 0.1 ? 2 : m_step < 1.0 ? 1 : 0;
        for (int k = 0; k * m_step <= m_most * (1.0 + 1e-9); ++k) {
            const double y = y_of(k * m_step);
            line({m_frame.x, y}, {m_frame.right(), y}, kGridColour, 0.5);
            m_text.draw(
                m_words.decimal(k * m_step, decimals), m_page.style(8.0, TextAlign::kRight),
                {m_frame.x - m_page.scaled(44.0), y - m_page.scaled(5.5), m_page.scaled(38.0), m_page.scaled(12.0)});
        }
        const auto cameras = static_cast<double>(m_plot.share.size() - 1);
        const double step = std::max(1.0, round_step(std::max(cameras, 1.0), 20.0));
        for (double k = 0.0; k <= cameras; k += step) {
            m_text.draw(m_words.integer(std::llround(k)), m_page.style(8.0, TextAlign::kCentre),
                        {x_of(k) - m_page.scaled(20.0), m_frame.bottom() + m_page.scaled(3.0), m_page.scaled(40.0),
                         m_page.scaled(12.0)});
        }
        line({m_frame.x, m_frame.bottom()}, {m_frame.right(), m_frame.bottom()}, kBlack, 0.8);
        line({m_frame.x, m_frame.y}, {m_frame.x, m_frame.bottom()}, kBlack, 0.8);
        m_text.draw(m_words.say("map.curve.x"), m_page.style(8.5, TextAlign::kCentre, FontWeight::kBold),
                    {m_frame.x, m_frame.bottom() + m_page.scaled(15.0), m_frame.width, m_page.scaled(14.0)});
        m_text.draw_upwards(m_words.say("map.curve.y"), m_page.style(8.5, TextAlign::kCentre, FontWeight::kBold),
                            {m_frame.x - m_page.scaled(40.0), m_frame.centre().y});
    }

    void draw_bars() {
        cairo_t* context = m_page.context();
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
        cairo_t* context = m_page.context();
        const double y = y_of(100.0 * *m_plot.limit);
        const double dashes[] = {m_page.scaled(4.0), m_page.scaled(3.0)};
        cairo_set_dash(context, dashes, 2, 0.0);
        line({m_frame.x, y}, {m_frame.right(), y}, kLimitColour, 1.0);
        cairo_set_dash(context, nullptr, 0, 0.0);
        const std::string sentence = m_words.say(
            "map.curve.limit", {{"count", m_words.integer(static_cast<std::int64_t>(m_plot.share.size()) - 1)},
                                {"percent", m_words.decimal(100.0 * *m_plot.limit, 1)}});
        const TextStyle blue{m_page.scaled(8.0), FontWeight::kRegular, TextAlign::kLeft, kLimitColour};
        const double half = 0.5 * m_text.measure(sentence, blue).width;
        m_text.draw_with_halo(sentence, blue, {m_frame.x + m_page.scaled(6.0) + half, y - m_page.scaled(8.0)}, 1.5);
    }

    void draw_line() {
        cairo_t* context = m_page.context();
        cairo_new_path(context);
        for (std::size_t k = 0; k < m_plot.share.size(); ++k) {
            cairo_line_to(context, x_of(static_cast<double>(k)), y_of(100.0 * m_plot.share[k]));
        }
        set_colour(context, kLineColour);
        cairo_set_line_width(context, m_page.scaled(1.6));
        cairo_stroke(context);
        for (std::size_t k = 0; k < m_plot.share.size(); ++k) {
            cairo_new_path(context);
            cairo_arc(context, x_of(static_cast<double>(k)), y_of(100.0 * m_plot.share[k]), m_page.scaled(1.8), 0.0,
                      6.2831853071795865);
            cairo_fill(context);
        }
        // The share before stands in the notes: beside its point there is no room that the line leaves free.
        const double last = 100.0 * m_plot.share.back();
        m_text.draw_with_halo(m_words.decimal(last, 1) + " %",
                              {m_page.scaled(8.5), FontWeight::kBold, TextAlign::kCentre, kLineColour},
                              {x_of(static_cast<double>(m_plot.share.size() - 1)) - m_page.scaled(12.0),
                               y_of(last) + m_page.scaled(12.0)},
                              1.2);
    }

    const CurvePlot& m_plot;
    const Catalogue& m_words;
    PlainPage m_page;
    Typesetter& m_text;
    PageBox m_frame;
    double m_step = 1.0;
    double m_most = 100.0;
};

}  // namespace

std::string render_curve_plot(const CurvePlot& plot, const PageOptions& options) {
    return Plot(plot, options).render();
}

}  // namespace diaban
