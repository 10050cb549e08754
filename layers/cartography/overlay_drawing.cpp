#include "layers/cartography/overlay_drawing.hpp"

#include <array>
#include <cmath>
#include <numbers>
#include <variant>

#include "layers/cartography/canvas.hpp"

namespace diaban {

namespace {

bool is_finite(ProjectedPoint p) {
    return std::isfinite(p.x) && std::isfinite(p.y);
}

void set_line_kind(cairo_t* context, LineKind kind, double width) {
    const std::array<double, 2> dashes{4.0 * width + 2.0, 2.5 * width + 1.0};
    const std::array<double, 2> dots{0.0, 3.0 * width + 0.5};
    if (kind == LineKind::kDashed) {
        cairo_set_dash(context, dashes.data(), 2, 0.0);
    } else if (kind == LineKind::kDotted) {
        cairo_set_dash(context, dots.data(), 2, 0.0);
    } else {
        cairo_set_dash(context, nullptr, 0, 0.0);
    }
}

/// A closed path of `corners` points on a circle, the first straight up; every second one at `inner` of the radius.
void add_star(cairo_t* context, PagePoint centre, double radius, int corners, double inner) {
    const int points = inner < 1.0 ? 2 * corners : corners;
    for (int i = 0; i < points; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / points - std::numbers::pi / 2.0;
        const double r = inner < 1.0 && i % 2 == 1 ? inner * radius : radius;
        cairo_line_to(context, centre.x + r * std::cos(angle), centre.y + r * std::sin(angle));
    }
    cairo_close_path(context);
}

void add_symbol(cairo_t* context, PointSymbol symbol, PagePoint centre, double size) {
    const double r = size / 2.0;
    cairo_new_sub_path(context);
    switch (symbol) {
        case PointSymbol::kCircle:
            cairo_arc(context, centre.x, centre.y, r, 0.0, 2.0 * std::numbers::pi);
            cairo_close_path(context);
            break;
        case PointSymbol::kSquare:
            cairo_rectangle(context, centre.x - 0.88 * r, centre.y - 0.88 * r, 1.76 * r, 1.76 * r);
            break;
        case PointSymbol::kTriangle:
            add_star(context, centre, 1.15 * r, 3, 1.0);
            break;
        case PointSymbol::kDiamond:
            add_star(context, centre, 1.15 * r, 4, 1.0);
            break;
        case PointSymbol::kStar:
            add_star(context, centre, 1.25 * r, 5, 0.45);
            break;
        case PointSymbol::kFlag:
            // A pennant on its pole; the place is the pole's foot, a little below the middle.
            cairo_move_to(context, centre.x - 0.55 * r, centre.y + 1.3 * r);
            cairo_line_to(context, centre.x - 0.55 * r, centre.y - 1.3 * r);
            cairo_line_to(context, centre.x + 1.1 * r, centre.y - 0.6 * r);
            cairo_line_to(context, centre.x - 0.55 * r, centre.y + 0.1 * r);
            break;
        case PointSymbol::kCross: {
            const double arm = r / 3.0;
            const std::array<PagePoint, 12> corners{{{-arm, -r},
                                                     {arm, -r},
                                                     {arm, -arm},
                                                     {r, -arm},
                                                     {r, arm},
                                                     {arm, arm},
                                                     {arm, r},
                                                     {-arm, r},
                                                     {-arm, arm},
                                                     {-r, arm},
                                                     {-r, -arm},
                                                     {-arm, -arm}}};
            for (const PagePoint& corner : corners) {
                cairo_line_to(context, centre.x + corner.x, centre.y + corner.y);
            }
            cairo_close_path(context);
            break;
        }
    }
}

void draw_point(cairo_t* context, const OverlaySymbol& symbol, PagePoint at, double scale) {
    add_symbol(context, symbol.symbol, at, symbol.size * scale);
    set_colour(context, symbol.fill);
    cairo_fill_preserve(context);
    set_colour(context, symbol.line);
    cairo_set_line_width(context, symbol.line_width * scale);
    cairo_stroke(context);
}

/// Strokes the current path and clears it.
void stroke_line(cairo_t* context, const OverlaySymbol& symbol, double scale) {
    const double width = symbol.line_width * scale;
    if (symbol.casing > 0.0) {
        set_colour(context, kWhite);
        cairo_set_line_width(context, width + 2.0 * symbol.casing * scale);
        cairo_stroke_preserve(context);
    }
    set_colour(context, symbol.line);
    cairo_set_line_width(context, width);
    set_line_kind(context, symbol.line_kind, width);
    cairo_stroke(context);
    cairo_set_dash(context, nullptr, 0, 0.0);
}

template <typename Points>
void add_path(cairo_t* context, const Points& points, const MapFrame& frame) {
    cairo_new_sub_path(context);
    for (const ProjectedPoint& p : points) {
        if (is_finite(p)) {
            const PagePoint q = frame.to_page(p);
            cairo_line_to(context, q.x, q.y);
        }
    }
}

/// The point halfway along a line and the line's length, in points on the page.
std::pair<PagePoint, double> middle_of(const LineString& line, const MapFrame& frame) {
    double length = 0.0;
    std::vector<PagePoint> points;
    for (const ProjectedPoint& p : line.points) {
        points.push_back(frame.to_page(p));
        if (points.size() > 1) {
            length += std::hypot(points.back().x - points[points.size() - 2].x,
                                 points.back().y - points[points.size() - 2].y);
        }
    }
    double walked = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const double step = std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        if (step > 0.0 && walked + step >= length / 2.0) {
            const double t = (length / 2.0 - walked) / step;
            return {{points[i - 1].x + t * (points[i].x - points[i - 1].x),
                     points[i - 1].y + t * (points[i].y - points[i - 1].y)},
                    length};
        }
        walked += step;
    }
    return {points.empty() ? PagePoint{} : points.front(), length};
}

/// A label on a line that is long enough to carry it, where no other label of the overlay stands.
void draw_line_labels(Typesetter& text, const MapOverlay& overlay, const MapFrame& frame, double scale) {
    const TextStyle style{6.0 * scale, FontWeight::kBold, TextAlign::kCentre, overlay.symbol.line};
    std::vector<PageBox> taken;
    for (std::size_t i = 0; i < overlay.labels.size(); ++i) {
        const auto* line = std::get_if<LineString>(&overlay.geometry[i]);
        if (line == nullptr || overlay.labels[i].empty()) {
            continue;
        }
        const TextSize size = text.measure(overlay.labels[i], style);
        const auto [at, length] = middle_of(*line, frame);
        const PageBox box{at.x - size.width / 2.0, at.y - size.height / 2.0, size.width, size.height};
        bool free = length > 3.0 * size.width && frame.box.contains(box);
        for (const PageBox& other : taken) {
            free = free && !box.overlaps(other);
        }
        if (free) {
            taken.push_back(box);
            text.draw_with_halo(overlay.labels[i], style, at, 1.0);
        }
    }
}

}  // namespace

