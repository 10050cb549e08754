// The legend: what each colour and pattern means, in which unit, and how many areas carry it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/map_overlay.hpp"
#include "layers/cartography/map_symbols.hpp"
#include "layers/cartography/palette.hpp"
#include "layers/cartography/text_block.hpp"

namespace diaban {

/// One line of a legend: an area's look, or the symbol of an overlay.
struct LegendEntry {
    AreaStyle style;
    std::string text;
    std::optional<MapSymbol> symbol = std::nullopt;       ///< drawn in place of the style's swatch
    std::optional<OverlaySymbol> overlay = std::nullopt;  ///< likewise
};

struct Legend {
    std::string heading;
    std::vector<LegendEntry> entries;
    TextBlock notes;  ///< below the entries
};

/// Height of the legend at `width`.
double height_of(Typesetter& text, const Legend& legend, double width, double scale);

/// Draws it from the top of `box`.
void draw_legend(Typesetter& text, const Legend& legend, const PageBox& box, double scale);

}  // namespace diaban
