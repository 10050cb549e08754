// A classified surface as an image of one pixel a cell, drawn without smoothing.
#pragma once

#include <cairo.h>

#include <cstdint>
#include <vector>

#include "layers/cartography/density_classes.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Pixels as 0xAARRGGBB, row by row from the north-west; 0 where the raster has no value.
struct SurfaceImage {
    Grid grid;  ///< of the pixels: the raster's own, or coarser where it has more than 8,000 cells along a side
    std::vector<std::uint32_t> pixels;
};

/// `zero` colours cells of exactly 0, `colours` has one entry a class. Where cells must be merged a pixel shows the
/// greatest value under it, so that no peak is lost.
SurfaceImage surface_image(const Raster& density, const DensityClasses& classes, const Colour& zero,
                           const std::vector<Colour>& colours);

/// Draws it in its place, clipped to the frame.
void draw_surface(cairo_t* context, const SurfaceImage& image, const MapFrame& frame);

}  // namespace diaban