void draw_overlay(Typesetter& text, const MapOverlay& overlay, const MapFrame& frame, double scale) {
    cairo_t* context = text.context();
    for (const Geometry& geometry : overlay.geometry) {
        cairo_new_path(context);
        if (const auto* point = std::get_if<ProjectedPoint>(&geometry)) {
            if (is_finite(*point)) {
                draw_point(context, overlay.symbol, frame.to_page(*point), scale);
            }
        } else if (const auto* line = std::get_if<LineString>(&geometry)) {
            add_path(context, line->points, frame);
            stroke_line(context, overlay.symbol, scale);
        } else if (const auto* area = std::get_if<MultiPolygon>(&geometry)) {
            for (const Polygon& polygon : area->polygons) {
                add_path(context, polygon.outer, frame);
                for (const Ring& hole : polygon.holes) {
                    add_path(context, hole, frame);
                }
            }
            stroke_line(context, overlay.symbol, scale);
        }
    }
    if (overlay.labels.size() == overlay.geometry.size()) {
        draw_line_labels(text, overlay, frame, scale);
    }
}

void draw_overlay_swatch(cairo_t* context, const OverlaySymbol& symbol, const PageBox& box, double scale) {
    cairo_new_path(context);
    if (symbol.kind == GeometryKind::kPoint) {
        draw_point(context, symbol, box.centre(), scale);
        return;
    }
    if (symbol.kind == GeometryKind::kLine) {
        cairo_move_to(context, box.x, box.centre().y);
        cairo_line_to(context, box.right(), box.centre().y);
    } else {
        add_box(context, box.inset(1.0));
    }
    stroke_line(context, symbol, scale);
}

}  // namespace diaban
