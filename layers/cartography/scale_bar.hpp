// A scale bar of a round length.
#pragma once

#include <string>

#include "layers/cartography/map_frame.hpp"
#include "layers/cartography/typesetting.hpp"
#include "layers/model/units.hpp"
#include "layers/words/catalogue.hpp"

namespace diaban {

/// The bar as drawn: `points` = `length` x points per metre, cut into `segments` of equal, round length.
struct ScaleBar {
    Metres length;
    int segments = 2;
    double points = 0.0;
};

/// The longest bar of 1, 2 or 5 times a power of ten metres that is at most `room` points long.
ScaleBar choose_scale_bar(double points_per_metre, double room);

/// "5 km", "500 m", "2,5 km".
std::string length_in_words(Metres length, const Catalogue& words);

/// Height that the block was drawn for; a taller or lower box scales everything in it.
inline constexpr double kScaleBlockHeight = 46.0;

/// Draws the bar with its figures and "1 : n" in `box`, and the north arrow (grid north) at its right end.
void draw_scale_and_north(cairo_t* context, Typesetter& text, const PageBox& box, const MapFrame& frame,
                          const Catalogue& words);

}  // namespace diaban
