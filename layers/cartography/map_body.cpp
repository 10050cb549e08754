#include "layers/cartography/map_body.hpp"

#include <algorithm>
#include <variant>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/hatching.hpp"
#include "layers/cartography/overlay_drawing.hpp"

namespace diaban {

namespace {

constexpr double kTolerance = 0.1;       ///< points by which outlines may be moved
constexpr std::size_t kManyAreas = 400;  ///< from here on outlines are drawn thinner
constexpr Colour kOutlineColour{0.2, 0.2, 0.2};
constexpr Colour kWarningColour{0.62, 0.05, 0.05};

Box extent_of(const MapContent& content) {
    if (content.extent) {
        return *content.extent;
    }
    Box extent;
    for (const Geometry& geometry : content.areas.geometry) {
        if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
            extent.expand(finite_extent(*area));
        }
    }
    return extent.empty() && content.surface ? content.surface->grid.box() : extent;
}

PageBox bounds(const std::vector<PageOutline>& outlines, const std::vector<std::size_t>& style_of_area,
               std::size_t style) {
    PageBox around;
    for (std::size_t i = 0; i < outlines.size(); ++i) {
        if (style_of_area[i] != style || outlines[i].empty()) {
            continue;
        }
        const PageBox& box = outlines[i].box;
        if (around.empty()) {
            around = box;
            continue;
        }
        const double right = std::max(around.right(), box.right());
        const double bottom = std::max(around.bottom(), box.bottom());
        around.x = std::min(around.x, box.x);
        around.y = std::min(around.y, box.y);
        around.width = right - around.x;
        around.height = bottom - around.y;
    }
    return around;
}

/// One path for all shapes: where they overlap they stay one colour. Those too small to show are left to their symbols.
void draw_shapes(cairo_t* context, const MapContent& content, const MapFrame& frame) {
    cairo_new_path(context);
    for (const MultiPolygon& shape : content.shapes) {
        add_outline(context, outline_on_page(shape, frame, kTolerance));
    }
    fill_path(context, content.shape_style, frame.box);
}

}  // namespace

DrawnAreas project_areas(const MapContent& content, const PageBox& box) {
    DrawnAreas drawn;
    const Box extent = extent_of(content);
    drawn.nothing = extent.empty();
    drawn.frame = fit_map(extent, box);
    drawn.outlines.reserve(content.areas.geometry.size());
    for (const Geometry& geometry : content.areas.geometry) {
        const auto* area = std::get_if<MultiPolygon>(&geometry);
        drawn.outlines.push_back(area ? outline_on_page(*area, drawn.frame, kTolerance) : PageOutline{});
        drawn.without_geometry += drawn.outlines.back().empty() ? 1 : 0;
    }
    return drawn;
}

void draw_areas(cairo_t* context, const std::vector<AreaStyle>& styles, const std::vector<std::size_t>& style_of_area,
                const DrawnAreas& drawn, double scale) {
    for (std::size_t style = 0; style < styles.size() && !style_of_area.empty(); ++style) {
        const PageBox around = bounds(drawn.outlines, style_of_area, style);
        if (around.empty()) {
            continue;
        }
        // One path for the whole category: a pattern for each polygon would be drawn, and stored, hundreds of times.
        cairo_new_path(context);
        for (std::size_t i = 0; i < drawn.outlines.size(); ++i) {
            if (style_of_area[i] == style) {
                add_outline(context, drawn.outlines[i]);
            }
        }
        fill_path(context, styles[style], around);
    }
    set_colour(context, kOutlineColour);
    cairo_set_line_width(context, (drawn.outlines.size() > kManyAreas ? 0.2 : 0.5) * scale);
    for (const PageOutline& outline : drawn.outlines) {
        add_outline(context, outline);
        cairo_stroke(context);
    }
}

void draw_map_body(Typesetter& text, const MapContent& content, const DrawnAreas& drawn, double scale) {
    cairo_t* context = text.context();
    cairo_save(context);
    add_box(context, drawn.frame.box);
    cairo_clip(context);
    if (content.surface) {
        draw_surface(context, *content.surface, drawn.frame);
    }
    if (!content.shapes.empty()) {
        draw_shapes(context, content, drawn.frame);
    }
    draw_areas(context, content.styles, content.style_of_area, drawn, scale);
    for (const MapOverlay& overlay : content.overlays) {
        draw_overlay(text, overlay, drawn.frame, scale);
    }
    if (content.emphasised && *content.emphasised < drawn.outlines.size()) {
        const PageOutline& outline = drawn.outlines[*content.emphasised];
        add_outline(context, outline);
        set_colour(context, kWhite);
        cairo_set_line_width(context, 4.5 * scale);
        cairo_stroke_preserve(context);
        set_colour(context, kBlack);
        cairo_set_line_width(context, 2.2 * scale);
        cairo_stroke(context);
    }
    cairo_restore(context);
}

void draw_nothing(Typesetter& text, const MapContent& content, const PageBox& frame, const PageOptions& options) {
    const double scale = text_scale(options);
    add_box(text.context(), frame);
    set_colour(text.context(), kBlack);
    cairo_stroke(text.context());
    const TextStyle style{12.0 * scale, FontWeight::kBold, TextAlign::kCentre, kWarningColour};
    text.draw(catalogue(options.language).say(content.areas.geometry.empty() ? "map.empty" : "map.no-geometry"), style,
              {frame.x + 20.0, frame.centre().y - 20.0 * scale, frame.width - 40.0, 60.0 * scale});
}

}  // namespace diaban
