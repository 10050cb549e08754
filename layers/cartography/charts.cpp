#include "layers/cartography/charts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/overlay_drawing.hpp"

namespace diaban {

namespace {

constexpr Colour kGridColour{0.84, 0.84, 0.84};
constexpr Colour kAxisColour{0.25, 0.25, 0.25};
constexpr Colour kShade{0.945, 0.945, 0.93};
constexpr double kFigureSize = 7.0;
constexpr double kRowHeight = 10.5;
constexpr double kAxisRoom = 26.0;

TextStyle figure_style(TextAlign align) {
    return {kFigureSize, FontWeight::kRegular, align, kBlack};
}

void stroke(cairo_t* context, PagePoint from, PagePoint to, const Colour& colour, double width) {
    cairo_move_to(context, from.x, from.y);
    cairo_line_to(context, to.x, to.y);
    set_colour(context, colour);
    cairo_set_line_width(context, width);
    cairo_stroke(context);
}

std::string axis_figure(double value, double step, const Catalogue& words) {
    return words.decimal(value, step >= 1.0 && step == std::floor(step)  ? 0
                                : step * 10.0 == std::floor(step * 10.0) ? 1
                                                                         : 2);
}

/// One line of a chart's legend after the other; returns the height used.
double draw_series_legend(Typesetter& text, const std::vector<TrendSeries>& series, const PageBox& box) {
    double x = box.x;
    double y = box.y;
    for (const TrendSeries& line : series) {
        const double width = 30.0 + text.measure(line.label, figure_style(TextAlign::kLeft)).width + 12.0;
        if (x > box.x && x + width > box.right()) {
            x = box.x;
            y += 11.0;
        }
        OverlaySymbol symbol{GeometryKind::kLine, line.mark, line.colour, line.colour, 4.0, 1.4, line.line, 0.0};
        draw_overlay_swatch(text.context(), symbol, {x, y, 24.0, 10.0}, 1.0);
        symbol.kind = GeometryKind::kPoint;
        draw_overlay_swatch(text.context(), symbol, {x, y, 24.0, 10.0}, 1.0);
        text.draw(line.label, figure_style(TextAlign::kLeft), {x + 30.0, y, width, 11.0});
        x += width;
    }
    return y + 13.0 - box.y;
}

void draw_series(Typesetter& text, const TrendSeries& line, const std::vector<PagePoint>& points) {
    MapOverlay drawn;
    drawn.symbol = {GeometryKind::kLine, line.mark, line.colour, line.colour, 4.0, 1.4, line.line, 0.0};
    // Points are already on the page: a frame of one point a metre, y downwards in both.
    MapFrame page;
    page.box = {0.0, 0.0, 0.0, 0.0};
    page.points_per_metre = 1.0;
    LineString path;
    const auto finish = [&] {
        if (path.points.size() > 1) {
            drawn.geometry.emplace_back(path);
        }
        path.points.clear();
    };
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!line.values[i]) {
            finish();
            continue;
        }
        path.points.push_back({points[i].x, -points[i].y});
        drawn.geometry.emplace_back(ProjectedPoint{points[i].x, -points[i].y});
    }
    finish();
    // Lines first: marks stand on them.
    std::stable_sort(drawn.geometry.begin(), drawn.geometry.end(),
                     [](const Geometry& a, const Geometry& b) { return a.index() > b.index(); });
    draw_overlay(text, drawn, page, 1.0);
}

double greatest_of(const std::vector<TrendSeries>& series) {
    double greatest = 0.0;
    for (const TrendSeries& line : series) {
        for (const auto& value : line.values) {
            greatest = std::max(greatest, value.value_or(0.0));
        }
    }
    return greatest;
}

/// Names of periods below the axis, as many as fit side by side.
void draw_periods(Typesetter& text, const std::vector<std::string>& periods, const PageBox& plot) {
    const double slot = plot.width / static_cast<double>(std::max<std::size_t>(1, periods.size()));
    double widest = 1.0;
    for (const std::string& period : periods) {
        widest = std::max(widest, text.measure(period, figure_style(TextAlign::kCentre)).width + 4.0);
    }
    const auto every = static_cast<std::size_t>(std::ceil(widest / slot));
    for (std::size_t i = 0; i < periods.size(); i += every) {
        const double centre = plot.x + (static_cast<double>(i) + 0.5) * slot;
        text.draw(periods[i], figure_style(TextAlign::kCentre),
                  {centre - widest, plot.bottom() + 3.0, 2.0 * widest, 10.0});
    }
}

}  // namespace

