// Filling areas: colour first, then lines or dots clipped to one merged path of the whole category.
#pragma once

#include <cairo.h>

#include <span>

#include "layers/cartography/page_geometry.hpp"
#include "layers/cartography/palette.hpp"

namespace diaban {

/// Adds an outline's rings to the path.
void add_outline(cairo_t* context, const PageOutline& outline);

/// Fills the current path with a style's colour and hatch and clears the path. `around` bounds the path; lines are
/// laid from the page's origin, so that neighbouring areas of one category show one continuous hatch.
void fill_path(cairo_t* context, const AreaStyle& style, const PageBox& around);

}  // namespace diaban
