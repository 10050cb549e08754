// Points, lines and outlines over a map: teams, cameras, markets, isolines, each with a symbol and a place in the
// legend.
#pragma once

#include <string>
#include <vector>

#include "layers/cartography/colour.hpp"
#include "layers/model/feature_layer.hpp"

namespace diaban {

/// Shapes that stay apart on a black-and-white copy.
enum class PointSymbol { kCircle, kSquare, kTriangle, kDiamond, kCross, kStar, kFlag };

/// Solid or interrupted lines.
enum class LineKind { kSolid, kDashed, kDotted };

struct OverlaySymbol {
    GeometryKind kind = GeometryKind::kPoint;
    PointSymbol symbol = PointSymbol::kCircle;
    Colour fill = kWhite;     ///< of point symbols
    Colour line = kBlack;     ///< of lines, outlines and the edges of symbols
    double size = 6.0;        ///< points across a symbol, on A4
    double line_width = 0.8;  ///< points, on A4
    LineKind line_kind = LineKind::kSolid;
    double casing = 0.8;  ///< points of white on each side, so that a line is seen on any ground; 0: none
};

/// One overlay. `labels` is empty or has one entry a feature ("" where none): set at the middle of a line, beside a
/// point.
struct MapOverlay {
    OverlaySymbol symbol;
    std::string legend;  ///< empty: not in the legend
    std::vector<Geometry> geometry;
    std::vector<std::string> labels = {};
};

/// The symbol of an overlay of that name: what the field draws for teams and police (star), clubs and guards (diamond),
/// cameras (triangle), markets (square), schools (flag), worship and culture (circle), told by the words in the name,
/// Vietnamese without diacritics or English; else, or where `taken` holds that symbol, the first that it does not hold.
/// Every symbol differs in shape (or kind of line) from the others, not in colour alone; they repeat after the seventh
/// (lines: third).
OverlaySymbol overlay_symbol(GeometryKind kind, const std::string& name, const std::vector<OverlaySymbol>& taken);

}  // namespace diaban
