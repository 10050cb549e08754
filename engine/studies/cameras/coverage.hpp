// How much of what is seen before and after, as a whole, by hour, by category and by area.
#pragma once

#include <string>
#include <vector>

#include "engine/studies/cameras/plan.hpp"
#include "engine/studies/cameras/sight.hpp"

namespace diaban {

/// One line of the table `coverage_summary`. `by` is all | hour | category | area | hot_area | must_cover; `key` is
/// "demand", "incidents" or "hot_area" of all, the hour "00".."23", the category, the area's id or the place's; unit:
/// weight | incidents | km2 | places.
struct CoverageLine {
    std::string by;
    std::string key;
    std::string name;  ///< of an area, else empty
    std::string unit;
    double total = 0.0;
    double before = 0.0;  ///< of it, seen by working existing cameras
    double after = 0.0;   ///< and with the proposed ones

    [[nodiscard]] double share_before() const { return total > 0.0 ? before / total : 0.0; }
    [[nodiscard]] double share_after() const { return total > 0.0 ? after / total : 0.0; }
};

/// All lines, in the order of `by` above and of keys. Points outside all areas make a line with an empty key. With a
/// table of distances hot area is left out: distances to its cells are not known. O((cameras x points in reach) +
/// points log areas).
std::vector<CoverageLine> coverage_summary(const SightContext& context, const CameraPlan& plan);

}  // namespace diaban
