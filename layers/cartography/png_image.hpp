// A drawn sheet as the bytes of a PNG.
#pragma once

#include <cairo.h>

#include <string>

namespace diaban {

/// An image surface of format RGB24 as a PNG of 24 bits with its resolution, so that it is not pasted into a report
/// four times too large. Rows stand unfiltered and are packed at level 3: for maps, which are flat colours and edges,
/// that is smaller than what cairo writes and takes a quarter of the time. Throws Error{kInternal,
/// "error.map-not-drawn"}. O(pixels).
std::string png_bytes(cairo_surface_t* surface, double dots_per_inch);

}  // namespace diaban
