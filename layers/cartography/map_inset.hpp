// A second, larger view of the place where numbered symbols crowd, in the emptiest corner of the map's frame.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "layers/cartography/map_body.hpp"
#include "layers/cartography/map_page.hpp"

namespace diaban {

struct MapInset {
    Box extent;                        ///< what it shows
    PageBox box;                       ///< where it stands, inside the frame
    std::vector<std::size_t> symbols;  ///< numbered symbols that it shows; the map itself leaves their numbers out
};

/// The window (a seventh of the frame's longer side, else smaller down to a twentieth) that holds most numbered
/// symbols, where at least six of them stand closer than their own width to another of it; drawn at least twice as
/// large as on the map, in the corner that hides the fewest symbols and areas. None where the symbols have room, or
/// where no corner is free of that window. O(symbols^2 + vertices).
std::optional<MapInset> choose_inset(const std::vector<MapSymbol>& symbols, const DrawnAreas& drawn, double scale);

/// The inset with its symbols, scale bar and frame, and the outline of its extent on the map; a letter joins the two.
void draw_inset(Typesetter& text, const MapContent& content, const MapInset& inset, const MapFrame& frame,
                const PageOptions& options);

}  // namespace diaban
