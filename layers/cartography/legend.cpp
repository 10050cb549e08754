#include "layers/cartography/legend.hpp"

#include <algorithm>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/hatching.hpp"
#include "layers/cartography/overlay_drawing.hpp"

namespace diaban {

namespace {

constexpr double kSwatchWidth = 24.0;
constexpr double kSwatchHeight = 12.0;
constexpr double kRowGap = 3.0;
constexpr double kTextGap = 6.0;

TextStyle heading_style(double scale) {
    return {9.0 * scale, FontWeight::kBold, TextAlign::kLeft, kBlack};
}
TextStyle entry_style(double scale) {
    return {8.0 * scale, FontWeight::kRegular, TextAlign::kLeft, kBlack};
}

double entry_height(Typesetter& text, const LegendEntry& entry, double width, double scale) {
    const double room = width - (kSwatchWidth + kTextGap) * scale;
    return std::max(kSwatchHeight * scale, text.measure(entry.text, entry_style(scale), room).height);
}

void draw_swatch(cairo_t* context, const AreaStyle& style, const PageBox& box, double scale) {
    add_box(context, box);
    fill_path(context, style, box);
    add_box(context, box);
    set_colour(context, kBlack);
    cairo_set_line_width(context, 0.5 * scale);
    cairo_stroke(context);
}

}  // namespace

double height_of(Typesetter& text, const Legend& legend, double width, double scale) {
    double height = text.measure(legend.heading, heading_style(scale), width).height;
    for (const LegendEntry& entry : legend.entries) {
        height += kRowGap * scale + entry_height(text, entry, width, scale);
    }
    if (!legend.notes.paragraphs.empty()) {
        height += kRowGap * scale + height_of(text, legend.notes, width);
    }
    return height;
}

void draw_legend(Typesetter& text, const Legend& legend, const PageBox& box, double scale) {
    double y = box.y + text.draw(legend.heading, heading_style(scale), box);
    for (const LegendEntry& entry : legend.entries) {
        y += kRowGap * scale;
        const double height = entry_height(text, entry, box.width, scale);
        const double swatch_y = y + (height - kSwatchHeight * scale) / 2.0;
        const PageBox swatch{box.x, swatch_y, kSwatchWidth * scale, kSwatchHeight * scale};
        if (entry.overlay) {
            draw_overlay_swatch(text.context(), *entry.overlay, swatch, scale);
        } else if (entry.symbol) {
            draw_symbol(text, *entry.symbol, swatch.centre(), scale);
        } else {
            draw_swatch(text.context(), entry.style, swatch, scale);
        }
        const double text_x = box.x + (kSwatchWidth + kTextGap) * scale;
        const double text_height = text.measure(entry.text, entry_style(scale), box.right() - text_x).height;
        text.draw(entry.text, entry_style(scale),
                  {text_x, y + (height - text_height) / 2.0, box.right() - text_x, text_height + 1.0});
        y += height;
    }
    y += kRowGap * scale;
    draw_block(text, legend.notes, {box.x, y, box.width, box.bottom() - y + 1.0});
}

}  // namespace diaban
