// Overlays on the page: symbols, cased lines and their labels.
#pragma once

#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/map_overlay.hpp"
#include "layers/cartography/typesetting.hpp"

namespace diaban {

/// Draws what lies in the frame; the caller clips. Coordinates that are not finite are left out. O(vertices).
void draw_overlay(Typesetter& text, const MapOverlay& overlay, const MapFrame& frame, double scale);

/// The symbol in a legend's swatch.
void draw_overlay_swatch(cairo_t* context, const OverlaySymbol& symbol, const PageBox& box, double scale);

}  // namespace diaban
