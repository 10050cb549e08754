// What `diaban hotspots` analyses: areas or cells in a metric CRS, with a value each and weights between them.
#pragma once

#include <optional>
#include <vector>

#include "engine/studies/hotspots/run_hotspots.hpp"
#include "layers/model/areas.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// Whether ids or names are the areas' own, or only stand in for missing ones and are not written.
enum class StudyKeys { kOfTheAreas, kMadeUp };

struct HotspotStudy {
    StudyKeys ids = StudyKeys::kMadeUp;
    StudyKeys names = StudyKeys::kMadeUp;
    AreaLayer areas;                  ///< cells are areas, too; attributes as they came (cells: cell_id, share)
    std::vector<double> counts;       ///< value of the field, or (weighted) number of points; NaN = missing
    std::vector<double> population;   ///< NaN = missing; empty where none is used
    std::optional<StudyCells> cells;  ///< where cells take the place of areas
};

/// Reads and counts. Adds to `summary` how everything was chosen.
HotspotStudy read_hotspot_study(const HotspotOptions& options, HotspotSummary& summary, Progress& progress);

}  // namespace diaban