double axis_step(double greatest) {
    if (!(greatest > 0.0) || !std::isfinite(greatest)) {
        return 1.0;
    }
    for (double exponent = std::floor(std::log10(greatest)) - 1.0;; exponent += 1.0) {
        for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
            const double step = exponent < 0.0 ? factor / std::pow(10.0, -exponent) : factor * std::pow(10.0, exponent);
            if (greatest <= 5.0 * step) {
                return step;
            }
        }
    }
}

double count_step(double greatest) {
    const double step = std::max(1.0, axis_step(greatest));
    return step == 2.5 ? 5.0 : step;
}

void draw_trend_chart(Typesetter& text, const TrendChart& chart, const PageBox& box, const Catalogue& words) {
    cairo_t* context = text.context();
    const double legend = draw_series_legend(text, chart.series, box);
    text.draw(chart.y_title, figure_style(TextAlign::kLeft), {box.x, box.y + legend - 2.0, box.width, 11.0});
    const double step = count_step(greatest_of(chart.series));
    const double top = std::max(step, step * std::ceil(greatest_of(chart.series) / step - 1e-9));
    const double figures = text.measure(axis_figure(top, step, words), figure_style(TextAlign::kRight)).width + 5.0;
    const PageBox plot{box.x + figures, box.y + legend + 13.0, box.width - figures, box.height - legend - 13.0 - 15.0};
    const double slot = plot.width / static_cast<double>(std::max<std::size_t>(1, chart.periods.size()));
    if (chart.current_from < chart.periods.size() && !chart.current_label.empty()) {
        const PageBox shade{plot.x + slot * static_cast<double>(chart.current_from), plot.y,
                            slot * static_cast<double>(chart.periods.size() - chart.current_from), plot.height};
        add_box(context, shade);
        set_colour(context, kShade);
        cairo_fill(context);
        text.draw(chart.current_label, figure_style(TextAlign::kRight),
                  {shade.x, plot.y - 11.5, shade.width - 3.0, 10.0});
    }
    for (double value = 0.0; value <= top + step / 2.0; value += step) {
        const double y = plot.bottom() - plot.height * value / top;
        stroke(context, {plot.x, y}, {plot.right(), y}, value > 0.0 ? kGridColour : kAxisColour, 0.5);
        text.draw(axis_figure(value, step, words), figure_style(TextAlign::kRight),
                  {box.x, y - 5.0, figures - 4.0, 10.0});
    }
    draw_periods(text, chart.periods, plot);
    for (const TrendSeries& line : chart.series) {
        std::vector<PagePoint> points;
        for (std::size_t i = 0; i < line.values.size(); ++i) {
            points.push_back({plot.x + (static_cast<double>(i) + 0.5) * slot,
                              plot.bottom() - plot.height * line.values[i].value_or(0.0) / top});
        }
        draw_series(text, line, points);
    }
}

std::size_t ranked_rows_in(double height) {
    return height <= kAxisRoom ? 0 : static_cast<std::size_t>((height - kAxisRoom) / kRowHeight);
}

