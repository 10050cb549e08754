// How many incidents must have coordinates before a surface of them may be read.
#pragma once

namespace diaban {

/// Share of incidents with coordinates that practice asks for (Ratcliffe 2004, doi:10.1080/13658810310001596076).
inline constexpr double kLocatedShareAsked = 0.85;

}  // namespace diaban
