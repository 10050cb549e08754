// Coordinates around a map's frame: kilometres of the map's CRS below and left, WGS 84 degrees above and right.
#pragma once

#include <vector>

#include "layers/cartography/canvas.hpp"
#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/typesetting.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// A place on an edge of the frame: its x (upper and lower edge) or y (left and right edge) on the page, and what it
/// stands for, in metres or degrees.
struct EdgeTick {
    double page = 0.0;
    double value = 0.0;
};

/// Metres between grid lines: 1, 2 or 5 times a power of ten, at least `least_points` apart on the page.
double grid_step_metres(double points_per_metre, double least_points);

/// Eastings along the lower edge and northings along the left one, at multiples of `step`.
std::vector<EdgeTick> easting_ticks(const MapFrame& frame, double step);
std::vector<EdgeTick> northing_ticks(const MapFrame& frame, double step);

/// Where meridians meet the upper edge and parallels the right one, at round minutes or degrees (each edge gets at most
/// about eight). Found by bisection to 1e-9 of the edge. Empty where `to_geographic` is.
std::vector<EdgeTick> longitude_ticks(const MapFrame& frame, const GeographicFunction& to_geographic);
std::vector<EdgeTick> latitude_ticks(const MapFrame& frame, const GeographicFunction& to_geographic);

/// "106°10′": degrees and minutes of an absolute angle.
std::string angle_in_words(double degrees);

/// Width of the strip around the frame that the labels stand in.
double graticule_margin(double scale);

struct GraticuleOptions {
    const Catalogue& words;
    const GeographicFunction& to_geographic;
    double scale = 1.0;  ///< of texts and lines
};

/// Crosses inside, ticks and labels outside the frame, and the neat line itself.
void draw_graticule(cairo_t* context, Typesetter& text, const MapFrame& frame, const GraticuleOptions& options);

}  // namespace diaban