void draw_ranked_chart(Typesetter& text, const RankedChart& chart, const PageBox& box, const Catalogue& words) {
    cairo_t* context = text.context();
    if (chart.rows.empty()) {
        return;
    }
    double low = 0.5;
    double high = 2.0;
    double names = 0.0;
    for (const RankedChange& row : chart.rows) {
        low = std::min(low, std::max(0.05, row.low));
        high = std::max(high, std::min(20.0, row.high));
        names = std::max(names, text.measure(row.name, figure_style(TextAlign::kRight)).width);
    }
    names = std::min(names + 6.0, 0.4 * box.width);
    const PageBox plot{box.x + names, box.y + 14.0, box.width - names - 8.0,
                       kRowHeight * static_cast<double>(chart.rows.size())};
    const auto x_of = [&](double ratio) {
        const double share =
            (std::log(std::clamp(ratio, low, high)) - std::log(low)) / (std::log(high) - std::log(low));
        return plot.x + share * plot.width;
    };
    for (const double tick : {0.05, 0.1, 0.2, 0.5, 0.8, 1.0, 1.25, 2.0, 5.0, 10.0, 20.0}) {
        if (tick < low || tick > high) {
            continue;
        }
        stroke(context, {x_of(tick), plot.y}, {x_of(tick), plot.bottom()}, tick == 1.0 ? kAxisColour : kGridColour,
               tick == 1.0 ? 0.9 : 0.5);
        text.draw(words.decimal(tick, tick == 1.25 || tick == 0.05 ? 2
                                      : tick < 1.0                 ? 1
                                                                   : 0),
                  figure_style(TextAlign::kCentre), {x_of(tick) - 15.0, box.y + 3.0, 30.0, 10.0});
    }
    for (std::size_t i = 0; i < chart.rows.size(); ++i) {
        const RankedChange& row = chart.rows[i];
        const double y = plot.y + (static_cast<double>(i) + 0.5) * kRowHeight;
        text.draw(row.name, figure_style(TextAlign::kRight), {box.x, y - 5.0, names - 4.0, 10.0});
        stroke(context, {x_of(row.low), y}, {x_of(row.high), y}, row.colour, 1.4);
        const OverlaySymbol mark{
            GeometryKind::kPoint, PointSymbol::kCircle, row.colour, kBlack, 4.6, 0.5, LineKind::kSolid, 0.0};
        draw_overlay_swatch(context, mark, {x_of(row.ratio) - 3.0, y - 3.0, 6.0, 6.0}, 1.0);
    }
    text.draw(chart.x_title, figure_style(TextAlign::kLeft), {plot.x, plot.bottom() + 2.0, plot.width, 11.0});
}

void draw_hours_chart(Typesetter& text, const HoursChart& chart, const PageBox& box, const Catalogue& words) {
    constexpr std::size_t kHours = 24;
    constexpr std::size_t kDays = 7;
    if (chart.counts.size() != kHours * kDays) {
        return;
    }
    static constexpr std::array<const char*, kDays> kNames{"chart.monday",   "chart.tuesday", "chart.wednesday",
                                                           "chart.thursday", "chart.friday",  "chart.saturday",
                                                           "chart.sunday"};
    cairo_t* context = text.context();
    constexpr std::size_t kShades = 7;
    const std::vector<Colour> shades = sequential_colours(kShades);
    const std::int64_t most = std::max<std::int64_t>(1, *std::max_element(chart.counts.begin(), chart.counts.end()));
    double names = 0.0;
    for (const char* name : kNames) {
        names = std::max(names, text.measure(words.say(name), figure_style(TextAlign::kLeft)).width + 5.0);
    }
    const PageBox plot{box.x + names, box.y, box.width - names, box.height - 14.0};
    const double width = plot.width / static_cast<double>(kHours);
    const double height = plot.height / static_cast<double>(kDays);
    for (std::size_t day = 0; day < kDays; ++day) {
        const double y = plot.y + height * static_cast<double>(day);
        text.draw(words.say(kNames[day]), figure_style(TextAlign::kLeft), {box.x, y + height / 2.0 - 5.0, names, 10.0});
        for (std::size_t hour = 0; hour < kHours; ++hour) {
            const std::int64_t count = chart.counts[day * kHours + hour];
            const PageBox cell{plot.x + width * static_cast<double>(hour), y, width, height};
            const auto shade = static_cast<std::size_t>((count * static_cast<std::int64_t>(kShades) - 1) / most);
            add_box(context, cell);
            set_colour(context, count == 0 ? kWhite : shades[std::min(shade, kShades - 1)]);
            cairo_fill_preserve(context);
            set_colour(context, kWhite);
            cairo_set_line_width(context, 0.6);
            cairo_stroke(context);
            const TextStyle figure{6.0, FontWeight::kRegular, TextAlign::kCentre,
                                   count > 0 && shade >= 3 ? kWhite : kBlack};
            if (text.measure(std::to_string(count), figure).width <= width) {
                text.draw(std::to_string(count), figure, {cell.x, y + height / 2.0 - 4.5, width, 10.0});
            }
        }
    }
    for (std::size_t hour = 0; hour < kHours; hour += 2) {
        const double centre = plot.x + width * (static_cast<double>(hour) + 0.5);
        text.draw(std::to_string(hour), figure_style(TextAlign::kCentre),
                  {centre - 12.0, plot.bottom() + 2.0, 24.0, 10.0});
    }
}

}  // namespace diaban
