#include "layers/cartography/scale_bar.hpp"

#include <cmath>

#include "layers/cartography/canvas.hpp"

namespace diaban {

namespace {

void draw_north_arrow(cairo_t* context, Typesetter& text, PagePoint top, const Catalogue& words, double scale) {
    const double half = 5.0 * scale;
    const double height = 22.0 * scale;
    const TextStyle style{8.0 * scale, FontWeight::kBold, TextAlign::kCentre, kBlack};
    const std::string letter = words.say("map.north");
    const TextSize size = text.measure(letter, style);
    text.draw(letter, style, {top.x - half * 2.0, top.y, half * 4.0, size.height});
    const double tip = top.y + size.height;
    cairo_set_line_width(context, 0.6 * scale);
    set_colour(context, kBlack);
    cairo_move_to(context, top.x, tip);
    cairo_line_to(context, top.x - half, tip + height);
    cairo_line_to(context, top.x, tip + 0.75 * height);
    cairo_close_path(context);
    cairo_fill_preserve(context);
    cairo_stroke(context);
    cairo_move_to(context, top.x, tip);
    cairo_line_to(context, top.x + half, tip + height);
    cairo_line_to(context, top.x, tip + 0.75 * height);
    cairo_close_path(context);
    cairo_stroke(context);
}

}  // namespace

ScaleBar choose_scale_bar(double points_per_metre, double room) {
    const double longest = room / points_per_metre;
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    ScaleBar bar{{power}, 4, 0.0};
    // A power of ten found through a logarithm may come out one step too high or low by rounding.
    if (power > longest) {
        bar.length.value = power / 2.0;
        bar.segments = 5;
    } else if (5.0 * power <= longest) {
        bar.length.value = 5.0 * power;
        bar.segments = 5;
    } else if (2.0 * power <= longest) {
        bar.length.value = 2.0 * power;
    }
    bar.points = bar.length.value * points_per_metre;
    return bar;
}

std::string length_in_words(Metres length, const Catalogue& words) {
    const bool kilometres = length.value >= 1000.0;
    const double value = kilometres ? length.value / 1000.0 : length.value;
    int decimals = 0;
    while (decimals < 2 &&
           std::fabs(value * std::pow(10.0, decimals) - std::round(value * std::pow(10.0, decimals))) > 1e-6) {
        ++decimals;
    }
    return words.decimal(value, decimals) + (kilometres ? " km" : " m");
}

void draw_scale_and_north(cairo_t* context, Typesetter& text, const PageBox& box, const MapFrame& frame,
                          const Catalogue& words) {
    const double scale = box.height / kScaleBlockHeight;
    const double arrow_room = 26.0 * scale;
    const TextStyle style{7.0 * scale, FontWeight::kRegular, TextAlign::kCentre, kBlack};
    const double side = 12.0 * scale;
    const ScaleBar bar = choose_scale_bar(frame.points_per_metre, box.width - arrow_room - 2.0 * side - 6.0 * scale);
    const double thickness = 4.0 * scale;
    const double x = box.x + side;
    const double y = box.y + 28.0 * scale;

    const TextStyle ratio{8.0 * scale, FontWeight::kBold, TextAlign::kLeft, kBlack};
    text.draw(words.say("map.scale", {{"denominator", words.integer(std::llround(frame.denominator()))}}), ratio,
              {box.x, box.y, box.width - arrow_room, 12.0 * scale});
    cairo_set_line_width(context, 0.5 * scale);
    for (int segment = 0; segment < bar.segments; ++segment) {
        const double width = bar.points / bar.segments;
        cairo_rectangle(context, x + segment * width, y, width, thickness);
        set_colour(context, segment % 2 == 0 ? kBlack : kWhite);
        cairo_fill_preserve(context);
        set_colour(context, kBlack);
        cairo_stroke(context);
    }
    const auto figure = [&](double share, const std::string& words_of_it) {
        const double width = 60.0 * scale;
        text.draw(words_of_it, style, {x + share * bar.points - width / 2.0, y - 11.5 * scale, width, 12.0 * scale});
    };
    figure(0.0, "0");
    const auto width_of = [&](double length) { return text.measure(length_in_words({length}, words), style).width; };
    if (bar.segments % 2 == 0 &&
        bar.points > width_of(bar.length.value) + width_of(bar.length.value / 2.0) + 6.0 * scale) {
        figure(0.5, length_in_words({bar.length.value / 2.0}, words));
    }
    figure(1.0, length_in_words(bar.length, words));
    draw_north_arrow(context, text, {box.right() - arrow_room / 2.0, box.y}, words, scale);
}

}  // namespace diaban
