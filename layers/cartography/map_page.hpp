// One page: whatever the map shows, with the title, legend, scale, coordinates and provenance around it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "layers/cartography/legend.hpp"
#include "layers/cartography/map_labels.hpp"
#include "layers/cartography/map_symbols.hpp"
#include "layers/cartography/surface_image.hpp"
#include "layers/cartography/thematic_map.hpp"

namespace diaban {

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
    std::vector<MultiPolygon> shapes = {};   ///< under the outlines, all in one style
    AreaStyle shape_style = {};
    std::vector<MapSymbol> symbols = {};     ///< above everything else on the map
};

/// The scale of texts on a page.
double text_scale(const PageOptions& options);

/// Draws the page and gives its bytes.
std::string render_page(const MapContent& content, const PageOptions& options);

}  // namespace diaban
