// Small multiples: the same areas again and again, one panel a period, one legend and one scale for all.
#pragma once

#include "layers/cartography/map_page.hpp"
#include "layers/cartography/page_layout.hpp"

namespace diaban {

/// Columns and rows that give `count` maps of `aspect` (width / height) the most room in `box`. At least one of each.
struct PanelGrid {
    std::size_t columns = 1;
    std::size_t rows = 1;
};
PanelGrid panel_grid(std::size_t count, const PageBox& box, double aspect);

/// Draws the content's panels into the layout's map box, row by row, and the scale bar that holds for each of them.
void draw_panels(Typesetter& text, const MapContent& content, const PageLayout& layout, const PageOptions& options);

}  // namespace diaban
