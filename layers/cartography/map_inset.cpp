#include "layers/cartography/map_inset.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/cartography/scale_bar.hpp"

namespace diaban {

namespace {

constexpr std::array<double, 4> kWindowShares{0.14, 0.1, 0.07, 0.05};  ///< of the frame's longer side
constexpr std::size_t kLeastCrowded = 6;
constexpr double kBoxShare = 0.44;  ///< of the frame's shorter side
constexpr double kLeastZoom = 2.0;
constexpr double kAir = 0.12;
constexpr int kProbes = 14;          ///< points a side at which a corner is probed
constexpr double kSymbolCost = 4.0;  ///< of a symbol that the inset would hide, in probes that lie in an area
constexpr double kScaleHeight = 30.0;
constexpr double kFrameAir = 16.0;

bool is_numbered(const MapSymbol& symbol) {
    return symbol.shape == SymbolShape::kNumbered;
}

/// Even and odd crossings over all rings: inside the area.
bool holds(const PageOutline& outline, PagePoint p) {
    bool inside = false;
    for (const PageRing& ring : outline.rings) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
                p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y) + ring[i].x) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/// Indices of the numbered symbols within the square of that side around a place.
std::vector<std::size_t> within(const std::vector<MapSymbol>& symbols, ProjectedPoint centre, double side) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (is_numbered(symbols[i]) && std::fabs(symbols[i].at.x - centre.x) <= side / 2.0 &&
            std::fabs(symbols[i].at.y - centre.y) <= side / 2.0) {
            found.push_back(i);
        }
    }
    return found;
}

std::size_t crowded(const std::vector<MapSymbol>& symbols, const std::vector<std::size_t>& some, double least) {
    std::size_t count = 0;
    for (const std::size_t i : some) {
        count += std::any_of(some.begin(), some.end(), [&](std::size_t j) {
            return j != i && std::hypot(symbols[i].at.x - symbols[j].at.x, symbols[i].at.y - symbols[j].at.y) < least;
        });
    }
    return count;
}

double cost_of(const PageBox& corner, const std::vector<MapSymbol>& symbols, const DrawnAreas& drawn) {
    double cost = 0.0;
    for (const MapSymbol& symbol : symbols) {
        const PagePoint p = drawn.frame.to_page(symbol.at);
        cost += corner.contains({p.x, p.y, 0.0, 0.0}) ? kSymbolCost : 0.0;
    }
    for (int i = 0; i < kProbes; ++i) {
        for (int j = 0; j < kProbes; ++j) {
            const PagePoint p{corner.x + corner.width * (i + 0.5) / kProbes,
                              corner.y + corner.height * (j + 0.5) / kProbes};
            cost += std::any_of(drawn.outlines.begin(), drawn.outlines.end(), [&](const PageOutline& outline) {
                return outline.box.contains({p.x, p.y, 0.0, 0.0}) && holds(outline, p);
            });
        }
    }
    return cost;
}

PageBox on_page(const Box& extent, const MapFrame& frame) {
    const PagePoint north_west = frame.to_page({extent.x_min, extent.y_max});
    const PagePoint south_east = frame.to_page({extent.x_max, extent.y_min});
    return {north_west.x, north_west.y, south_east.x - north_west.x, south_east.y - north_west.y};
}

}  // namespace

namespace {

/// The window of that side that holds most numbered symbols, with their extent; none where they are not crowded.
std::optional<MapInset> crowded_window(const std::vector<MapSymbol>& symbols, double side, double disc) {
    MapInset inset;
    for (const MapSymbol& symbol : symbols) {
        if (is_numbered(symbol)) {
            std::vector<std::size_t> here = within(symbols, symbol.at, side);
            if (here.size() > inset.symbols.size()) {
                inset.symbols = std::move(here);
            }
        }
    }
    if (crowded(symbols, inset.symbols, disc) < kLeastCrowded) {
        return std::nullopt;
    }
    for (const std::size_t i : inset.symbols) {
        inset.extent.expand(symbols[i].at);
    }
    const double air = std::max(kAir * std::max(inset.extent.width(), inset.extent.height()), 0.25 * disc);
    inset.extent = {inset.extent.x_min - air, inset.extent.y_min - air, inset.extent.x_max + air,
                    inset.extent.y_max + air};
    return inset;
}

}  // namespace

