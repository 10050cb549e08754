// Where things stand on the page: a pure function from the paper and the heights of the texts to boxes.
#pragma once

#include <vector>

#include "layers/cartography/page_geometry.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// The paper in points.
struct PaperSize {
    double width = 0.0;
    double height = 0.0;
};

/// ISO 216: A4 210 x 297 mm, A3 297 x 420 mm.
PaperSize paper_size(PageSize size, PageOrientation orientation);

/// How much larger texts and lines are than on A4 (A3: 1.25).
double text_scale(PageSize size);

/// What has to be measured before the page can be divided: heights at the width that `panel_width` gives.
struct BlockHeights {
    double header = 0.0;
    double legend = 0.0;
    double information = 0.0;
};

/// Boxes on the page; none overlaps another and all lie inside the margins. Landscape: the panel stands right of the
/// map, blocks one below the other. Portrait: the panel lies below the map in three columns.
struct PageLayout {
    PaperSize paper;
    PageBox header;   ///< title, unit, windows
    PageBox marking;  ///< top right
    PageBox map;      ///< the frame with the coordinate labels around it
    PageBox legend;
    PageBox scale;        ///< scale bar and north arrow
    PageBox list;         ///< names of numbered areas and other notes; takes what is left
    PageBox information;  ///< sources, counts, rule
    PageBox code;         ///< QR code and run id
    PageBox footer;
};

/// Width of the legend, the list and the information block.
double panel_width(PageSize size, PageOrientation orientation);

/// Width that the header's text may take.
double header_width(PageSize size, PageOrientation orientation);

/// Divides the page. Heights that are too large are cut to what the page has, never let over its edge.
PageLayout page_layout(PageSize size, PageOrientation orientation, const BlockHeights& heights);

/// Where a block as large as `block` stands in `frame`, `margin` off its edges: the corner that hides the fewest of
/// `things`; among equals lower left, lower right, upper left, upper right. O(things).
PageBox emptiest_corner(const PageBox& frame, const PageBox& block, double margin, const std::vector<PageBox>& things);

}  // namespace diaban
