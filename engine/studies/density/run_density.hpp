// `diaban density`: from a source of points to a GeoTIFF of their density.
#pragma once

#include <vector>

#include "engine/studies/density/options.hpp"
#include "layers/model/finding.hpp"
#include "layers/model/progress.hpp"

namespace diaban {

/// What is printed, in order: how the CRS was chosen, what was read, how wide the kernel is, what was written.
struct DensitySummary {
    std::vector<Finding> facts;
    std::vector<Finding> findings;  ///< notes and warnings
};

/// Reads, chooses what was left open, writes OUT.tif; with `relative_to` the log ratio there and its p in OUT_p.tif, both
/// or neither. Throws Error{kUsage} for what does not go together (error.relative-adaptive,
/// error.density-edge-needs-area, error.density-adaptive-edge, error.window-incomplete) and what the steps throw.
DensitySummary run_density(const DensityStudyOptions& options, Progress& progress);

}  // namespace diaban