std::optional<MapInset> choose_inset(const std::vector<MapSymbol>& symbols, const DrawnAreas& drawn, double scale) {
    const MapFrame& frame = drawn.frame;
    const double disc = 2.0 * symbol_radius(SymbolShape::kNumbered, scale) / frame.points_per_metre;
    const double length = kBoxShare * std::min(frame.box.width, frame.box.height);
    // The widest window that the corner shows large enough.
    std::optional<MapInset> found;
    PageBox window;
    for (const double share : kWindowShares) {
        found =
            crowded_window(symbols, share * std::max(frame.box.width, frame.box.height) / frame.points_per_metre, disc);
        window = found ? on_page(found->extent, frame) : PageBox{};
        // What is left for the map inside the box: less the air that fit_map leaves, and the scale bar below.
        const double zoom =
            std::min((length - kFrameAir) / window.width, (length - kFrameAir - kScaleHeight * scale) / window.height);
        if (found && zoom >= kLeastZoom) {
            break;
        }
        found.reset();
    }
    if (!found) {
        return std::nullopt;
    }
    MapInset inset = std::move(*found);
    const double margin = 4.0 * scale;
    const double left = frame.box.x + margin;
    const double right = frame.box.right() - margin - length;
    const double top = frame.box.y + margin;
    const double bottom = frame.box.bottom() - margin - length;
    double least = -1.0;
    for (const PageBox& corner : {PageBox{right, top, length, length}, PageBox{left, top, length, length},
                                  PageBox{right, bottom, length, length}, PageBox{left, bottom, length, length}}) {
        if (corner.overlaps(window)) {
            continue;
        }
        const double cost = cost_of(corner, symbols, drawn);
        if (least < 0.0 || cost < least) {
            least = cost;
            inset.box = corner;
        }
    }
    return least < 0.0 ? std::nullopt : std::optional<MapInset>(inset);
}

void draw_inset(Typesetter& text, const MapContent& content, const MapInset& inset, const MapFrame& frame,
                const PageOptions& options) {
    cairo_t* context = text.context();
    const double scale = text_scale(options);
    const auto outline = [&](const PageBox& box, double width) {
        cairo_new_path(context);
        add_box(context, box);
        set_colour(context, kBlack);
        cairo_set_line_width(context, width * scale);
        cairo_stroke(context);
    };
    const PageBox window = on_page(inset.extent, frame);
    outline(window, 1.2);
    cairo_new_path(context);
    add_box(context, inset.box);
    set_colour(context, kWhite);
    cairo_fill(context);
    MapContent part{content.header, content.areas,         content.to_geographic, content.theme, {},
                    content.styles, content.style_of_area, content.surface,       content.names, content.overlays};
    part.shapes = content.shapes;
    part.shape_style = content.shape_style;
    part.extent = inset.extent;
    PageBox room = inset.box;
    room.height -= kScaleHeight * scale;
    const DrawnAreas drawn = project_areas(part, room);
    draw_map_body(text, part, drawn, scale);
    for (const MapSymbol& symbol : content.symbols) {
        const PagePoint p = drawn.frame.to_page(symbol.at);
        if (room.contains({p.x, p.y, 0.0, 0.0})) {
            part.symbols.push_back(symbol);
        }
    }
    draw_symbols(text, part.symbols, drawn.frame, scale);
    outline(room, 0.5);
    const PageBox bar{inset.box.x + 4.0 * scale, room.bottom() + 2.0 * scale, inset.box.width - 8.0 * scale,
                      (kScaleHeight - 4.0) * scale};
    draw_scale_and_north(context, text, bar, drawn.frame, catalogue(options.language));
    outline(inset.box, 1.2);
    // The same letter at both says which belongs to which.
    const TextStyle letter{9.0 * scale, FontWeight::kBold, TextAlign::kCentre, kBlack};
    text.draw_with_halo("A", letter, {window.x + 6.0 * scale, window.y + 7.0 * scale}, 1.5);
    text.draw_with_halo("A", letter, {inset.box.x + 8.0 * scale, inset.box.y + 9.0 * scale}, 1.5);
}

}  // namespace diaban
