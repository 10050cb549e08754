// What stands beside the class on a run's page: overlays, levels, themes, and the grid that its sheets take degrees
// from.
#pragma once

#include "engine/pages/viewer_review.hpp"

namespace diaban {

/// Adds the overlays of the project (dated ones only where [privacy] show_incidents allows single incidents), the units
/// of its levels and the names of its themes to the page.
void add_side_content(const ViewerInputs& inputs, ViewerContent& content);

/// Degrees at the nodes of a square grid around `box`, wide enough for a sheet of any form: its side is three times the
/// longer side of the box. Between nodes a page interpolates bilinearly: off by less than 1 m over a province and 60 m
/// over the country, a tenth of a millimetre on paper. O(nodes). Throws Error{kInput, "error.crs-unknown"}.
ViewerGraticule viewer_graticule(const CrsId& crs, const Box& box);

}  // namespace diaban
