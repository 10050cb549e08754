// The maps that a review can have, by the names of flags, keys and files.
#pragma once

#include <string>
#include <vector>

namespace diaban {

/// In the order in which they are drawn: class, density, change, review_change, hotspots, clusters, cells, periods, density_baseline.
inline const std::vector<std::string>& map_names() {
    static const std::vector<std::string> names = {"class",    "density",  "change",  "review_change",
                                                   "hotspots", "clusters", "cells",   "periods", "density_baseline"};
    return names;
}

}  // namespace diaban
