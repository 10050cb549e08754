#include "layers/cartography/hatching.hpp"

#include <cmath>

#include "layers/cartography/canvas.hpp"

namespace diaban {

namespace {

/// Lines x + y = k * step * sqrt(2) (rising) or x - y = ... (falling) across the box.
void add_slanted_lines(cairo_t* context, const PageBox& box, double step, double slope) {
    const double along = step * std::sqrt(2.0);
    const double low = slope > 0.0 ? box.x + box.y : box.x - box.bottom();
    const double high = slope > 0.0 ? box.right() + box.bottom() : box.right() - box.y;
    for (double k = std::ceil(low / along); k * along <= high; k += 1.0) {
        const double sum = k * along;
        if (slope > 0.0) {
            cairo_move_to(context, sum - box.y, box.y);
            cairo_line_to(context, sum - box.bottom(), box.bottom());
        } else {
            cairo_move_to(context, sum + box.y, box.y);
            cairo_line_to(context, sum + box.bottom(), box.bottom());
        }
    }
}

void add_level_lines(cairo_t* context, const PageBox& box, double step) {
    for (double k = std::ceil(box.y / step); k * step <= box.bottom(); k += 1.0) {
        cairo_move_to(context, box.x, k * step);
        cairo_line_to(context, box.right(), k * step);
    }
}

/// Round caps make a dot of a line without length.
void add_dots(cairo_t* context, const PageBox& box, double step) {
    for (double row = std::ceil(box.y / step); row * step <= box.bottom(); row += 1.0) {
        const double shift = std::fmod(std::fabs(row), 2.0) < 0.5 ? 0.0 : step / 2.0;
        for (double column = std::ceil((box.x - shift) / step); column * step + shift <= box.right(); column += 1.0) {
            cairo_move_to(context, column * step + shift, row * step);
            cairo_line_to(context, column * step + shift, row * step);
        }
    }
}

}  // namespace

void add_outline(cairo_t* context, const PageOutline& outline) {
    for (const PageRing& ring : outline.rings) {
        cairo_move_to(context, ring.front().x, ring.front().y);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            cairo_line_to(context, ring[i].x, ring[i].y);
        }
        cairo_close_path(context);
    }
}

void fill_path(cairo_t* context, const AreaStyle& style, const PageBox& around) {
    cairo_save(context);
    set_colour(context, style.fill);
    if (style.hatch == HatchKind::kNone) {
        cairo_fill(context);
        cairo_restore(context);
        return;
    }
    cairo_fill_preserve(context);
    cairo_clip(context);
    set_colour(context, style.hatch_colour);
    cairo_set_line_width(context, style.hatch_width);
    switch (style.hatch) {
        case HatchKind::kRising:
            add_slanted_lines(context, around, style.hatch_spacing, 1.0);
            break;
        case HatchKind::kCrossed:
            add_slanted_lines(context, around, style.hatch_spacing, 1.0);
            add_slanted_lines(context, around, style.hatch_spacing, -1.0);
            break;
        case HatchKind::kFalling:
            add_slanted_lines(context, around, style.hatch_spacing, -1.0);
            break;
        case HatchKind::kLevel:
            add_level_lines(context, around, style.hatch_spacing);
            break;
        case HatchKind::kDots:
            add_dots(context, around, style.hatch_spacing);
            break;
        case HatchKind::kNone:
            break;
    }
    cairo_stroke(context);
    cairo_restore(context);
}

}  // namespace diaban
