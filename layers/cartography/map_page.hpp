// One page: whatever the map shows, with the title, legend, scale, coordinates and provenance around it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/legend.hpp"
#include "layers/cartography/map_labels.hpp"
#include "layers/cartography/map_overlay.hpp"
#include "layers/cartography/map_symbols.hpp"
#include "layers/cartography/page_blocks.hpp"
#include "layers/cartography/surface_image.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

/// One map of small multiples: all share the page's styles, legend and scale.
struct MapPanel {
    std::string title;                       ///< "15/12/2016 – 14/03/2017"
    std::vector<std::size_t> style_of_area;  ///< index into the content's styles
};

/// What a page shows. Every thematic map is turned into this; the page itself knows no theme.
struct MapContent {
    const ReviewHeader& header;
    const FeatureLayer& areas;
    const GeographicFunction& to_geographic;
    std::string theme;  ///< "Bản đồ phân loại địa bàn"
    Legend legend;
    std::vector<AreaStyle> styles;           ///< categories of areas, drawn in this order
    std::vector<std::size_t> style_of_area;  ///< index into `styles`; empty: outlines only
    std::optional<SurfaceImage> surface;     ///< under the outlines
    std::vector<AreaName> names;             ///< one an area
    std::vector<MapOverlay> overlays = {};   ///< over the areas, in this order
    std::vector<MapPanel> panels = {};       ///< not empty: small multiples in place of the one map, without names
    /// Panels that belong together in a row, or below one another where that gives more room; 0: chosen from the room.
    std::size_t panel_columns = 0;
    std::optional<Box> extent = {};              ///< what the frame shows; none: all areas
    std::optional<std::size_t> emphasised = {};  ///< the area that the page is about
    std::vector<MultiPolygon> shapes = {};       ///< under the outlines, all in one style
    AreaStyle shape_style = {};
    std::vector<MapSymbol> symbols = {};  ///< above everything else on the map
};

/// The scale of texts on a page.
double text_scale(const PageOptions& options);

/// What a PDF of that theme says about itself.
DocumentInformation document_information(const ReviewHeader& header, const std::string& theme);

/// Which page of how many.
struct PageNumber {
    std::size_t page = 1;
    std::size_t pages = 1;
};

/// Draws the page on the current sheet of `canvas`, which has the options' paper.
void draw_map_page(Canvas& canvas, const MapContent& content, const PageOptions& options, const PageNumber& number);

/// Draws the map with its names and coordinates into the left of `box`, its legend and scale bar into the right: a map
/// among other things on a page.
void draw_map_figure(Typesetter& text, const MapContent& content, const PageBox& box, const PageOptions& options);

/// Draws the page alone and gives its bytes.
std::string render_page(const MapContent& content, const PageOptions& options);

}  // namespace diaban
