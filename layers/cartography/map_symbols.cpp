#include "layers/cartography/map_symbols.hpp"

#include <cmath>
#include <numbers>

#include "layers/cartography/canvas.hpp"

namespace diaban {

namespace {

constexpr double kNumberedRadius = 5.2;
constexpr double kDiscRadius = 1.9;
constexpr int kRings = 6;
constexpr int kSpotsOnRing = 12;

bool free_spot(const std::vector<PlacedSymbol>& taken, PagePoint centre, double radius) {
    for (const PlacedSymbol& other : taken) {
        if (std::hypot(other.centre.x - centre.x, other.centre.y - centre.y) < 0.96 * (radius + other.radius)) {
            return false;
        }
    }
    return true;
}

}  // namespace

double symbol_radius(SymbolShape shape, double scale) {
    return (shape == SymbolShape::kNumbered ? kNumberedRadius : kDiscRadius) * scale;
}

std::vector<PlacedSymbol> place_symbols(const std::vector<MapSymbol>& symbols, const MapFrame& frame, double scale) {
    std::vector<PlacedSymbol> placed;
    std::vector<PlacedSymbol> numbered;
    for (const MapSymbol& symbol : symbols) {
        const PagePoint place = frame.to_page(symbol.at);
        const double radius = symbol_radius(symbol.shape, scale);
        PlacedSymbol spot{place, place, radius};
        if (symbol.shape == SymbolShape::kNumbered) {
            const PageBox room = frame.box.inset(radius);
            bool found = free_spot(numbered, place, radius);
            for (int ring = 1; ring <= kRings && !found; ++ring) {
                for (int k = 0; k < kSpotsOnRing && !found; ++k) {
                    const double angle = 2.0 * std::numbers::pi * k / kSpotsOnRing;
                    const PagePoint centre{place.x + ring * radius * std::cos(angle),
                                           place.y - ring * radius * std::sin(angle)};
                    if (room.contains({centre.x, centre.y, 0.0, 0.0}) && free_spot(numbered, centre, radius)) {
                        spot.centre = centre;
                        found = true;
                    }
                }
            }
            numbered.push_back(spot);
        }
        placed.push_back(spot);
    }
    return placed;
}

void draw_symbol(Typesetter& text, const MapSymbol& symbol, PagePoint centre, double scale) {
    cairo_t* context = text.context();
    const double radius = symbol_radius(symbol.shape, scale);
    cairo_new_path(context);
    if (symbol.shape == SymbolShape::kCross) {
        cairo_move_to(context, centre.x - radius, centre.y - radius);
        cairo_line_to(context, centre.x + radius, centre.y + radius);
        cairo_move_to(context, centre.x - radius, centre.y + radius);
        cairo_line_to(context, centre.x + radius, centre.y - radius);
        set_colour(context, kWhite);
        cairo_set_line_width(context, 2.4 * scale);
        cairo_stroke_preserve(context);
        set_colour(context, symbol.fill);
        cairo_set_line_width(context, 1.2 * scale);
        cairo_stroke(context);
        return;
    }
    cairo_arc(context, centre.x, centre.y, radius, 0.0, 2.0 * std::numbers::pi);
    set_colour(context, symbol.fill);
    cairo_fill_preserve(context);
    set_colour(context, kWhite);
    cairo_set_line_width(context, 0.7 * scale);
    cairo_stroke(context);
    if (symbol.shape == SymbolShape::kNumbered) {
        const double size = (symbol.text.size() > 2 ? 4.4 : 5.8) * scale;
        text.draw_with_halo(symbol.text, {size, FontWeight::kBold, TextAlign::kCentre, kWhite}, centre, 0.0);
    }
}

void draw_symbols(Typesetter& text, const std::vector<MapSymbol>& symbols, const MapFrame& frame, double scale) {
    cairo_t* context = text.context();
    const std::vector<PlacedSymbol> placed = place_symbols(symbols, frame, scale);
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        if (symbols[i].shape != SymbolShape::kNumbered) {
            draw_symbol(text, symbols[i], placed[i].centre, scale);
        }
    }
    for (std::size_t i = symbols.size(); i-- > 0;) {
        if (symbols[i].shape == SymbolShape::kNumbered && !(placed[i].centre == placed[i].place)) {
            cairo_new_path(context);
            cairo_move_to(context, placed[i].place.x, placed[i].place.y);
            cairo_line_to(context, placed[i].centre.x, placed[i].centre.y);
            set_colour(context, symbols[i].fill);
            cairo_set_line_width(context, 0.7 * scale);
            cairo_stroke(context);
            draw_symbol(text, {symbols[i].at, SymbolShape::kDisc, symbols[i].fill, ""}, placed[i].place, 0.6 * scale);
        }
    }
    for (std::size_t i = symbols.size(); i-- > 0;) {
        if (symbols[i].shape == SymbolShape::kNumbered) {
            draw_symbol(text, symbols[i], placed[i].centre, scale);
        }
    }
}

}  // namespace diaban
