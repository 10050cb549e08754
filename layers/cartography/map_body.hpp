// The body of a map in its frame: areas, surface, overlays and the outline of one area that a page is about.
#pragma once

#include <optional>
#include <vector>

#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/map_page.hpp"

namespace diaban {

struct DrawnAreas {
    MapFrame frame;
    std::vector<PageOutline> outlines;  ///< one an area, empty without geometry
    std::size_t without_geometry = 0;
    bool nothing = false;  ///< neither areas nor a surface: there is no place on earth to show
};

/// Fits the content's extent (its own, else that of all areas, else of the surface) into `box`. O(vertices).
DrawnAreas project_areas(const MapContent& content, const PageBox& box);

/// One look an area, drawn in the order of `styles`, then all outlines. `style_of_area` may be empty: outlines only.
void draw_areas(cairo_t* context, const std::vector<AreaStyle>& styles, const std::vector<std::size_t>& style_of_area,
                const DrawnAreas& drawn, double scale);

/// Surface, areas, overlays and emphasis, clipped to the frame; no labels.
void draw_map_body(Typesetter& text, const MapContent& content, const DrawnAreas& drawn, double scale);

/// Says on the page that there is nothing to draw, and why.
void draw_nothing(Typesetter& text, const MapContent& content, const PageBox& frame, const PageOptions& options);

}  // namespace diaban
