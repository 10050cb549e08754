// The maps that a review can have, by the names of flags, keys and files.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// In the order in which they are drawn. Beside these an output has a map `theme_NAME` for each theme and `level_NAME`
/// for each level.
inline const std::vector<std::string>& map_names() {
    static const std::vector<std::string> names = {"class",        "density", "change",  "review_change",    "hotspots",
                                                   "clusters",     "cells",   "periods", "density_baseline", "cameras",
                                                   "camera_curve", "sweep"};
    return names;
}

/// Whether a name is one of a theme's or a level's map.
inline bool is_named_map(const std::string& name) {
    return name.rfind("theme_", 0) == 0 || name.rfind("level_", 0) == 0;
}

}  // namespace diaban
