// The grid that the page's sheets take degrees from.
#pragma once

#include "layers/model/box.hpp"
#include "layers/model/crs_id.hpp"
#include "layers/page/viewer_content.hpp"

namespace diaban {

/// Degrees at the nodes of a square grid around `box`, wide enough for a sheet of any form: its side is three times the
/// longer side of the box. Between nodes a page interpolates bilinearly: off by less than 1 m over a province and 60 m
/// over the country, a tenth of a millimetre on paper. O(nodes). Throws Error{kInput, "error.crs-unknown"}.
ViewerGraticule viewer_graticule(const CrsId& crs, const Box& box);

}  // namespace diaban
