// What a run computes from what it read: counts, surfaces and classes, as values that the writers turn into files.
#pragma once

#include <optional>
#include <vector>

#include "engine/classify/evidence.hpp"
#include "engine/density/bandwidth.hpp"
#include "engine/pipeline/area_counts.hpp"
#include "engine/pipeline/project.hpp"
#include "engine/pipeline/project_data.hpp"
#include "layers/model/progress.hpp"
#include "layers/model/raster.hpp"

namespace diaban {

/// Density of both windows on one grid, NaN outside the areas, with one bandwidth so that they can be compared.
struct DensityAnalysis {
    Raster current;
    Raster baseline;
    Raster change;  ///< current - baseline
    double bandwidth_m = 0.0;
    std::optional<Bandwidth> chosen;  ///< the rule's figures; empty when the bandwidth was given
    std::vector<std::optional<double>> mean_by_area;  ///< of the current window; empty where no cell centre lies in the area
    std::vector<std::optional<double>> max_by_area;
};

enum class ExposureBasis { kResidents, kAreaKm2 };

struct Analysis {
    std::vector<SquareMetres> area;
    WindowCounts baseline;
    WindowCounts current;
    std::vector<WindowCounts> months;  ///< police months that lie in either window, in order
    std::uint64_t outside_windows = 0;
    ExposureBasis exposure_basis = ExposureBasis::kResidents;
    EvidenceResult evidence;           ///< one entry an area; empty where it is not on the watch list or undefined
    DensityAnalysis density;
    std::vector<Finding> findings;
};

/// Computes everything of one run. Throws Error{kInput} when a statistic refuses (no incident in the windows, a grid
/// larger than memory), Error{kCancelled}.
Analysis analyse(const Project& project, const ProjectData& data, unsigned threads, Progress& progress);

}  // namespace diaban
