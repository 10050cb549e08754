// Point symbols on a map: discs with a number, small discs and crosses, moved apart where they would hide one another.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/typesetting.hpp"
#include "layers/model/point.hpp"

namespace diaban {

enum class SymbolShape { kNumbered, kDisc, kCross };

struct MapSymbol {
    ProjectedPoint at;
    SymbolShape shape = SymbolShape::kDisc;
    Colour fill;
    std::string text;  ///< inside a kNumbered disc
};

/// Where a symbol stands on the page and the place it speaks of.
struct PlacedSymbol {
    PagePoint centre;
    PagePoint place;
    double radius = 0.0;
};

/// Radius of a symbol in points.
double symbol_radius(SymbolShape shape, double scale);

/// One place for each symbol, in their order. Discs and crosses stand at their place. Numbered discs are served in
/// order: each at its place where no earlier numbered one is hidden, else at the nearest free spot on rings around it
/// (the drawing joins the two by a line), at its place when there is none within six radii. Inside `frame`.
/// O(numbered^2).
std::vector<PlacedSymbol> place_symbols(const std::vector<MapSymbol>& symbols, const MapFrame& frame, double scale);

/// Small symbols first, then numbered ones with their leaders, the first number on top.
void draw_symbols(Typesetter& text, const std::vector<MapSymbol>& symbols, const MapFrame& frame, double scale);

/// One symbol, for the map and for the legend.
void draw_symbol(Typesetter& text, const MapSymbol& symbol, PagePoint centre, double scale);

}  // namespace diaban
